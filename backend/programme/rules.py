"""Decisions about the programme: no database, no clock, no request."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from backend.core.errors import Invalid, NotFound, Outdated
from backend.core.text import fold, plain

EXCERPT = 160


class Findable(Protocol):
    """What search needs to know of a session."""

    title: Any
    subtitle: Any
    abstract: Any
    kind: Any
    tags: Any
    removed_at: Any


def check_known(unknown: Collection[int], field: str) -> None:
    """Refuse ids that do not belong to the meeting."""
    if unknown:
        named = ", ".join(map(str, sorted(unknown)))
        raise Invalid("This names something that is not part of the meeting.", errors={field: [f"Unknown: {named}."]})


def check_there(removed_at: datetime | None) -> None:
    """Refuse to change what was taken off the programme; only undo brings it back."""
    if removed_at:
        raise NotFound


def check_seen(rev: int, seen: int | None) -> None:
    """Refuse a change by somebody who has not seen the newest state; without `seen` they do not mind."""
    if seen is not None and seen < rev:
        raise Outdated


def check_slots(known: Collection[int], times: Iterable[Mapping[str, Any]]) -> None:
    """Refuse slots that name another session's slot, or one slot twice."""
    ids = [time["id"] for time in times if time.get("id")]
    if len(ids) != len(set(ids)) or not set(ids) <= set(known):
        raise Invalid("A slot is named that this session does not have.", errors={"slots": ["Unknown slot."]})


def later(moment: datetime, by: timedelta, zone: ZoneInfo) -> datetime:
    """The same time on the clock in `zone`, so many days later, in UTC."""
    return (moment.astimezone(zone) + by).astimezone(UTC)


def as_times(slots: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Slots of a request as the JSON values the model keeps."""
    return [
        {
            "id": slot.get("id"),
            "starts_at": slot["starts_at"].isoformat(),
            "minutes": slot["minutes"],
            "room_id": slot.get("room_id"),
        }
        for slot in slots
    ]


def found_by(item: Findable, names: Iterable[str], track: str) -> dict[str, str]:
    """The folded texts a session is found by; nothing for one that was removed."""
    if item.removed_at:
        return {"title": "", "people": "", "body": ""}
    body = (item.subtitle, track, item.kind, *item.tags, plain(item.abstract))
    return {"title": fold(item.title), "people": fold(" ".join(names)), "body": fold(" ".join(body))}


def excerpt(abstract: str, words: Iterable[str]) -> str:
    """Plain text of the abstract round the first of the (folded) words, about 160 characters."""
    text = plain(abstract).replace("\n", " ")
    folded = fold(text)
    places = [folded.find(word) for word in words]
    first = min((place for place in places if place >= 0), default=0)
    start = text.rfind(" ", 0, max(first - EXCERPT // 3, 0)) + 1
    shown = text[start : start + EXCERPT].rsplit(" ", 1)[0] if len(text) > start + EXCERPT else text[start:]
    return ("…" if start else "") + shown + ("…" if start + len(shown) < len(text) else "")
