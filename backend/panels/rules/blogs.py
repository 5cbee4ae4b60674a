"""When a blog is read next, and how many bloggers a meeting has."""

from collections.abc import Collection
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from backend.core.errors import Invalid
from schemas.bloggers import MOST_ON_A_PANEL

MOST_BLOGGERS = 500
BETWEEN = timedelta(minutes=30)
LONGEST = timedelta(days=1)
LONGEST_ASKED = timedelta(days=7)  # a server that asks for more quiet than this is asked once a week
NOT_THERE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
DOUBLINGS = 6  # after so many failures it is a day


def next_turn(at: datetime) -> datetime:
    """When a blog that answered is asked again."""
    return at + BETWEEN


def next_try(at: datetime, *, failures: int, answered: int, wait: int | None) -> datetime | None:
    """When a blog that did not answer is tried again, None for never: it waits twice as long each time.

    As late as the server wants; what is gone for good is not asked again.
    """
    if answered == HTTPStatus.GONE:
        return None
    patience = min(BETWEEN * (1 << min(failures, DOUBLINGS)), LONGEST)
    asked = min(timedelta(seconds=wait or 0), LONGEST_ASKED)
    return at + max(patience, asked)


def check_room(bloggers: int, *, more: int = 1) -> None:
    """Refuse more bloggers than a phone wants to load."""
    if bloggers + more > MOST_BLOGGERS:
        raise Invalid(f"A meeting has {MOST_BLOGGERS} bloggers at most; there are {bloggers} already.")


def check_known(unknown: Collection[int]) -> None:
    """Refuse to put somebody on a panel who is not on the meeting's blogroll."""
    if unknown:
        raise Invalid("Not all of them are bloggers of this meeting.", errors={"blogger_ids": ["Please look again."]})


def check_on_stage(bloggers: int) -> None:
    """Refuse more bloggers than a stage holds."""
    if bloggers > MOST_ON_A_PANEL:
        raise Invalid(f"A panel has {MOST_ON_A_PANEL} bloggers at most.")


def host_of(url: str) -> str:
    """The name to call a blog by that says none: its host, without www."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def kept(mark: str, longest: int) -> str:
    """An ETag or a date to send back as it came; one that is too long to keep is none."""
    return mark if len(mark) <= longest else ""
