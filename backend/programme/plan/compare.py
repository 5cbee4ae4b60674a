"""Holds a draft against what we have and writes the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from backend.core.text import plain
from backend.programme.draft import Draft, DraftLink, DraftRoom, DraftSession, DraftSlot, DraftSpeaker, DraftTrack
from backend.programme.plan import matching
from backend.programme.plan.known import Known, KnownPart, KnownSession, KnownSlot
from backend.programme.plan.steps import Line, New, PartStep, Plan, Reference, SessionStep, Time
from schemas.words import ChangeKind, SessionState, Subject

SESSION_FIELDS = ("title", "subtitle", "abstract", "kind", "language", "url", "tags", "links")
SPEAKER_FIELDS = ("name", "headline", "biography", "links")
IDS = ("guid", "code")
ROOM_FIELDS = ("name", "area", "capacity", "walk_minutes")
TRACK_FIELDS = ("name", "colour")
SHOWN = 80  # characters of a long value in the report


@dataclass(slots=True)
class _Draftsman:
    """The two sides, and what is which."""

    known: Known
    draft: Draft
    plan: Plan
    sessions: Mapping[int, KnownSession]
    rooms: Mapping[str, KnownPart]
    tracks: Mapping[str, KnownPart]
    speakers: Mapping[str, KnownPart]

    def room(self, name: str | None) -> Reference | None:
        """The room of that name in the draft."""
        return _reference(self.rooms, name) if name else None

    def where(self, room: Reference | None) -> str:
        """The room's name for people: the one it will have."""
        if isinstance(room, New):
            return room.key
        return next((part.name for part in self.known.rooms if part.id == room), "")


def plan_import(known: Known, draft: Draft) -> Plan:
    """What taking in `draft` would change of `known`."""
    sessions = matching.match_sessions(known, draft)
    at_work = _Draftsman(
        known,
        draft,
        Plan(),
        sessions,
        matching.match_rooms(known, draft, sessions),
        matching.match_named(known.tracks, draft.tracks),
        matching.match_speakers(known, draft),
    )
    plan = at_work.plan
    for room in draft.rooms:
        _plan_part(plan, plan.rooms, Subject.ROOM, at_work.rooms.get(room.name), room.name, _said(room, ROOM_FIELDS))
    for track in draft.tracks:
        said = _said(track, TRACK_FIELDS)
        _plan_part(plan, plan.tracks, Subject.TRACK, at_work.tracks.get(track.name), track.name, said)
    for speaker in draft.speakers:
        ours = at_work.speakers.get(speaker.key)
        said = _said(speaker, (*SPEAKER_FIELDS, *IDS))
        _plan_part(plan, plan.speakers, Subject.SPEAKER, ours, speaker.key, said)
    removed = matching.match_removed(known, draft, sessions)
    for place, session in enumerate(draft.sessions):
        if place in sessions:
            _plan_known(at_work, sessions[place], session)
        elif place in removed:
            gone = removed[place]
            plan.lines.append(Line(Subject.SESSION, ChangeKind.KEPT, gone.id, gone.title, ("removed",)))
        else:
            _plan_new(at_work, session)
    _plan_missing(at_work)
    return plan


def _plan_part(
    plan: Plan,
    steps: list[PartStep],
    subject: Subject,
    ours: KnownPart | None,
    key: str,
    said: Mapping[str, Any],
) -> None:
    ids = {name: said[name] for name in IDS if name in said}
    said = {name: value for name, value in said.items() if name not in IDS}
    if ours is None:
        steps.append(PartStep(None, key, {**said, **ids}))
        plan.lines.append(Line(subject, ChangeKind.ADDED, None, said["name"]))
        return
    differing = {name: value for name, value in said.items() if value != ours.fields[name]}
    taken = {name: value for name, value in differing.items() if name not in ours.kept}
    new_ids = {name: value for name, value in ids.items() if value != getattr(ours, name)}
    if taken or new_ids:
        steps.append(PartStep(ours.id, key, {**taken, **new_ids}))
    plan.lines += _lines(subject, ours.id, ours.name, ours.fields, taken)
    plan.lines += _kept_lines(subject, ours.id, ours.name, ours.fields, differing.keys() - taken.keys(), said)


