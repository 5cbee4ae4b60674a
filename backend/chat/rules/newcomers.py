"""The first days of somebody who is new: what is limited, until when, and what is marked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from backend.chat.rules.refusals import NewcomerLimited
from backend.core.errors import Outdated
from schemas.words import NewcomerLimit, Role

MARKED = 5  # messages that say "new here"
ONE = {
    NewcomerLimit.LINKS: "one link a message",
    NewcomerLimit.MENTIONS: "one mention a message",
    NewcomerLimit.PHOTOS: "one photo a message",
    NewcomerLimit.REQUESTS: "one person to whom you write directly",
}
SEVERAL = {
    NewcomerLimit.LINKS: "links a message",
    NewcomerLimit.MENTIONS: "mentions a message",
    NewcomerLimit.PHOTOS: "photos a message",
    NewcomerLimit.REQUESTS: "people to whom you write directly",
}


class Settings(Protocol):
    """What organisers set for newcomers."""

    newcomer_days: Any
    newcomer_links: Any
    newcomer_mentions: Any
    newcomer_photos: Any
    newcomer_requests: Any


class Chatter(Protocol):
    """What is known of somebody's beginnings here."""

    accepted_at: Any
    first_at: Any
    messages: Any


@dataclass(frozen=True, slots=True)
class Limits:
    """What is limited until when: links, mentions and photos in one message, direct requests in all."""

    most: dict[NewcomerLimit, int]
    until: datetime


def limited(what: NewcomerLimit, most: int, until: datetime) -> NewcomerLimited:
    """How more than somebody new may do is refused; `about` says of what (`what`), how many (`most`), `until` when."""
    day = until.astimezone(UTC)
    allowed = {0: f"no {SEVERAL[what]}", 1: ONE[what]}.get(most, f"{most} {SEVERAL[what]}")
    refusal = NewcomerLimited(
        f"Welcome! In your first days there are some limits, so that we get to know each other: {allowed}. "
        f"For you they end on {day:%A}, {day.day} {day:%B} at {day:%H:%M} UTC."
    )
    refusal.about = {"what": what.value, "most": most, "until": day.strftime("%Y-%m-%dT%H:%M:%SZ")}
    return refusal


def limits_of(chatter: Chatter | None, settings: Settings, roles: Collection[Role]) -> Limits | None:
    """The limits of somebody's first days, counted from when they first accepted the guidelines; None for who helps.

    Whose messages of long ago were taken in is not new here.
    """
    if chatter is None or chatter.accepted_at is None or roles:
        return None
    most = {what: getattr(settings, f"newcomer_{what.value}") for what in NewcomerLimit}
    since = min(chatter.accepted_at, chatter.first_at or chatter.accepted_at)
    return Limits(most, since + timedelta(days=settings.newcomer_days))


def check_newcomer(limits: Limits | None, *, at: datetime, **counts: int) -> None:
    """Refuse more of something (links, mentions, photos, requests) than somebody new may have.

    Raises:
        NewcomerLimited: for the first of them that is too many.
    """
    if limits is None or at >= limits.until:
        return
    for name, count in counts.items():
        what = NewcomerLimit(name)
        if count > limits.most[what]:
            raise limited(what, limits.most[what], limits.until)


def is_new_here(chatter: Chatter | None, settings: Settings, *, at: datetime) -> bool:
    """Whether their next message is marked: the first few, in the days that follow the first of them."""
    if chatter is None or chatter.messages >= MARKED:
        return False
    return chatter.first_at is None or bool(at < chatter.first_at + timedelta(days=settings.newcomer_days))


def check_version(version: int, in_force: int) -> None:
    """Refuse to accept guidelines that are not those in force."""
    if version != in_force:
        raise Outdated("The guidelines have changed meanwhile. Please read them once more.")
