"""What a person may not do for a while, and how they are told so."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, Protocol

from backend.core.errors import Refusal
from backend.core.text import in_utc
from schemas.words import RefusalCode, RestrictionKind

SAID = {
    RestrictionKind.MUTE: "Moderators asked you not to write {where} {until}.",
    RestrictionKind.BAN: "Moderators have closed {where} to you {until}.",
    RestrictionKind.NO_PHOTOS: "Moderators asked you not to send photos {where} {until}.",
    RestrictionKind.NO_LINKS: "Moderators asked you not to send links {where} {until}.",
    RestrictionKind.HOLD_FIRST: "What you write {where} waits for a look {until}; you cannot begin new conversations.",
}
MAY = {
    RestrictionKind.MUTE: "You can still read, and appeal.",
    RestrictionKind.BAN: "You can still see the programme and what is yours, and appeal.",
    RestrictionKind.NO_PHOTOS: "You can still write, and appeal.",
    RestrictionKind.NO_LINKS: "You can still write without links, and appeal.",
    RestrictionKind.HOLD_FIRST: "You can still write where you are, and appeal.",
}
SILENT = (RestrictionKind.BAN, RestrictionKind.MUTE)  # the wider one first


class Restriction(Protocol):
    """What the rules ask of a restriction; without `channel_id` it holds everywhere."""

    kind: Any
    channel_id: Any
    until: Any
    guideline: Any
    text: Any


class Restricted(Refusal):
    """Moderators restricted what this person may do; `about` says in what, until when, and what they still may."""

    code = RefusalCode.RESTRICTED
    status = HTTPStatus.FORBIDDEN

    def __init__(self, by: Restriction) -> None:
        where = "in this channel" if by.channel_id else "here"
        if by.kind is RestrictionKind.BAN:
            where = "this channel" if by.channel_id else "the conversations here"
        until = by.until
        when = f"until {until:%A}, {until.day} {until:%B} at {until:%H:%M} UTC" if until else "for now"
        super().__init__(f"{SAID[by.kind].format(where=where, until=when)} {MAY[by.kind]}")
        self.about = {
            "kind": by.kind.value,
            "channel_id": by.channel_id,
            "until": in_utc(until) if until else None,
            "guideline": by.guideline,
            "text": by.text,
            "may": MAY[by.kind],
        }


def first_of(restrictions: Iterable[Restriction], *kinds: RestrictionKind) -> Restriction | None:
    """The first restriction of one of these kinds, in the order of the kinds; the longest of a kind."""
    there = [one for one in restrictions if one.kind in kinds]
    if not there:
        return None
    return min(there, key=lambda one: (kinds.index(one.kind), one.until is not None, -_ends(one)))


def _ends(one: Restriction) -> float:
    return one.until.timestamp() if one.until else 0.0


def check(restrictions: Iterable[Restriction], *kinds: RestrictionKind) -> None:
    """Refuse whoever is restricted in one of these ways.

    Raises:
        Restricted: for the first of them.
    """
    if found := first_of(restrictions, *kinds):
        raise Restricted(found)
