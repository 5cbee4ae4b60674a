"""S-40: who may use which door. Every door stands in the table; every cell is tried."""

from io import BytesIO

import pytest

from schemas.words import Role
from tests.contract.doors import every_door
from tests.factories import a_channel, a_meeting, a_person, a_room, a_session, a_speaker, a_track, an_organiser
from tests.parcels import words_of

ANYONE, SIGNED_IN, MEMBER, HOST, ORGANISER = "anyone", "signed in", "member", "host", "organiser"
KEEPER = "who looks after channels"

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
    "POST /api/me/notices/seen": SIGNED_IN,
    "POST /api/meetings/{slug}/bloggers": HOST,
    "PATCH /api/bloggers/{blogger_id}": HOST,
    "DELETE /api/bloggers/{blogger_id}": HOST,
    "GET /api/bloggers/{blogger_id}/posts": ANYONE,
    "POST /api/bloggers/{blogger_id}/read": HOST,
    "GET /api/meetings/{slug}/blogroll": HOST,
    "GET /api/meetings/{slug}/blogroll.opml": ANYONE,
    "POST /api/meetings/{slug}/blogroll/import": HOST,
    "POST /api/blogs/look": MEMBER,
    "POST /api/meetings/{slug}/applications": MEMBER,
    "GET /api/meetings/{slug}/applications": MEMBER,
    "PATCH /api/applications/{application_id}": MEMBER,
    "DELETE /api/applications/{application_id}": SIGNED_IN,
    "PUT /api/panels/{panel_id}/bloggers": MEMBER,
    "POST /api/panels/{panel_id}/signups": MEMBER,
    "DELETE /api/panels/{panel_id}/signups/mine": MEMBER,
    "POST /api/panels/{panel_id}/signups/mine/undo": MEMBER,
    "POST /api/panels/{panel_id}/signups/mine/answer": MEMBER,
    "GET /api/door": MEMBER,
    "POST /api/door": MEMBER,
    "POST /api/sessions/{session_id}/panel": ORGANISER,
    "GET /api/meetings/{slug}/panels/numbers": MEMBER,
    # Who gets further at which panel: tests/backend/panels/test_rights.py.
    "PATCH /api/panels/{panel_id}": MEMBER,
    "GET /api/panels/{panel_id}/roster": MEMBER,
    "GET /api/panels/{panel_id}/roster.csv": MEMBER,
    "GET /api/panels/{panel_id}/people": MEMBER,
    "POST /api/panels/{panel_id}/people": MEMBER,
    "POST /api/panels/{panel_id}/people/{signup_id}/remove": MEMBER,
    "POST /api/panels/{panel_id}/door/came": MEMBER,
    "POST /api/panels/{panel_id}/door/undo": MEMBER,
    "POST /api/panels/{panel_id}/door/walk-in": MEMBER,
    "POST /api/panels/{panel_id}/door/stand-by": MEMBER,
    "POST /api/panels/{panel_id}/door/release": MEMBER,
    "GET /api/panels/{panel_id}/door/code": MEMBER,
    "POST /api/panels/{panel_id}/door/code": MEMBER,
    "DELETE /api/panels/{panel_id}/door/code": MEMBER,
    "GET /api/panels/{panel_id}/messages": MEMBER,
    "POST /api/panels/{panel_id}/messages": MEMBER,
    "GET /api/panels/{panel_id}/hosts": MEMBER,
    "PUT /api/panels/{panel_id}/hosts/{person_id}": MEMBER,
    "DELETE /api/panels/{panel_id}/hosts/{person_id}": MEMBER,
    "GET /api/panels/{panel_id}/guests": MEMBER,
    "PUT /api/panels/{panel_id}/guests/{person_id}": MEMBER,
    "DELETE /api/panels/{panel_id}/guests/{person_id}": MEMBER,
    "GET /api/panels/usual": MEMBER,
    "GET /api/panels/{panel_id}/history": MEMBER,
    "GET /api/panels/{panel_id}/edits": MEMBER,
    "GET /api/panels/{panel_id}/numbers": MEMBER,
    "GET /api/panels/{panel_id}/ratings": MEMBER,
    "PUT /api/panels/{panel_id}/rating": MEMBER,
    "GET /api/panels/{panel_id}/questions": SIGNED_IN,
    "GET /api/panels/{panel_id}/questions/askers": SIGNED_IN,
    "POST /api/panels/{panel_id}/questions": MEMBER,
    "PUT /api/questions/{question_id}/vote": MEMBER,
    "DELETE /api/questions/{question_id}": MEMBER,
    "PATCH /api/questions/{question_id}": MEMBER,
    "POST /api/questions/{question_id}/merge": MEMBER,
    # Who may read and write in which channel: tests/backend/chat/test_rights.py.
    "GET /api/channels/{channel_id}/messages": ANYONE,
    "POST /api/channels/{channel_id}/messages": MEMBER,
    "PUT /api/channels/{channel_id}/read": MEMBER,
    "PATCH /api/messages/{message_id}": MEMBER,
    "DELETE /api/messages/{message_id}": MEMBER,
    "GET /api/messages/{message_id}/edits": ANYONE,
    "GET /api/messages/{message_id}/thread": ANYONE,
    "GET /api/messages/{message_id}/reactions": ANYONE,
    "PUT /api/messages/{message_id}/reactions/{emoji}": MEMBER,
    "DELETE /api/messages/{message_id}/reactions/{emoji}": MEMBER,
    # Who may see it once it was sent: tests/backend/chat/test_photos.py.
    "POST /api/photos": MEMBER,
    "GET /api/photos/{photo_id}/{side}": ANYONE,
    "PATCH /api/photos/{photo_id}": MEMBER,
    "DELETE /api/photos/{photo_id}": MEMBER,
    "GET /api/channels": ANYONE,
    "POST /api/channels": MEMBER,
    # Who gets further in which channel: tests/backend/chat/test_channel_rights.py.
    "GET /api/channels/{channel_id}": ANYONE,
    "PATCH /api/channels/{channel_id}": KEEPER,
    "POST /api/channels/{channel_id}/answer": KEEPER,
    "GET /api/channels/{channel_id}/history": KEEPER,
    "POST /api/channels/{channel_id}/join": MEMBER,
    "POST /api/channels/{channel_id}/leave": MEMBER,
    "PATCH /api/channels/{channel_id}/membership": MEMBER,
    "POST /api/channels/{channel_id}/request": MEMBER,
    "GET /api/channels/{channel_id}/people": MEMBER,
    "PUT /api/sessions/{session_id}/channel": MEMBER,
    "PUT /api/panels/{panel_id}/channel": MEMBER,
    "GET /api/people/{person_id}/card": MEMBER,
    "POST /api/people/{person_id}/direct": MEMBER,
    "PUT /api/people/{person_id}/block": MEMBER,
    "DELETE /api/people/{person_id}/block": MEMBER,
    "GET /api/me/blocks": MEMBER,
    "GET /api/chat/settings": ANYONE,
    "PATCH /api/chat/settings": ORGANISER,
    "GET /api/chat/settings/history": ORGANISER,
    "POST /api/chat/accept": MEMBER,
    "POST /api/channels/{channel_id}/export": ORGANISER,
    "GET /api/channels/{channel_id}/digest": ANYONE,
    "GET /api/chat/search": ANYONE,
    "POST /api/chat/gone": ANYONE,
    "GET /api/me/chat-export": SIGNED_IN,
    # Who gets further with what: tests/backend/moderation/test_who_removes.py.
    "DELETE /api/held/{held_id}": MEMBER,
    "PUT /api/channels/{channel_id}/moderation": KEEPER,
    "GET /api/moderation/holding": KEEPER,
    "PUT /api/moderation/holding": KEEPER,
    "POST /api/moderation/held/bulk": KEEPER,
    "DELETE /api/moderation/restrictions/{restriction_id}": KEEPER,
    "POST /api/moderation/removals": KEEPER,
    "DELETE /api/moderation/removals/{removal_id}": KEEPER,
    "GET /api/moderation/removals/{removal_id}/evidence": KEEPER,
    "GET /api/moderation/removals/{removal_id}/evidence/photos/{photo_id}/{side}": KEEPER,
    "GET /api/moderation/audit": KEEPER,
    "GET /api/moderation/bulk/people": KEEPER,
    "POST /api/moderation/bulk/preview": KEEPER,
    "POST /api/moderation/bulk": KEEPER,
    "GET /api/moderation/bulk": KEEPER,
    "DELETE /api/moderation/bulk/{bulk_id}": KEEPER,
    "GET /api/guidelines": ANYONE,
    "GET /api/guidelines/{number}": ANYONE,
    "POST /api/reports": MEMBER,
    "GET /api/me/reports": SIGNED_IN,
    "GET /api/me/decisions": SIGNED_IN,
    "POST /api/decisions/{decision_id}/appeal": SIGNED_IN,
    # Which cases a moderator gets to see: tests/backend/moderation/test_cases.py.
    "GET /api/moderation/cases": KEEPER,
    "GET /api/moderation/cases/{case_id}": KEEPER,
    "PUT /api/moderation/cases/{case_id}/claim": KEEPER,
    "DELETE /api/moderation/cases/{case_id}/claim": KEEPER,
    "POST /api/moderation/cases/{case_id}/notes": KEEPER,
    "POST /api/moderation/cases/{case_id}/decision": KEEPER,
    "GET /api/moderation/settings": KEEPER,
    "PATCH /api/moderation/settings": ORGANISER,
    "GET /api/moderation/rules": KEEPER,
    "POST /api/moderation/rules": KEEPER,
    "PATCH /api/moderation/rules/{rule_id}": KEEPER,
    "DELETE /api/moderation/rules/{rule_id}": KEEPER,
    "POST /api/moderation/rules/trial": KEEPER,
    "GET /api/moderation/scopes": KEEPER,
    "GET /api/moderation/scopes/{person_id}": KEEPER,
    "PUT /api/moderation/scopes/{person_id}": ORGANISER,
    "GET /api/moderation/load": KEEPER,
    "GET /api/meetings/{slug}/transparency": ANYONE,
    "GET /api/me/changes": SIGNED_IN,
    "PUT /api/me/stars": SIGNED_IN,
}

