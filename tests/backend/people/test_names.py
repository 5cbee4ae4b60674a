"""Nobody passes for those who look after this place (S-97), and throw-away addresses stay outside (S-98)."""

from dataclasses import replace

import pytest

from backend.app import bind
from schemas.words import Role
from tests.factories import a_person, an_organiser
from tests.mailbox import letters_to


@pytest.mark.parametrize(
    "name",
    [
        "HlMSS Staff",
        "ST\u0410FF",  # a Cyrillic A
        "M0derator",
        "Adm1n",
        "s t a f f",
        "The Organizers",
        "Olga Organ\u0456ser\u200b",
        "Mira Keeper",
        "M\u0456ra K\u0435\u0435per",
        "Mira  Kee per",
        "Fireside",
    ],
)
def test_a_name_that_looks_like_a_keepers_or_an_office_is_refused(sign_in, name):
    a_person("Mira Keeper", Role.MODERATOR)
    an_organiser()
    phone = sign_in(a_person("Ada Example"))

    reply = phone.patch("/api/me", json={"name": name})

    assert (reply.status_code, list(reply.json["errors"])) == (422, ["name"])
    assert phone.get("/api/me").json["name"] == "Ada Example"


def test_a_keeper_keeps_their_name_and_others_theirs(sign_in):
    mira = sign_in(a_person("Mira Keeper", Role.MODERATOR))
    ada = sign_in(a_person("Ada Example"))

    kept = mira.patch("/api/me", json={"name": "Mira  Keeper", "headline": "I keep"})
    names = ["Mira J. Keeper", "Ada Stafford", "Adele Adminova", "\u0410\u043d\u043d\u0430 \u041a\u0435\u0440\u043d"]

    assert kept.status_code == 200
    assert [ada.patch("/api/me", json={"name": name}).status_code for name in names] == [200] * len(names)


@pytest.fixture
def refusing(app, settings, tmp_path):
    """Some domains that nobody new comes in with."""
    bind(replace(settings, disposable_domains=frozenset({"mailinator.com"})))
    yield
    bind(settings)


@pytest.mark.usefixtures("refusing")
def test_throw_away_addresses_are_not_let_in_unless_somebody_expects_them(visitor, sign_in):
    sign_in(an_organiser()).post("/api/invitations", json={"email": "known@mailinator.com", "name": ""})
    asked = ["new@mailinator.com", "new@eu.mailinator.com", "known@mailinator.com", "new@example.org"]

    assert {visitor.post("/api/sign-in", json={"email": email}).status_code for email in asked} == {202}

    assert ["code" in letters_to(email)[0].subject for email in asked] == [False, False, True, True]
