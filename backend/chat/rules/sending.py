"""Who may write in a channel, and how much a message may hold."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.chat.rules import refusals
from backend.core.errors import Refusal
from schemas.words import ChannelKind, ChannelState, NewcomerLimit, Posting, RequestState

MOST_MENTIONS = 10
FIRST_MESSAGES = 3  # that many are marked as new here
EDITABLE = timedelta(days=1)
MUST_BE_JOINED = frozenset({ChannelKind.COMMUNITY, ChannelKind.TOPIC})
WAITS = frozenset({RequestState.SENT, RequestState.DECLINED})


@dataclass(frozen=True, slots=True)
class Place:
    """A channel as it stands, and the person in it."""

    kind: ChannelKind
    state: ChannelState
    posting: Posting
    read_only_at: datetime | None
    joined: bool
    request: RequestState | None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """How much one message of somebody new may hold, until when."""

    links: int
    mentions: int
    photos: int
    until: datetime


def check_accepted(accepted: int, version: int) -> None:
    """Refuse whoever has not accepted the guidelines in force."""
    if accepted < version:
        refusal = refusals.NotAccepted()
        refusal.about = {"version": version}
        raise refusal


def check_open(state: ChannelState, read_only_at: datetime | None, *, at: datetime) -> None:
    """Refuse a channel in which nothing changes now."""
    if state is not ChannelState.OPEN or (read_only_at is not None and at >= read_only_at):
        raise refusals.ReadOnly


def check_may_write(place: Place, *, leads: bool, at: datetime) -> None:
    """Refuse whoever may read the channel and not write in it; `leads`: those among whom some channels keep it."""
    check_open(place.state, place.read_only_at, at=at)
    if place.posting is not Posting.EVERYONE and not leads:
        raise refusals.NotAPoster
    if place.kind in MUST_BE_JOINED and not place.joined:
        raise refusals.NotAMember
    if place.kind is ChannelKind.DIRECT and place.request in WAITS:
        raise refusals.RequestWaits


def check_amount(newcomer: Newcomer | None, *, links: int, mentions: int, photos: int) -> None:
    """Refuse more than one message may hold."""
    if mentions > MOST_MENTIONS:
        raise _with(refusals.TooManyMentions(), most=MOST_MENTIONS)
    if newcomer is None:
        return
    for what, count, most in (
        (NewcomerLimit.LINKS, links, newcomer.links),
        (NewcomerLimit.MENTIONS, mentions, newcomer.mentions),
        (NewcomerLimit.PHOTOS, photos, newcomer.photos),
    ):
        if count > most:
            refusal = refusals.NewcomerLimited(
                f"In your first days a message may hold {_so_many(most, what)}. It will not be long."
            )
            raise _with(refusal, what=what.value, most=most, until=newcomer.until.isoformat())


def _so_many(most: int, what: NewcomerLimit) -> str:
    if most == 0:
        return f"no {what.value}"
    return f"one {what.value.removesuffix('s')}" if most == 1 else f"{most} {what.value}"


def _with(refusal: Refusal, **about: int | str) -> Refusal:
    refusal.about = about
    return refusal


def check_editable(written_at: datetime, *, at: datetime) -> None:
    """Refuse to change what was said more than a day ago."""
    if at >= written_at + EDITABLE:
        raise refusals.TooLateToEdit
