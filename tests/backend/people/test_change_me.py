import pytest

from schemas.words import Role
from tests import factories

WHOLE = {
    "name": "Ada Example",
    "affiliation": "General Hospital",
    "headline": "Nurse and writer",
    "about": "Two lines\nof me",
    "offers": "A tour of the ward",
    "seeks": "People who write",
    "interests": ["FHIR", "Writing"],
    "links": [{"label": "My blog", "url": "https://blog.example.org/"}],
    "visibility": "hidden",
}


def test_a_visitor_has_no_profile(visitor):
    reply = visitor.get("/api/me")

    assert (reply.status_code, reply.json["code"]) == (401, "signed_out")


def test_i_say_who_i_am(sign_in):
    phone = sign_in(factories.a_person(""))

    reply = phone.patch("/api/me", json=WHOLE)

    assert reply.status_code == 200
    assert {name: reply.json[name] for name in WHOLE} == WHOLE
    assert phone.get("/api/me").json == reply.json


def test_only_what_is_sent_changes_and_the_number_moves_on(sign_in):
    phone = sign_in(factories.a_person("Ada Example"))
    before = phone.patch("/api/me", json=WHOLE).json

    after = phone.patch("/api/me", json={"headline": "Retired"}).json

    assert after == before | {"headline": "Retired", "rev": before["rev"] + 1}


@pytest.mark.parametrize(
    "more",
    [
        {"role": "organiser"},
        {"roles": ["organiser"]},
        {"is_moderator": True},
        {"id": 1},
        {"rev": 9},
        {"seq": 9},
        {"email": "eve@example.org"},
        {"joined_at": "2020-01-01T00:00:00Z"},
        {"created_at": "2020-01-01T00:00:00Z"},
        {"confirmed": True},
        {"invented": True},
        {"calendar_nonce": "x"},
    ],
)
def test_nobody_gives_themselves_what_is_not_theirs_to_give(sign_in, more):
    """S-41"""
    phone = sign_in(factories.a_person())
    before = phone.get("/api/me").json

    assert phone.patch("/api/me", json={"headline": "Changed"} | more).status_code == 422
    assert phone.get("/api/me").json == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "A"),
        ("name", " A "),
        ("name", "x" * 121),
        ("name", "Ada\nExample"),
        ("name", "Ada\u0000"),
        ("name", "\u202eadA"),
        ("name", None),
        ("interests", ["x"] * 13),
        ("links", [{"label": "x", "url": "javascript:alert(1)"}]),
        ("links", [{"label": "x", "url": "https://example.org", "more": 1}]),
        ("visibility", "everybody"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(sign_in, field, value):
    phone = sign_in(factories.a_person())

    reply = phone.patch("/api/me", json={field: value})

    assert reply.status_code == 422
    assert {name.split(".")[0] for name in reply.json["errors"]} == {field}


def test_who_has_no_name_writes_nothing_even_with_a_role(sign_in):
    """S-18"""
    phone = sign_in(factories.a_person("", Role.ORGANISER))

    reply = phone.post("/api/invitations", json={"email": "eve@example.org"})

    assert (reply.status_code, reply.json["code"]) == (403, "name_needed")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "A", "Please write 2 to 120 characters."),
        ("headline", "x" * 161, "Please keep this to 160 characters."),
    ],
)
def test_a_text_of_the_wrong_length_is_refused_in_words(sign_in, field, value, sentence):
    reply = sign_in(factories.a_person()).patch("/api/me", json={field: value})

    assert (reply.status_code, reply.json["errors"]) == (422, {field: [sentence]})
