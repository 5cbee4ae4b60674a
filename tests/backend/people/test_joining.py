import pytest

from schemas.words import Role
from tests import factories
from tests.mailbox import code_for, letters_to

ADA = "ada@example.org"


@pytest.fixture
def organiser(sign_in):
    return sign_in(factories.an_organiser())


def set_policy(organiser, joining):
    assert organiser.patch("/api/community", json={"joining": joining}).json["joining"] == joining


def ask(phone, address=ADA):
    assert phone.post("/api/sign-in", json={"email": address}).status_code == 202


def is_let_in(phone, address=ADA):
    ask(phone, address)
    if not any("code" in letter.subject for letter in letters_to(address)[:1]):
        return False
    return phone.post("/api/sign-in/code", json={"email": address, "code": code_for(address)}).status_code == 200


@pytest.mark.parametrize("policy", ["list", "invitation"])
def test_a_stranger_gets_a_kind_no_by_mail(organiser, visitor, policy):
    set_policy(organiser, policy)

    ask(visitor)

    (letter,) = letters_to(ADA)
    assert letter.subject == "Signing in to Fireside"
    assert "We would gladly let you in" in letter.text
    assert "token" not in letter.text


@pytest.mark.parametrize("policy", ["anyone", "list", "invitation"])
def test_a_member_is_never_locked_out_by_a_changed_policy(organiser, visitor, policy):
    factories.a_person(email=ADA)
    set_policy(organiser, policy)

    assert is_let_in(visitor)


@pytest.mark.parametrize("policy", ["anyone", "list", "invitation"])
def test_who_is_invited_comes_in_with_the_name_they_were_invited_by(organiser, visitor, policy):
    set_policy(organiser, policy)
    organiser.post("/api/invitations", json={"email": "ADA@example.org", "name": "Ada Example"})

    assert is_let_in(visitor)
    assert visitor.get("/api/me").json["name"] == "Ada Example"


def test_visitors_read_what_is_public_whatever_the_policy(organiser, visitor):
    set_policy(organiser, "invitation")
    factories.a_meeting("2026")

    assert visitor.get("/api/start").json["current"] == "2026"
    assert visitor.get("/api/meetings").status_code == 200


def test_an_invitation_is_written_once_and_says_who_invites(organiser):
    for _ in range(2):
        reply = organiser.post("/api/invitations", json={"email": ADA, "name": "Ada"})
        assert reply.status_code == 201

    (letter,) = letters_to(ADA)
    assert letter.text.startswith("Hello Ada,\n\nOlga Organiser invites you to Fireside.")
    assert [one["email"] for one in organiser.get("/api/invitations").json["invitations"]] == [ADA]


def test_an_invitation_tells_whether_its_address_joined(organiser, visitor):
    organiser.post("/api/invitations", json={"email": ADA})
    assert [one["joined"] for one in organiser.get("/api/invitations").json["invitations"]] == [False]

    is_let_in(visitor)

    assert [one["joined"] for one in organiser.get("/api/invitations").json["invitations"]] == [True]


def test_a_withdrawn_invitation_lets_nobody_in_and_can_be_given_again(organiser, visitor):
    set_policy(organiser, "invitation")
    invited = organiser.post("/api/invitations", json={"email": ADA}).json

    assert organiser.delete(f"/api/invitations/{invited['id']}").status_code == 204
    assert organiser.delete(f"/api/invitations/{invited['id']}").status_code == 404
    assert organiser.get("/api/invitations").json == {"invitations": [], "next": None}
    assert not is_let_in(visitor)

    organiser.post("/api/invitations", json={"email": ADA})
    assert is_let_in(visitor)


def test_the_community_can_be_renamed_and_its_letters_bear_the_name(organiser, visitor):
    organiser.patch("/api/community", json={"name": "Health IT Friends"})

    ask(visitor)

    assert letters_to(ADA)[0].subject == "Your sign-in code for Health IT Friends"
    assert visitor.get("/api/start").json["community"]["name"] == "Health IT Friends"


@pytest.mark.parametrize("role", [None, Role.HOST, Role.MODERATOR])
def test_only_organisers_decide_who_may_join(sign_in, role):
    """S-40"""
    phone = sign_in(factories.a_person("Ada Example", *([role] if role else [])))

    assert phone.patch("/api/community", json={"joining": "anyone"}).status_code == 403
    assert phone.post("/api/invitations", json={"email": ADA}).status_code == 403
    assert phone.get("/api/invitations").status_code == 403
    assert phone.delete("/api/invitations/1").status_code == 403
