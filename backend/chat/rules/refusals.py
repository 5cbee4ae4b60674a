"""How chat says no."""

from datetime import datetime
from http import HTTPStatus
from math import ceil

from backend.core.errors import Refusal
from backend.core.text import in_utc
from schemas.words import RefusalCode


class NotAccepted(Refusal):
    """The guidelines in force have not been accepted."""

    code = RefusalCode.NOT_ACCEPTED
    status = HTTPStatus.FORBIDDEN
    detail = "Please read and accept the guidelines before you write."


class NotAMember(Refusal):
    """Nobody writes in a channel without having joined it."""

    code = RefusalCode.NOT_A_MEMBER
    detail = "Please join this channel first; it is one tap."


class NotAPoster(Refusal):
    """The channel is written by its hosts or moderators."""

    code = RefusalCode.NOT_A_POSTER
    status = HTTPStatus.FORBIDDEN
    detail = "In this channel only its hosts and the moderators write. You can add reactions."


class ReadOnly(Refusal):
    """Nothing is written here any more, or not yet."""

    code = RefusalCode.READ_ONLY
    detail = "This channel can be read, but nobody writes here now."


class TooManyMentions(Refusal):
    """A message names more people than it may; `about.most` is how many."""

    code = RefusalCode.TOO_MANY_MENTIONS
    detail = "That names more people than one message may."


class NewcomerLimited(Refusal):
    """Some things are limited in a newcomer's first days; `about` says what, how many (`most`), and `until` when."""

    code = RefusalCode.NEWCOMER_LIMIT
    detail = "In your first days this is limited, to keep the place calm. It will not be long."


class TooLateToEdit(Refusal):
    """A message is changed within a day."""

    code = RefusalCode.TOO_LATE_TO_EDIT
    detail = "A message can be changed for a day. After that, please write a new one that answers it."


class MessageRemoved(Refusal):
    """The message is no longer there."""

    code = RefusalCode.MESSAGE_REMOVED
    status = HTTPStatus.GONE
    detail = "This message was removed."


class RequestWaits(Refusal):
    """Who is asked to talk has not answered yet, or said no."""

    code = RefusalCode.REQUEST_WAITS
    detail = "Your first message is with them. You can write on once they have answered."


class Unreachable(Refusal):
    """The two do not talk; which of them does not want to is not said."""

    code = RefusalCode.BLOCKED
    status = HTTPStatus.FORBIDDEN
    detail = "This person cannot be reached here."


class Locked(Refusal):
    """Nobody writes here for the moment; `about.since` is since when."""

    code = RefusalCode.LOCKED
    detail = "Moderators have locked this channel for the moment. You can read on, and add reactions."

    def __init__(self, since: datetime) -> None:
        super().__init__()
        self.about = {"since": in_utc(since)}


class SlowMode(Refusal):
    """Here one waits between two messages; `about` says how long (`seconds`), and `until` when this time."""

    code = RefusalCode.SLOW_MODE

    def __init__(self, seconds: int, until: datetime, at: datetime) -> None:
        super().__init__(
            f"This channel is slowed down: {_spoken(seconds)} between two messages.",
            retry_after=max(1, ceil((until - at).total_seconds())),
        )
        self.about = {"seconds": seconds, "until": in_utc(until)}


def _spoken(seconds: int) -> str:
    for name, size in (("hour", 3600), ("minute", 60)):
        if seconds >= size and seconds % size == 0:
            count = seconds // size
            return f"{count} {name}{'s' if count > 1 else ''}"
    return f"{seconds} second{'s' if seconds > 1 else ''}"