# How far each person gets: the rights they pass.
PERSONS = {
    "a visitor": (None, (), {ANYONE}),
    "somebody without a name": ("", (), {ANYONE, SIGNED_IN}),
    "a member": ("Mo Member", (), {ANYONE, SIGNED_IN, MEMBER}),
    "a host": ("Hal Host", (Role.HOST,), {ANYONE, SIGNED_IN, MEMBER, HOST}),
    "a moderator": ("Moa Moderator", (Role.MODERATOR,), {ANYONE, SIGNED_IN, MEMBER, KEEPER}),
    "an organiser": ("Olga Organiser", (Role.ORGANISER,), {ANYONE, SIGNED_IN, MEMBER, HOST, KEEPER, ORGANISER}),
}


def test_every_door_stands_in_the_table():
    assert sorted(RIGHTS) == sorted(map(str, every_door()))


@pytest.mark.parametrize("who", PERSONS)
def test_each_person_gets_exactly_as_far_as_the_table_says(who, visitor, sign_in):
    name, roles, passes = PERSONS[who]
    a_meeting()
    here = f"/channels/{a_channel().id}"
    person = None if name is None else a_person(name, *roles)
    wrong = {}
    for door in every_door():
        phone = sign_in(person) if person else visitor  # a new one each time: some doors sign it out
        body = {"json": {}} if door.body else {}
        reply = phone.open(door.address.replace("/channels/1", here), method=door.method.upper(), **body)
        let_in = reply.status_code not in {401, 403}
        if let_in != (RIGHTS[str(door)] in passes):
            wrong[str(door)] = reply.status_code

    assert wrong == {}


