"""Which of ours is which of the file's. Everything is matched at most once, the surest way first."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from typing import TypeVar

from backend.core.text import fold
from backend.programme.draft import Draft, DraftRoom, DraftSession, DraftTrack
from backend.programme.plan.known import Known, KnownPart, KnownSession

Ours = TypeVar("Ours")
Theirs = TypeVar("Theirs")
AnySession = TypeVar("AnySession", KnownSession, DraftSession)
Key = Hashable | None
ALIKE = 0.6  # of 1: "Room 204" and "Room 204 (Ember)"


def matched(
    ours: Sequence[Ours], theirs: Sequence[Theirs], *ways: tuple[Callable[[Ours], Key], Callable[[Theirs], Key]]
) -> dict[int, Ours]:
    """The match of each of theirs, by its place in `theirs`. A way pairs keys that are unique on both sides."""
    pairs: dict[int, Ours] = {}
    left_ours, left_theirs = list(ours), dict(enumerate(theirs))
    for our_key, their_key in ways:
        known = _unique((our_key(thing), thing) for thing in left_ours)
        asked = _unique((their_key(thing), place) for place, thing in left_theirs.items())
        for key in asked.keys() & known.keys():
            pairs[asked[key]] = known[key]
            del left_theirs[asked[key]]
        taken = {id(thing) for thing in pairs.values()}
        left_ours = [thing for thing in left_ours if id(thing) not in taken]
    return pairs


Thing = TypeVar("Thing")


def _unique(pairs: Iterable[tuple[Key, Thing]]) -> dict[Key, Thing]:
    listed = [(key, thing) for key, thing in pairs if key]
    counts = Counter(key for key, _ in listed)
    return {key: thing for key, thing in listed if counts[key] == 1}


def match_speakers(known: Known, draft: Draft) -> dict[str, KnownPart]:
    """Our speaker of each of the draft's, by key: by guid, then code, then name."""
    pairs = matched(
        known.speakers,
        draft.speakers,
        (lambda ours: ours.guid, lambda theirs: theirs.guid),
        (lambda ours: ours.code, lambda theirs: theirs.code),
        (lambda ours: fold(ours.name), lambda theirs: fold(theirs.name)),
    )
    return {draft.speakers[place].key: ours for place, ours in pairs.items()}


def match_named(ours: Sequence[KnownPart], theirs: Sequence[DraftRoom] | Sequence[DraftTrack]) -> dict[str, KnownPart]:
    """Our room or track of each of the draft's, by its name there."""
    names = [part.name for part in theirs]
    pairs = matched(ours, names, (lambda part: fold(part.name), fold))
    return {names[place]: part for place, part in pairs.items()}


def match_sessions(known: Known, draft: Draft) -> dict[int, KnownSession]:
    """Our session of each of the draft's, by its place there.

    By guid, then code (unless guid and title both say otherwise), then title and speakers: alone of their kind, else
    those at the same times, else one after the other as they take place. Then by title alone.
    """
    our_names = {speaker.id: fold(speaker.name) for speaker in known.speakers}
    their_names = {speaker.key: fold(speaker.name) for speaker in draft.speakers}

    def ours_in_full(session: KnownSession) -> Key:
        return fold(session.title), frozenset(our_names.get(speaker, "") for speaker in session.speakers)

    def theirs_in_full(session: DraftSession) -> Key:
        return fold(session.title), frozenset(their_names.get(key, "") for key in session.speakers)

    pairs = matched(
        known.sessions,
        draft.sessions,
        (lambda ours: ours.guid, lambda theirs: theirs.guid),
        (lambda ours: _code(ours.code, ours.title), lambda theirs: _code(theirs.code, theirs.title)),
        (lambda ours: "" if ours.guid else ours.code, lambda theirs: theirs.code),
        (lambda ours: ours.code, lambda theirs: "" if theirs.guid else theirs.code),
        (lambda ours: (ours_in_full(ours), _starts(ours)), lambda theirs: (theirs_in_full(theirs), _starts(theirs))),
        (ours_in_full, theirs_in_full),
    )
    taken = {session.id for session in pairs.values()}
    left_ours = [session for session in known.sessions if session.id not in taken]
    left_theirs = [place for place in range(len(draft.sessions)) if place not in pairs]
    asked = [draft.sessions[place] for place in left_theirs]
    our_turns, their_turns = _turns(left_ours, ours_in_full), _turns(asked, theirs_in_full)
    rest = matched(
        left_ours,
        asked,
        (lambda ours: our_turns[id(ours)], lambda theirs: their_turns[id(theirs)]),
        (lambda ours: (fold(ours.title), _starts(ours)), lambda theirs: (fold(theirs.title), _starts(theirs))),
        (lambda ours: fold(ours.title), lambda theirs: fold(theirs.title)),
    )
    return pairs | {left_theirs[place]: session for place, session in rest.items()}


def match_removed(known: Known, draft: Draft, sessions: Mapping[int, KnownSession]) -> dict[int, KnownSession]:
    """The draft's sessions, by their place, that somebody removed by hand: by guid, then by code and title.

    A title alone does not tell: another session of that title may be new.
    """
    places = [place for place in range(len(draft.sessions)) if place not in sessions]
    pairs = matched(
        known.removed,
        [draft.sessions[place] for place in places],
        (lambda ours: ours.guid, lambda theirs: theirs.guid),
        (lambda ours: _code(ours.code, ours.title), lambda theirs: _code(theirs.code, theirs.title)),
    )
    return {places[number]: session for number, session in pairs.items()}


def _starts(session: KnownSession | DraftSession) -> tuple[datetime, ...]:
    return tuple(sorted(slot.starts_at for slot in session.slots))


def _turns(sessions: Iterable[AnySession], key: Callable[[AnySession], Key]) -> dict[int, Key]:
    """The key of each session together with its turn among those of the same key, in the order they take place."""
    turns: Counter[Key] = Counter()
    found: dict[int, Key] = {}
    for session in sorted(sessions, key=lambda session: (not session.slots, _starts(session))):
        found[id(session)] = (key(session), turns[key(session)])
        turns[key(session)] += 1
    return found


def _code(code: str, title: str) -> Key:
    return (code, fold(title)) if code else None


def match_rooms(known: Known, draft: Draft, sessions: Mapping[int, KnownSession]) -> dict[str, KnownPart]:
    """Our room of each of the draft's, by its name there; a room that only changed its name is the same room.

    That is so when a room is gone from the file, everything that was in it is at the same times in one room that we
    did not know, nothing else is there, and either several sessions say so or the two names are alike.
    """
    pairs = match_named(known.rooms, draft.rooms)
    taken = {room.id for room in pairs.values()}
    gone = {room.id: room for room in known.rooms if room.id not in taken}
    before = {number: {slot for slot in _slots(known.sessions) if slot[2] == number} for number in gone}
    came: dict[str, set[tuple[int | None, datetime]]] = {}
    for place, theirs in enumerate(draft.sessions):
        ours = sessions.get(place)
        for slot in theirs.slots:
            if slot.room and slot.room not in pairs:
                came.setdefault(slot.room, set()).add((ours.id if ours else None, slot.starts_at))
    for name, there in came.items():
        for number, room in gone.items():
            same = {(session, starts_at) for session, starts_at, _ in before[number]} == there
            if same and (len(there) > 1 or _alike(room.name, name)):
                pairs[name] = room
    return pairs


def _slots(sessions: Iterable[KnownSession]) -> Iterator[tuple[int, datetime, int | None]]:
    return ((session.id, slot.starts_at, slot.room) for session in sessions for slot in session.slots)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, fold(one), fold(other)).ratio() > ALIKE
