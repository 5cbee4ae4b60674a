"""Sessionize's "All" data: sessions, speakers, questions, categories and rooms in one JSON object.

Its times carry no zone: they are on the clock of the meeting. E-mail addresses are not in it, and answers to
questions, which could hold anything, are not read.
"""

from collections.abc import Mapping
from typing import Any

from backend.core.text import fold, one_line
from backend.programme.draft import Draft
from backend.programme.readers import loose, times
from backend.programme.readers.cast import Person
from backend.programme.readers.gathering import Gathering, Header, Item
from backend.programme.readers.source import THE_FILE, Source

FORMAT = "sessionize-json"
_KINDS = ("session format", "format", "session type", "type")
_WORDS = {"track": "track", "tracks": "track", "language": "language", **dict.fromkeys(_KINDS, "kind")}
_CANCELLED = {"canceled", "cancelled", "declined"}


def recognises(document: Any) -> bool:
    """Whether this is Sessionize's "All" data."""
    whole = loose.mapping(document)
    return isinstance(whole.get("sessions"), list) and isinstance(whole.get("speakers"), list)


def read(source: Source, document: Mapping[str, Any]) -> Draft:
    """The Draft of Sessionize's "All" data."""
    gathering = Gathering(source, FORMAT)
    rooms = {loose.first(room, "id"): loose.first(room, "name") for room in loose.mappings(document.get("rooms"))}
    for name in rooms.values():
        gathering.room(THE_FILE, name)
    people = {
        loose.first(person, "id"): gathering.speaker(f"speaker '{_name(person)}'", _person(person))
        for person in loose.mappings(document.get("speakers"))
    }
    words = _words_by_item(document)
    for number, session in enumerate(loose.mappings(document["sessions"]), start=1):
        where = f"item {number}: '{one_line(loose.first(session, 'title'), 80)}'"
        with source.at(where):
            item = _item(session, words, where)
            item.speakers += [key for identity in _identities(session, "speakers") if (key := people.get(identity))]
            room = gathering.room(where, rooms.get(loose.first(session, "roomId")) or loose.first(session, "room"))
            if starts := loose.first(session, "startsAt"):
                starts_at = times.moment(starts, source.zone)
                ends = loose.first(session, "endsAt")
                ends_at = times.moment(ends, source.zone) if ends else None
                minutes = int((ends_at - starts_at).total_seconds() // 60) if ends_at else None
                item.slots += gathering.slot(where, starts_at, minutes, room)
            gathering.take(item)
    return gathering.draft(Header())


def _item(session: Mapping[str, Any], words: Mapping[str, tuple[str, str]], where: str) -> Item:
    said: dict[str, list[str]] = {"track": [], "kind": [], "language": [], "tag": []}
    for identity in _identities(session, "categoryItems"):
        kind, word = words.get(identity, ("tag", ""))
        said[kind].append(word)
    links = (("Live stream", loose.first(session, "liveUrl")), ("Recording", loose.first(session, "recordingUrl")))
    return Item(
        where,
        title=loose.first(session, "title"),
        code=loose.first(session, "id"),
        texts=(loose.first(session, "description"),),
        kind=", ".join(said["kind"]) or ("service" if session.get("isServiceSession") is True else ""),
        track=next(iter(said["track"]), ""),
        language=", ".join(said["language"]),
        tags=tuple(said["track"][1:] + said["tag"]),
        links=links,
        cancelled=loose.first(session, "status").casefold() in _CANCELLED,
    )


def _words_by_item(document: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """What each category item says, by its id: (track, kind, language or tag; the word)."""
    return {
        loose.first(item, "id"): (_WORDS.get(fold(loose.first(category, "title")), "tag"), loose.first(item, "name"))
        for category in loose.mappings(document.get("categories"))
        for item in loose.mappings(category.get("items"))
    }


def _identities(session: Mapping[str, Any], name: str) -> list[str]:
    """Ids as they stand in the list, or in its objects."""
    values = session.get(name)
    if not isinstance(values, list):
        return []
    return [loose.first(value, "id") if isinstance(value, dict) else loose.text(value) for value in values]


def _name(person: Mapping[str, Any]) -> str:
    parted = f"{loose.first(person, 'firstName')} {loose.first(person, 'lastName')}"
    return one_line(loose.first(person, "fullName") or parted)


def _person(person: Mapping[str, Any]) -> Person:
    return Person(
        name=_name(person),
        guid=loose.first(person, "id"),
        headline=loose.first(person, "tagLine"),
        biography=loose.first(person, "bio"),
        links=tuple(
            (loose.first(link, "title"), loose.first(link, "url")) for link in loose.mappings(person.get("links"))
        ),
    )