@pytest.mark.parametrize("who", ["a visitor", "somebody without a name", "a member", "a host", "a moderator"])
def test_nobody_but_organisers_reads_anybodys_address(who, visitor, sign_in):
    """S-42: addresses of members, of the registered and of the invited, at every door and on every page."""
    meeting = a_meeting()
    room, speaker = a_room(meeting), a_speaker(meeting)
    a_session(meeting, room=room, track_id=a_track(meeting).id, speaker_ids=[speaker.id])
    a_person("Ada Example", Role.ORGANISER, email="canary-member@example.org")
    desk = sign_in(an_organiser())
    desk.post("/api/invitations", json={"email": "canary-invited@example.org"})
    registered = {"file": (BytesIO(b"e-mail,name\ncanary-registered@example.org,Reg Istered"), "list.csv")}
    taken_in = desk.post("/api/meetings/2026/registrations/import", data={**registered, "write": "true"})
    assert taken_in.json["added"] == 1
    name, roles, _ = PERSONS[who]
    phone = visitor if name is None else sign_in(a_person(name, *roles))
    pages = [
        "/",
        "/m/2026/programme",
        "/m/2026/sessions/1",
        f"/m/2026/speakers/{speaker.id}",
        f"/m/2026/rooms/{room.id}",
    ]

    answers = {
        address: words_of(phone.get(address).data)
        for address in [*pages, *(door.address for door in every_door() if door.method == "get")]
    }

    assert [address for address, text in answers.items() if "canary" in text] == []


def test_a_name_that_no_database_could_hold_is_not_found(sign_in):
    desk = sign_in(an_organiser())
    named = [door for door in every_door() if "{slug}" in door.path or "{token}" in door.path]

    statuses = {
        str(door): desk.open(
            door.address.replace("2026", "a%00b").replace("x" * 43, "x%00"), method=door.method.upper()
        ).status_code
        for door in named
    }

    assert {door: status for door, status in statuses.items() if status != 404} == {}
