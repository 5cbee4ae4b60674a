"""schedule.json: languages, rooms, people, and shapes that nobody promised."""

import json
from datetime import UTC, datetime

import pytest

from backend.programme.draft import DraftRoom
from backend.programme.readers import UnreadableProgramme, read

EVENT = {"guid": "g-1", "id": 1, "title": "Opening", "date": "2026-03-09T09:30:00+01:00", "duration": "00:45"}


def a_schedule(*events: object, **conference: object) -> bytes:
    day = {"index": 1, "date": "2026-03-09", "rooms": {"Hall A": list(events)}}
    whole = {"title": "Warm Weeks", "time_zone_name": "Europe/Brussels", "days": [day], **conference}
    return json.dumps({"$schema": "x", "schedule": {"version": "1", "conference": whole}}).encode()


def read_json(data: bytes):
    return read(data, name="schedule.json", timezone="Europe/Brussels")


def test_an_event_is_read_with_its_time_and_room():
    draft = read_json(a_schedule(EVENT))

    (session,) = draft.sessions
    assert (draft.format, session.title, session.code) == ("frab-json", "Opening", "1")
    assert session.slots[0].starts_at == datetime(2026, 3, 9, 8, 30, tzinfo=UTC)
    assert (session.slots[0].minutes, session.slots[0].room) == (45, "Hall A")


def test_a_text_may_be_told_in_several_languages():
    titled = {"title": {"de": "Eröffnung", "en": "Opening"}, "track": {"fr": "Soins"}}
    texts = [EVENT | titled, EVENT | titled | {"language": "de", "guid": "g-2", "id": 2}]

    draft = read_json(a_schedule(*texts))

    assert [session.title for session in draft.sessions] == ["Opening", "Eröffnung"]
    assert [track.name for track in draft.tracks] == ["Soins"]


def test_rooms_and_tracks_may_be_declared_apart():
    rooms = [{"name": "Hall A", "guid": "r-1", "capacity": 80}, {"name": {"en": "Hall B"}, "guid": "r-1"}]

    draft = read_json(a_schedule(EVENT, rooms=rooms, tracks=[{"name": "Care", "color": "#AABBCC"}]))

    assert draft.rooms == (DraftRoom("Hall A", guid="r-1", capacity=80), DraftRoom("Hall B"))
    assert (draft.tracks[0].name, draft.tracks[0].colour) == ("Care", "#aabbcc")
    assert "was dropped" in draft.warnings[0].what


def test_the_end_tells_the_length_where_no_duration_does():
    ending = {key: value for key, value in EVENT.items() if key != "duration"} | {"end": "2026-03-09T10:00:00+01:00"}

    assert read_json(a_schedule(ending)).sessions[0].slots[0].minutes == 30


def test_addresses_of_speakers_never_come_along():
    person = {"code": "AAAAAA", "public_name": "Ada Example", "email": "ada@example.org", "biography": "Nurse."}

    draft = read_json(a_schedule(EVENT | {"persons": [person]}))

    assert draft.speakers[0].biography == "<p>Nurse.</p>"
    assert "ada@example.org" not in repr(draft)


def test_namesakes_with_other_numbers_and_lives_are_two_speakers():
    ada = {"code": "AAAAAA", "name": "Ada Example", "biography": "Nurse."}
    other = {"code": "BBBBBB", "name": "Ada Example", "biography": "Physicist."}
    unknown = {"code": "CCCCCC", "name": "Ada Example"}

    draft = read_json(a_schedule(EVENT | {"persons": [ada, other, unknown]}))

    assert draft.sessions[0].speakers == ("AAAAAA", "BBBBBB")


def test_a_code_shared_by_two_slots_makes_one_session():
    again = EVENT | {"guid": "g-2", "date": "2026-03-10T09:30:00+01:00"}

    (session,) = read_json(a_schedule(EVENT, again)).sessions

    assert (session.guid, len(session.slots)) == ("g-1", 2)


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", None), ("persons", 7), ("links", [3]), ("id", 10**400), ("abstract", {"en": 5}), ("track", ["x"])],
)
def test_a_field_of_the_wrong_shape_reads_as_nothing(field, value):
    draft = read_json(a_schedule(EVENT | {field: value}, EVENT | {"guid": "g-2", "id": 2, "title": "Closing"}))

    assert draft.sessions[-1].title == "Closing"


REFUSED = {
    b'{"schedule": {"conference": {"days": [': "line 1",
    b"[" * 100_000: "cannot be imported",
    b"[" * 600_000: "it holds more parts than any programme",
    b'{"a": ' + b"9" * 5000 + b"}": "an endless number",
    b'{"a": "\xff"}': "it is not written in UTF-8 (line 1).",
    b'{"sessions": 1}': "neither a schedule.json nor Sessionize",
    a_schedule(): "it holds no sessions",
    a_schedule(EVENT | {"date": "2026-02-30T10:00:00"}): "item 1: 'Opening'",
}


@pytest.mark.parametrize(("data", "why"), REFUSED.items(), ids=[str(number) for number in range(len(REFUSED))])
def test_what_cannot_be_read_is_refused_in_one_sentence(data, why):
    with pytest.raises(UnreadableProgramme) as refused:
        read_json(data)

    assert why in str(refused.value)
