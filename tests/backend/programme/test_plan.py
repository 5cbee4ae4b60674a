"""The plan of an import, alone: whatever two files say, the second plan of the same file is empty."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.programme.draft import Draft, DraftRoom, DraftSession, DraftSlot, DraftSpeaker, DraftTrack
from backend.programme.plan import (
    ROOM_FIELDS,
    SESSION_FIELDS,
    SPEAKER_FIELDS,
    TRACK_FIELDS,
    Known,
    KnownPart,
    KnownSession,
    KnownSlot,
    Plan,
    SessionStep,
    plan_import,
)
from backend.programme.plan.steps import PartStep
from backend.programme.readers import read
from backend.programme.writers import calendar, schedule_json, schedule_xml, table
from schemas.words import ChangeKind, SessionState, Subject
from tests.backend.programme.published import from_draft
from tests.shared_data import real

NOTHING = Known("Europe/Brussels")
EMPTY: Mapping[str, Any] = {"tags": [], "links": [], "capacity": None, "walk_minutes": 0}
_ids = count(1)


def carried_out(known: Known, plan: Plan) -> Known:
    """What we have once the plan is carried out: the service's work, without a database."""
    rooms, room_ids = _parts(known.rooms, plan.rooms, ROOM_FIELDS)
    tracks, track_ids = _parts(known.tracks, plan.tracks, TRACK_FIELDS)
    speakers, speaker_ids = _parts(known.speakers, plan.speakers, SPEAKER_FIELDS)
    made = {"rooms": room_ids, "tracks": track_ids, "speakers": speaker_ids}
    sessions = {session.id: session for session in known.sessions}
    for step in plan.sessions:
        session = _session(sessions.get(step.id or 0), step, made)
        sessions[session.id] = session
    return replace(known, rooms=rooms, tracks=tracks, speakers=speakers, sessions=tuple(sessions.values()))


def _parts(ours: tuple[KnownPart, ...], steps: list[PartStep], names: tuple[str, ...]):
    parts, ids = {part.id: part for part in ours}, {}
    for step in steps:
        number = step.id or next(_ids)
        blank = KnownPart(number, "", {name: EMPTY.get(name, "") for name in names})
        part = parts.get(number, blank)
        fields = {name: step.values.get(name, value) for name, value in part.fields.items()}
        names_of = {name: step.values.get(name, getattr(part, name)) for name in ("guid", "code")}
        parts[number] = replace(part, name=fields["name"], fields=fields, **names_of)
        ids[step.key] = number
    return tuple(parts.values()), ids


def _session(ours: KnownSession | None, step: SessionStep, made: Mapping[str, dict[str, int]]) -> KnownSession:
    blank = KnownSession(next(_ids), "", {name: EMPTY.get(name, "") for name in SESSION_FIELDS}, SessionState.SCHEDULED)
    session = ours or blank
    fields = {name: step.values.get(name, value) for name, value in session.fields.items()}
    others = {name: step.values.get(name, getattr(session, name)) for name in ("state", "guid", "code", "by_hand")}

    def known_as(kind: str, reference: Any) -> Any:
        return reference if reference is None or isinstance(reference, int) else made[kind][reference.key]

    if step.track is not None:
        others["track"] = known_as("tracks", step.track)
    if step.speakers is not None:
        others["speakers"] = tuple(known_as("speakers", speaker) for speaker in step.speakers)
    if step.times is not None:
        others["slots"] = tuple(
            KnownSlot(time.id or next(_ids), time.starts_at, time.minutes, known_as("rooms", time.room))
            for time in step.times
        )
    return replace(session, title=fields["title"], fields=fields, **others)


def taken_in(*drafts: Draft, known: Known = NOTHING) -> Known:
    for draft in drafts:
        known = carried_out(known, plan_import(known, draft))
    return known


def told(known: Known, draft: Draft) -> list[ChangeKind]:
    return [line.kind for line in plan_import(known, draft).lines if line.subject is Subject.SESSION]


