"""How chat says no."""

from http import HTTPStatus

from backend.core.errors import Refusal
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
