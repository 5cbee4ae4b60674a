"""The ground of every shape: unknown fields are refused, and every text and number has bounds."""

import re
import unicodedata
from base64 import b64decode
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from marshmallow import RAISE, Schema, ValidationError, fields, validate

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST_ID = 2**53 - 1  # what a JavaScript number holds exactly
LONGEST_NUMBER = 17  # characters
FIRST_YEAR, LAST_YEAR = 1970, 2200  # far from where a calendar ends in one zone and not in another
BIDI_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NO_CHARACTERS = frozenset("\ufffe\uffff")
MOST_COMPOSED = 4  # characters that become one
MOST_MARKS = 30  # on one letter: the limit of Unicode's stream-safe text (UAX 15)
NO_LETTERS = re.compile(r"[^\w\s\x00-\u02ff]{31,}")
MARK_OF_BYTES = "\ufeff"  # comes along with pasted text
UNSEEN = frozenset(
    {"Cc", "Cf", "Cs", "Mc", "Me", "Mn", "Zl", "Zp", "Zs"}
)  # categories; by themselves they show nothing
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs that show nothing
WEB = ("http", "https")


class Input(Schema):
    """What a client may say. Anything not named is refused."""

    class Meta:
        """Refuse unknown fields and keep the order they are written in."""

        unknown = RAISE


class Output(Schema):
    """What the server says; every field is always present."""


class Line(fields.String):
    """One line of text: composed (NFC), trimmed, without control characters or direction overrides.

    Where it may not be empty, there is something in it that can be seen.
    """

    def __init__(self, longest: int, *, shortest: int = 0, sentence: str = "", **options: Any) -> None:
        wanted = sentence or self._wanted(shortest)
        checks: list[Callable[[str], object]] = [validate.Length(min=shortest or None, max=longest, error=wanted)]
        checks += [check_seen] if shortest else []
        super().__init__(validate=[*checks, *options.pop("validate", ())], **options)
        self.longest, self.wanted = longest, wanted.format(min=shortest, max=longest)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        typed = super()._deserialize(value, attr, data, **options).replace(MARK_OF_BYTES, "")
        if len(typed) > self.longest * MOST_COMPOSED:
            raise ValidationError(self.wanted)
        _check_composable(typed)
        text = unicodedata.normalize("NFC", typed).strip()
        if not text.isprintable() and any(self._forbidden(character) for character in text):
            raise ValidationError("This holds characters that cannot be shown.")
        return text

    def _wanted(self, shortest: int) -> str:
        """What is said when the length is wrong: a sentence for whoever typed it."""
        if not shortest:
            return "Please keep this to {max} characters."
        if shortest == 1:
            return "Please write something here, of {max} characters at most."
        return "Please write {min} to {max} characters."

    def _forbidden(self, character: str) -> bool:
        odd = character in BIDI_OVERRIDES or character in NO_CHARACTERS
        return odd or unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}


def _check_composable(text: str) -> None:
    """Refuse what takes minutes to compose: the time grows with the square of the marks on one letter."""
    if not text.isascii() and any(_marks(run.group()) > MOST_MARKS for run in NO_LETTERS.finditer(text)):
        raise ValidationError("This puts more accents on one letter than anybody could read.")


def _marks(run: str) -> int:
    """The most combining marks in a row."""
    longest = row = 0
    for character in run:
        row = row + 1 if unicodedata.combining(character) else 0
        longest = max(longest, row)
    return longest


def check_seen(text: str) -> None:
    """Refuse a name or title of nothing but blanks, zero widths and loose accents."""
    seen = (character for character in text if unicodedata.category(character) not in UNSEEN)
    if text and all(character in BLANKS for character in seen):
        raise ValidationError("There is nothing in this that can be seen.")


class Text(Line):
    """Several lines of text; tabs and newlines are kept."""

    def _forbidden(self, character: str) -> bool:
        return character not in "\n\t" and super()._forbidden(character)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        if isinstance(value, str):
            value = value.replace("\r\n", "\n").replace("\r", "\n")
        return super()._deserialize(value, attr, data, **options)


class Whole(fields.Integer):
    """A whole number within bounds; 1.5, true and "7" are refused."""

    def __init__(self, least: int, most: int, **options: Any) -> None:
        super().__init__(strict=True, validate=validate.Range(min=least, max=most), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> int:
        if isinstance(value, (bool, str)):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **options)


class Id(Whole):
    """The id of a record."""

    def __init__(self, **options: Any) -> None:
        super().__init__(1, LARGEST_ID, **options)


class QueryWhole(fields.Integer):
    """A whole number in a query string, within bounds."""

    def __init__(self, least: int, most: int, **options: Any) -> None:
        super().__init__(validate=validate.Range(min=least, max=most), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> int:
        if (
            not isinstance(value, str)
            or not value.isascii()
            or not value.lstrip("-").isdigit()
            or len(value) > LONGEST_NUMBER
        ):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **options)


class Moment(fields.AwareDateTime):
    """A time with its zone, of our age; sent in UTC with a Z, to the second."""

    def __init__(self, **options: Any) -> None:
        super().__init__(format="iso", default_timezone=None, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> datetime:
        moment = super()._deserialize(value, attr, data, **options)
        _check_year(moment)
        return moment

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **options: Any) -> str | None:  # noqa: ARG002 - marshmallow's form
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None


class Day(fields.Date):
    """A date of our age."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> date:
        day = super()._deserialize(value, attr, data, **options)
        _check_year(day)
        return day


def _check_year(when: date) -> None:
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        raise ValidationError(f"Please give a year between {FIRST_YEAR} and {LAST_YEAR}.")


class Upload(fields.Raw):
    """A file of a form."""

    def __init__(self, **options: Any) -> None:
        super().__init__(metadata={"type": "string", "format": "binary"}, **options)


class Word(fields.Enum[StrEnum]):
    """One of a closed list of words."""

    def __init__(self, words: type[StrEnum], **options: Any) -> None:
        super().__init__(words, by_value=True, **options)


class WebAddress(Line):
    """An http or https address with a host; other schemes never reach a reader."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("metadata", {"format": "uri"})
        super().__init__(500, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        text = super()._deserialize(value, attr, data, **options)
        if text and not _is_web(text):
            raise ValidationError("Please give an address that starts with https:// or http://.")
        return text


def _is_web(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in WEB and bool(parts.hostname) and not any(character.isspace() for character in text)


class Bytes(fields.String):
    """Bytes in base64url without padding, as browsers write them; loaded as bytes."""

    def __init__(self, most: int, **options: Any) -> None:
        super().__init__(metadata={"contentEncoding": "base64url", "maxLength": most * 4 // 3 + 2}, **options)
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        text = super()._deserialize(value, attr, data, **options)
        try:
            loaded = b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except ValueError as error:
            raise ValidationError("This is not base64url.") from error
        if len(loaded) > self.most:
            raise ValidationError(f"This is longer than {self.most} bytes.")
        return loaded


class LinkInput(Input):
    """A labelled address."""

    label = Line(200, required=True)
    url = WebAddress(required=True, shortest=1)


class LinkSchema(Output):
    """A labelled address."""

    label = fields.String(required=True)
    url = fields.String(required=True)


class RecordSchema(Output):
    """A thing a client shows; `rev` is its stream's number when it last changed."""

    id = fields.Integer(required=True)
    rev = fields.Integer(required=True)
