import pytest

from tests import factories
from tests.mailbox import code_for


def run(app, *words):
    return app.test_cli_runner().invoke(args=["fireside", *words])


def test_the_first_organiser_is_made_in_a_shell_and_then_signs_in_by_mail(app, visitor):
    """S-16"""
    assert "olga@example.org is organiser now." in run(app, "grant", "Olga@example.org", "organiser").output
    visitor.post("/api/sign-in", json={"email": "olga@example.org"})
    visitor.post("/api/sign-in/code", json={"email": "olga@example.org", "code": code_for("olga@example.org")})

    assert visitor.get("/api/me").json["roles"] == ["organiser"]


def test_a_role_is_taken_in_a_shell(app):
    factories.an_organiser()
    run(app, "grant", "ada@example.org", "organiser")

    assert "ada@example.org is no organiser any more." in run(app, "revoke", "ada@example.org", "organiser").output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("grant", "not an address", "host"), "This does not look like an e-mail address."),
        (("revoke", "nobody@example.org", "host"), "Nobody has signed in with this address."),
        (("revoke", "olga@example.org", "organiser"), "This is the only organiser."),
        (("grant", "ada@example.org", "king"), "'king' is not one of 'host', 'moderator', 'organiser'."),
    ],
)
def test_what_cannot_be_done_is_said_in_words(app, words, sentence):
    run(app, "grant", "olga@example.org", "organiser")

    result = run(app, *words)

    assert result.exit_code != 0
    assert sentence in result.output


def test_without_a_mail_server_the_code_is_read_in_a_shell(app, visitor):
    visitor.post("/api/sign-in", json={"email": "ada@example.org"})

    assert code_for("ada@example.org") in run(app, "letters").output
