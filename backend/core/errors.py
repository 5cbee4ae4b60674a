"""Refusals: how a rule says no, in one sentence that a person can act on."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, ClassVar

from schemas.words import RefusalCode

FieldErrors = Mapping[str, Sequence[str]]


class Refusal(Exception):
    """A rule said no. Subclasses are named by the fact and set `code`, `status` and the sentence `detail`.

    `about` are facts of the matter for programs, as JSON values.
    """

    code: ClassVar[RefusalCode]
    status: ClassVar[HTTPStatus] = HTTPStatus.CONFLICT
    detail: str = ""
    about: Mapping[str, Any] | None = None

    def __init__(self, detail: str = "", *, errors: FieldErrors | None = None, retry_after: int | None = None) -> None:
        self.detail = detail or self.detail
        self.errors = errors
        self.retry_after = retry_after
        super().__init__(self.detail)


class NotFound(Refusal):
    """What was asked for does not exist, or not for this reader: the two are not told apart."""

    code = RefusalCode.NOT_FOUND
    status = HTTPStatus.NOT_FOUND
    detail = "There is nothing here, or nothing that you may see."


class SignedOut(Refusal):
    """Nobody is signed in on this device."""

    code = RefusalCode.SIGNED_OUT
    status = HTTPStatus.UNAUTHORIZED
    detail = "Please sign in first."


class NotAllowed(Refusal):
    """The person is known and lacks the role."""

    code = RefusalCode.NOT_ALLOWED
    status = HTTPStatus.FORBIDDEN
    detail = "Your role does not allow this."


class TooMany(Refusal):
    """A limit was reached; `retry_after` is in seconds."""

    code = RefusalCode.TOO_MANY
    status = HTTPStatus.TOO_MANY_REQUESTS
    detail = "That was a lot at once. Please wait a little and try again."


class Busy(Refusal):
    """The database cannot take the write now; nothing was changed."""

    code = RefusalCode.BUSY
    status = HTTPStatus.SERVICE_UNAVAILABLE
    detail = "The server is busy and nothing was changed. Please try again in a moment."


class NoSpace(Refusal):
    """The disk under the database is full; nothing was changed, and what is stored can still be read."""

    code = RefusalCode.NO_SPACE
    status = HTTPStatus.INSUFFICIENT_STORAGE
    detail = "The server has no space left and nothing was changed. Reading still works; please tell the organisers."


class Invalid(Refusal):
    """The request is well formed and says something that cannot be."""

    code = RefusalCode.INVALID
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    detail = "Something in this cannot be right."


class Outdated(Refusal):
    """The record has changed since the reader saw it; `about` names the `fields` where that is known."""

    code = RefusalCode.OUTDATED
    detail = "Somebody changed this in the meantime. Look at it again before you save."

    def __init__(self, fields: Sequence[str] = ()) -> None:
        super().__init__()
        self.about = {"fields": list(fields)} if fields else None


def check_seen(seen: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """Refuse to overwrite what has changed since the writer saw it; `about` names these fields.

    Raises:
        Outdated: when any of the fields in `seen` is another `now`.
    """
    changed = sorted(name for name in seen if seen[name] != now[name])
    if changed:
        raise Outdated(changed)


class Decided(Refusal):
    """What was to be decided has been decided, or taken back; `about` says by whom and how where that is known."""

    code = RefusalCode.DECIDED
    detail = "This was decided in the meantime. Look at it again."

    def __init__(self, detail: str = "", about: Mapping[str, Any] | None = None) -> None:
        super().__init__(detail)
        self.about = about


class ForeignOrigin(Refusal):
    """A write that another site's page asked the browser to make."""

    code = RefusalCode.FOREIGN_ORIGIN
    status = HTTPStatus.FORBIDDEN
    detail = "This request did not come from this site."
