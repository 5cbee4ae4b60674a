"""Decisions about the programme: no database, no clock, no request."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from backend.core.errors import Invalid, Outdated

MOST_STARS = 2000


def check_known(unknown: Collection[int], field: str) -> None:
    """Refuse ids that do not belong to the meeting."""
    if unknown:
        named = ", ".join(map(str, sorted(unknown)))
        raise Invalid("This names something that is not part of the meeting.", errors={field: [f"Unknown: {named}."]})


def check_seen(rev: int, seen: int | None) -> None:
    """Refuse a change by somebody who has not seen the newest state; without `seen` they do not mind."""
    if seen is not None and seen < rev:
        raise Outdated


def check_slots(known: Collection[int], times: Iterable[Mapping[str, Any]]) -> None:
    """Refuse slots that name another session's slot, or one slot twice."""
    ids = [time["id"] for time in times if time.get("id")]
    if len(ids) != len(set(ids)) or not set(ids) <= set(known):
        raise Invalid("A slot is named that this session does not have.", errors={"slots": ["Unknown slot."]})


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