NINE = datetime(2026, 3, 9, 8, tzinfo=UTC)
ROOMS, TRACKS, NAMES = ("Hall A", "Hall B", "Attic"), ("Care", "Home"), ("Ada", "Ben", "Cy")
_slots = st.builds(
    DraftSlot,
    st.integers(0, 6).map(lambda hours: NINE + timedelta(hours=hours)),
    st.sampled_from([30, 45]),
    st.sampled_from([None, *ROOMS]),
)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Files that quarrel: the same few guids, codes, titles and people, each name at most once in a file."""
    guids, codes = (draw(st.permutations([f"{kind}{number}" for number in range(5)])) for kind in "gc")
    sessions = [
        DraftSession(
            title=draw(st.sampled_from(["Opening", "Lunch", "Closing", "Lounge"])),
            guid=draw(st.sampled_from(["", guids[number]])),
            code=draw(st.sampled_from(["", codes[number]])),
            kind=draw(st.sampled_from(["", "talk", "panel"])),
            abstract=draw(st.sampled_from(["", "<p>One.</p>", "<p>Two.</p>"])),
            track=draw(st.sampled_from(["", *TRACKS])),
            tags=draw(st.sampled_from([(), ("a",), ("a", "b")])),
            speakers=tuple(draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))),
            slots=tuple(draw(st.lists(_slots, max_size=3, unique=True))),
            cancelled=draw(st.booleans()),
        )
        for number in range(draw(st.integers(1, 5)))
    ]
    return Draft(
        "test",
        rooms=tuple(DraftRoom(name) for name in ROOMS),
        tracks=tuple(DraftTrack(name) for name in TRACKS),
        speakers=tuple(DraftSpeaker(name, name) for name in NAMES),
        sessions=tuple(sessions),
    )


def a_draft(*sessions: DraftSession, rooms: tuple[str, ...] = ROOMS) -> Draft:
    speakers = tuple(DraftSpeaker(name, name) for name in NAMES)
    return Draft("test", rooms=tuple(map(DraftRoom, rooms)), speakers=speakers, sessions=sessions)


def a_session(title: str = "Opening", *slots: DraftSlot, **fields: Any) -> DraftSession:
    return DraftSession(title, slots=slots or (DraftSlot(NINE, 45, "Hall A"),), **fields)


@settings(deadline=None, max_examples=300)
@given(st.lists(drafts(), min_size=1, max_size=3))
def test_a_file_taken_in_twice_changes_nothing_the_second_time(files):
    known = taken_in(*files)

    again = plan_import(known, files[-1])

    assert (again.empty, [line for line in again.lines if line.kind is not ChangeKind.KEPT]) == (True, [])


@settings(deadline=None, max_examples=300)
@given(drafts(), drafts())
def test_no_session_is_ever_lost_and_none_is_matched_twice(first, second):
    before = taken_in(first)
    plan = plan_import(before, second)
    changed = [step.id for step in plan.sessions if step.id]

    after = carried_out(before, plan)

    assert len(changed) == len(set(changed))
    assert {session.id for session in before.sessions} <= {session.id for session in after.sessions}
    assert sum(session.state is not SessionState.MISSING for session in after.sessions) == len(second.sessions)


@settings(deadline=None, max_examples=300)
@given(drafts(), drafts(), st.sets(st.sampled_from([*SESSION_FIELDS, "state", "times", "track_id", "speaker_ids"])))
def test_what_was_edited_by_hand_is_never_written_over(first, second, kept):
    known = taken_in(first)
    known = replace(known, sessions=tuple(replace(each, kept=frozenset(kept)) for each in known.sessions))
    before = {session.id: session for session in known.sessions}

    for session in carried_out(known, plan_import(known, second)).sessions:
        if session.id in before:
            ours = before[session.id]
            was, now = ({**each.fields, "state": each.state} for each in (ours, session))
            assert {name: now[name] for name in kept & now.keys()} == {name: was[name] for name in kept & was.keys()}
            assert "times" not in kept or session.slots == ours.slots
            assert "track_id" not in kept or session.track == ours.track
            assert "speaker_ids" not in kept or session.speakers == ours.speakers


def test_a_session_is_found_again_by_guid_then_code_then_title_and_speakers_then_title():
    known = taken_in(
        a_draft(
            a_session("One", guid="g1", code="c1"),
            a_session("Two", guid="g2", code="c2"),
            a_session("Welcome", speakers=("Ada",)),
            a_session("Welcome", speakers=("Ben",)),
            a_session("Lunch"),
        )
    )
    file = a_draft(
        a_session("Renamed", guid="g1"),
        a_session("Two", guid="another", code="c2"),
        a_session("WELCOME", speakers=("Ben",)),
        a_session("Welcome", speakers=("Ada",)),
        a_session("Lunch", speakers=("Cy",)),
    )

    after = taken_in(file, known=known)

    assert {session.id for session in after.sessions} == {session.id for session in known.sessions}
    assert [session.title for session in after.sessions] == ["Renamed", "Two", "Welcome", "WELCOME", "Lunch"]


def test_pauses_without_any_name_of_their_own_stay_themselves():
    pauses = [a_session("Lunch", DraftSlot(NINE + timedelta(days=day), 60, "Hall A")) for day in range(3)]
    later = [a_session("Lunch", DraftSlot(NINE + timedelta(days=day, hours=1), 60, "Hall A")) for day in range(3)]
    known = taken_in(a_draft(*pauses))

    after = taken_in(a_draft(*later), known=known)

    assert plan_import(known, a_draft(*pauses)).empty
    assert told(known, a_draft(*later)) == [ChangeKind.MOVED] * 3
    assert [session.id for session in after.sessions] == [session.id for session in known.sessions]
    assert [session.slots[0].starts_at for session in after.sessions] == [each.slots[0].starts_at for each in later]


def test_a_renamed_room_is_the_same_room():
    slots = [DraftSlot(NINE + timedelta(hours=hour), 45, "Hall A") for hour in range(3)]
    known = taken_in(a_draft(*(a_session(f"Talk {slot.starts_at.hour}", slot) for slot in slots), rooms=("Hall A",)))
    renamed = [replace(slot, room="Grand Hall") for slot in slots]
    file = a_draft(*(a_session(f"Talk {slot.starts_at.hour}", slot) for slot in renamed), rooms=("Grand Hall",))

    plan = plan_import(known, file)

    assert [(line.subject, line.kind) for line in plan.lines] == [(Subject.ROOM, ChangeKind.RENAMED)]


def test_a_second_slot_moves_the_session_and_keeps_the_first():
    known = taken_in(a_draft(a_session()))
    file = a_draft(a_session("Opening", DraftSlot(NINE, 45, "Hall A"), DraftSlot(NINE, 45, "Attic")))

    (session,) = taken_in(file, known=known).sessions

    assert told(known, file) == [ChangeKind.MOVED]
    assert known.sessions[0].slots[0] in session.slots


def test_a_session_goes_missing_comes_back_and_is_cancelled():
    opening, closing = a_session(), a_session("Closing")
    known = taken_in(a_draft(opening, closing))
    without = taken_in(a_draft(opening), known=known)

    assert told(known, a_draft(opening)) == [ChangeKind.MISSING]
    assert told(without, a_draft(opening, closing)) == [ChangeKind.BACK]
    assert told(known, a_draft(opening, replace(closing, cancelled=True))) == [ChangeKind.CANCELLED]


@pytest.mark.data
@pytest.mark.parametrize("write", [schedule_xml.write, schedule_json.write, calendar.write, table.write])
@pytest.mark.parametrize("path", ["fosdem/2007.xml", "fosdem2025_revisions/05_2025-12-14.xml"])
def test_what_we_sent_out_finds_its_sessions_when_it_comes_back(path, write):
    draft = read(real(path), name=path, timezone="Europe/Brussels")
    ours = from_draft(draft)
    known = taken_in(draft)

    back = read(write(ours), name="ours", timezone="Europe/Brussels")
    lines = [line for line in plan_import(known, back).lines if line.subject is Subject.SESSION]

    assert {line.kind for line in lines} <= {ChangeKind.CHANGED}