def _plan_new(at_work: _Draftsman, theirs: DraftSession) -> None:
    at_work.plan.sessions.append(
        SessionStep(
            None,
            {**_said(theirs, SESSION_FIELDS), "guid": theirs.guid, "code": theirs.code, "state": _state(theirs)},
            track=_reference(at_work.tracks, theirs.track) if theirs.track else None,
            speakers=tuple(_reference(at_work.speakers, key) for key in theirs.speakers),
            times=tuple(Time(None, slot.starts_at, slot.minutes, at_work.room(slot.room)) for slot in theirs.slots),
        )
    )
    at_work.plan.lines.append(Line(Subject.SESSION, ChangeKind.ADDED, None, theirs.title))


def _plan_known(at_work: _Draftsman, ours: KnownSession, theirs: DraftSession) -> None:
    said = _said(theirs, SESSION_FIELDS)
    differing = {name: value for name, value in said.items() if value != ours.fields[name]}
    taken = {name: value for name, value in differing.items() if name not in ours.kept}
    track = _reference(at_work.tracks, theirs.track) if theirs.track else ours.track
    speakers = tuple(_reference(at_work.speakers, key) for key in theirs.speakers) or ours.speakers
    times = _times(at_work, ours, theirs) if theirs.slots else None
    state = _state(theirs)
    also = {
        "track_id": track != ours.track,
        "speaker_ids": speakers != ours.speakers,
        "times": times is not None,
        "state": state != ours.state,
    }
    changed = {name for name, differs in also.items() if differs}
    moving = changed - ours.kept
    step = SessionStep(
        ours.id,
        {**taken, **({"state": state} if "state" in moving else {}), **_new_ids(ours, theirs)},
        track=track if "track_id" in moving else None,
        speakers=speakers if "speaker_ids" in moving else None,
        times=times if "times" in moving else None,
        shown=bool(taken or moving),
    )
    if step.values or moving:
        at_work.plan.sessions.append(step)
    _tell(at_work, ours, step, taken, moving)
    kept = (differing.keys() - taken.keys()) | (changed & ours.kept)
    before = {**ours.fields, "times": _when(at_work, ours.slots)}
    after = {**said, "times": _when(at_work, times or ())}
    at_work.plan.lines += _kept_lines(Subject.SESSION, ours.id, ours.title, before, kept, after)


def _state(theirs: DraftSession) -> SessionState:
    return SessionState.CANCELLED if theirs.cancelled else SessionState.SCHEDULED


def _new_ids(ours: KnownSession, theirs: DraftSession) -> dict[str, Any]:
    """What the file calls the session now, where that is new to us; readers do not notice."""
    ids = {"guid": theirs.guid or ours.guid, "code": theirs.code or ours.code, "by_hand": False}
    return {name: value for name, value in ids.items() if value != getattr(ours, name)}


def _plan_missing(at_work: _Draftsman) -> None:
    named = {session.id for session in at_work.sessions.values()}
    for ours in at_work.known.sessions:
        if ours.id in named or ours.by_hand or ours.state is SessionState.MISSING or "state" in ours.kept:
            continue
        at_work.plan.sessions.append(SessionStep(ours.id, {"state": SessionState.MISSING}))
        at_work.plan.lines.append(Line(Subject.SESSION, ChangeKind.MISSING, ours.id, ours.title))


