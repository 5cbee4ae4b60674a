"""Whatever is sent to a door that takes JSON, the answer is one of its own: never a fault."""

import pytest

from schemas.words import Role
from tests.contract.doors import every_door
from tests.factories import a_meeting, a_person, a_session
from tests.shared_data import every, real

PRIVILEGED = ("role", "roles", "id", "rev", "is_moderator", "confirmed", "created_at", "seq", "kept", "removed_at")


@pytest.fixture
def organiser(sign_in):
    a_session(a_meeting())
    return sign_in(a_person("Olga Organiser", Role.ORGANISER))


def json_doors():
    return [door for door in every_door() if door.body is not None]


def test_a_field_that_is_not_offered_is_refused_at_every_door(organiser):
    """S-41."""
    taken = {}
    for door in json_doors():
        for field in PRIVILEGED:
            if field in door.body.get("properties", {}):
                continue
            reply = organiser.open(door.address, method=door.method.upper(), json={field: 1})
            if reply.status_code != 422 or field not in reply.json["errors"]:
                taken[f"{door} {field}"] = reply.status_code

    assert taken == {}


def test_no_write_is_taken_from_another_site(organiser):
    """S-24."""
    doors = [door for door in every_door() if door.unsafe]
    replies = {
        str(door): organiser.open(door.address, method=door.method.upper(), headers={"Origin": "https://evil.example"})
        for door in doors
    }

    assert {name: reply.json["code"] for name, reply in replies.items()} == {
        str(door): "foreign_origin" for door in doors
    }


# What the first letter of a file's name says of it: not JSON, JSON, or as the reader likes.
ANSWERS = {
    "n": {400, 422},
    "y": {200, 201, 202, 204, 401, 404, 409, 422, 429},
    "i": {200, 201, 202, 204, 400, 401, 404, 409, 422, 429},
}


JSON_TEXTS = every("json_suite/*.json")


@pytest.mark.data
@pytest.mark.parametrize("name", JSON_TEXTS)
def test_every_json_text_is_answered_in_words(organiser, name):
    """B5: what is not JSON is refused as such, what is JSON is judged by the shape; nothing breaks.

    Each text comes to every fourth door, and other ones than the text before it.
    """
    text, wrong = real(name), {}
    for door in json_doors()[JSON_TEXTS.index(name) % 4 :: 4]:
        reply = organiser.open(door.address, method=door.method.upper(), data=text, content_type="application/json")
        if reply.status_code not in ANSWERS[name.rpartition("/")[2][0]]:
            wrong[str(door)] = reply.status_code

    assert wrong == {}


@pytest.mark.parametrize("size", ["-1", "0", str(10**9), str(2**63), "9" * 40, "1e9", "NaN", ""])
def test_strange_numbers_in_a_query_are_refused_or_bounded(organiser, size):
    """S-47."""
    for name in ("after", "below", "since"):
        for door in every_door():
            if door.method == "get":
                reply = organiser.get(door.address, query_string={name: size})
                assert reply.status_code < 500, (str(door), name)
