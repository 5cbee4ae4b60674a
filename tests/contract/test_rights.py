"""S-40: who may use which door. Every door stands in the table; every cell is tried."""

import pytest

from schemas.words import Role
from tests.contract.doors import every_door
from tests.factories import a_meeting, a_person

ANYONE, SIGNED_IN, MEMBER, ORGANISER = "anyone", "signed in", "member", "organiser"

RIGHTS = {
    "GET /api/start": ANYONE,
    "POST /api/sign-in": ANYONE,
    "POST /api/sign-in/code": ANYONE,
    "POST /api/sign-in/link": ANYONE,
    "POST /api/sign-out": ANYONE,
    "GET /api/me": SIGNED_IN,
    "PATCH /api/me": SIGNED_IN,
    "GET /api/me/devices": SIGNED_IN,
    "DELETE /api/me/devices": SIGNED_IN,
    "DELETE /api/me/devices/{device_id}": SIGNED_IN,
    "GET /api/me/passkeys": SIGNED_IN,
    "POST /api/me/passkeys": MEMBER,
    "POST /api/me/passkeys/options": MEMBER,
    "DELETE /api/me/passkeys/{passkey_id}": SIGNED_IN,
    "POST /api/sign-in/passkey": ANYONE,
    "POST /api/sign-in/passkey/options": ANYONE,
    "GET /api/members": ORGANISER,
    "PUT /api/members/{person_id}/roles/{role}": ORGANISER,
    "DELETE /api/members/{person_id}/roles/{role}": ORGANISER,
    "PATCH /api/community": ORGANISER,
    "GET /api/invitations": ORGANISER,
    "POST /api/invitations": ORGANISER,
    "DELETE /api/invitations/{invitation_id}": ORGANISER,
    "GET /api/meetings": ANYONE,
    "POST /api/meetings": ORGANISER,
    "PATCH /api/meetings/{slug}": ORGANISER,
    "GET /api/meetings/{slug}/registrations": ORGANISER,
    "POST /api/meetings/{slug}/registrations/import": ORGANISER,
    "GET /api/meetings/{slug}/programme": ANYONE,
    "GET /api/meetings/{slug}/search": ANYONE,
    "POST /api/meetings/{slug}/programme/import": ORGANISER,
    "GET /api/meetings/{slug}/programme/imports": ORGANISER,
    "GET /api/meetings/{slug}/programme.ics": ANYONE,
    "GET /api/meetings/{slug}/programme.xml": ANYONE,
    "GET /api/meetings/{slug}/programme.json": ANYONE,
    "GET /api/meetings/{slug}/programme.csv": ANYONE,
    "GET /api/meetings/{slug}/changes.atom": ANYONE,
    "GET /api/sessions/{session_id}.ics": ANYONE,
    "GET /api/calendar/{token}.ics": ANYONE,
    "GET /api/me/agenda/{slug}.ics": SIGNED_IN,
    "GET /api/me/calendar-address": SIGNED_IN,
    "POST /api/me/calendar-address": SIGNED_IN,
    "DELETE /api/me/calendar-address": SIGNED_IN,
    "GET /api/meetings/{slug}/kept": ORGANISER,
    "GET /api/meetings/{slug}/history": ORGANISER,
    "POST /api/meetings/{slug}/rooms": ORGANISER,
    "POST /api/meetings/{slug}/tracks": ORGANISER,
    "POST /api/meetings/{slug}/speakers": ORGANISER,
    "POST /api/meetings/{slug}/sessions": ORGANISER,
    "PATCH /api/rooms/{room_id}": ORGANISER,
    "DELETE /api/rooms/{room_id}": ORGANISER,
    "PATCH /api/tracks/{track_id}": ORGANISER,
    "DELETE /api/tracks/{track_id}": ORGANISER,
    "PATCH /api/speakers/{speaker_id}": ORGANISER,
    "DELETE /api/speakers/{speaker_id}": ORGANISER,
    "GET /api/sessions/{session_id}": ANYONE,
    "PATCH /api/sessions/{session_id}": ORGANISER,
    "DELETE /api/sessions/{session_id}": ORGANISER,
    "DELETE /api/kept/{subject}/{subject_id}": ORGANISER,
    "POST /api/edits/{edit_id}/undo": ORGANISER,
    "GET /api/me/stars": SIGNED_IN,
    "PUT /api/me/stars": SIGNED_IN,
}

# How far each person gets: the rights they pass.
PERSONS = {
    "a visitor": (None, (), {ANYONE}),
    "somebody without a name": ("", (), {ANYONE, SIGNED_IN}),
    "a member": ("Mo Member", (), {ANYONE, SIGNED_IN, MEMBER}),
    "a host": ("Hal Host", (Role.HOST,), {ANYONE, SIGNED_IN, MEMBER}),
    "a moderator": ("Moa Moderator", (Role.MODERATOR,), {ANYONE, SIGNED_IN, MEMBER}),
    "an organiser": ("Olga Organiser", (Role.ORGANISER,), {ANYONE, SIGNED_IN, MEMBER, ORGANISER}),
}


def test_every_door_stands_in_the_table():
    assert sorted(RIGHTS) == sorted(map(str, every_door()))


@pytest.mark.parametrize("who", PERSONS)
def test_each_person_gets_exactly_as_far_as_the_table_says(who, visitor, sign_in):
    name, roles, passes = PERSONS[who]
    a_meeting()
    person = None if name is None else a_person(name, *roles)
    wrong = {}
    for door in every_door():
        phone = sign_in(person) if person else visitor  # a new one each time: some doors sign it out
        body = {"json": {}} if door.body else {}
        reply = phone.open(door.address, method=door.method.upper(), **body)
        let_in = reply.status_code not in {401, 403}
        if let_in != (RIGHTS[str(door)] in passes):
            wrong[str(door)] = reply.status_code

    assert wrong == {}