def _times(at_work: _Draftsman, ours: KnownSession, theirs: DraftSession) -> tuple[Time, ...] | None:
    """The slots to be, None when they are as they were. A slot that stays is found first, then moves are paired."""
    left = list(ours.slots)
    wanted: list[tuple[DraftSlot, Reference | None, KnownSlot | None]] = []
    for slot in sorted(theirs.slots, key=lambda slot: slot.starts_at):
        room = at_work.room(slot.room)
        same = next((old for old in left if (old.starts_at, old.room) == (slot.starts_at, room)), None)
        if same:
            left.remove(same)
        wanted.append((slot, room, same))
    if not left and all(same and same.minutes == slot.minutes for slot, _, same in wanted):
        return None
    times = []
    for slot, room, same in wanted:
        was = same or (left.pop(0) if left else None)
        times.append(Time(was.id if was else None, slot.starts_at, slot.minutes, room))
    return tuple(times)


def _tell(
    at_work: _Draftsman, ours: KnownSession, step: SessionStep, taken: Mapping[str, Any], moving: set[str]
) -> None:
    """The lines about a session that changes: moved, cancelled or back, renamed, and the rest in one."""
    lines, about = at_work.plan.lines, (ours.id, ours.title)
    if step.times is not None:
        words = _when(at_work, ours.slots), _when(at_work, step.times)
        lines.append(Line(Subject.SESSION, ChangeKind.MOVED, *about, ("times",), *words))
    if "state" in moving:
        cancelled = step.values["state"] is SessionState.CANCELLED
        kind = ChangeKind.CANCELLED if cancelled else ChangeKind.BACK
        lines.append(Line(Subject.SESSION, kind, *about))
    others = tuple(sorted(moving & {"track_id", "speaker_ids"}))
    lines += _lines(Subject.SESSION, *about, ours.fields, taken, others)


def _lines(
    subject: Subject,
    known_id: int,
    title: str,
    before: Mapping[str, Any],
    taken: Mapping[str, Any],
    others: tuple[str, ...] = (),
) -> list[Line]:
    named = "title" if subject is Subject.SESSION else "name"
    lines = []
    if named in taken:
        lines.append(Line(subject, ChangeKind.RENAMED, known_id, title, (named,), before[named], taken[named]))
    rest = tuple(name for name in taken if name != named)
    if rest or others:
        alone = rest[0] if len(rest) == 1 and not others else None
        words = (_words(before[alone]), _words(taken[alone])) if alone else ("", "")
        lines.append(Line(subject, ChangeKind.CHANGED, known_id, title, rest + others, *words))
    return lines


def _kept_lines(
    subject: Subject,
    known_id: int,
    title: str,
    ours: Mapping[str, Any],
    kept: set[str],
    said: Mapping[str, Any],
) -> list[Line]:
    return [
        Line(subject, ChangeKind.KEPT, known_id, title, (name,), _words(ours.get(name)), _words(said.get(name)))
        for name in sorted(kept)
    ]


def _when(at_work: _Draftsman, slots: Sequence[KnownSlot] | Sequence[Time]) -> str:
    """Times and places in the meeting's zone, such as "Tue 2 Mar 10:15, Hall B"."""
    zone = ZoneInfo(at_work.known.timezone)
    local = ((slot.starts_at.astimezone(zone), at_work.where(slot.room)) for slot in slots)
    return "; ".join(f"{at:%a} {at.day} {at:%b %H:%M}" + (f", {room}" if room else "") for at, room in local)


def _words(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(item["label"] or item["url"] if isinstance(item, dict) else str(item) for item in value)
    text = plain(str(value)) if value is not None else ""
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _said(theirs: DraftSession | DraftSpeaker | DraftRoom | DraftTrack, names: Sequence[str]) -> dict[str, Any]:
    """The draft's fields that say something, as the JSON values we keep."""
    said = {name: _plain_value(getattr(theirs, name)) for name in names}
    return {name: value for name, value in said.items() if value not in ("", None, [], 0)}


def _plain_value(value: Any) -> Any:
    if not isinstance(value, tuple):
        return value
    return [{"label": item.label, "url": item.url} if isinstance(item, DraftLink) else item for item in value]


def _reference(known: Mapping[str, KnownPart], key: str) -> Reference:
    return known[key].id if key in known else New(key)
