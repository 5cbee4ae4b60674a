"""The file as it came, and the one refusal that every reader gives."""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from backend.core.text import one_line

MOST_BYTES = 20 * 1024 * 1024
THE_FILE = "the whole file"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class UnreadableProgramme(Exception):
    """A file that cannot be imported: which, where in it, and why, for an organiser to act on."""

    def __init__(self, file: str, where: str, why: str) -> None:
        super().__init__(file, where, why)
        self.file = file
        self.where = where
        self.why = why

    def __str__(self) -> str:
        return f"{self.file} cannot be imported: {self.why} ({self.where})."


@dataclass(frozen=True)
class Source:
    """A file's name and bytes, and the zone to read its times in where it names none."""

    name: str
    data: bytes
    zone: ZoneInfo

    def refusal(self, where: str, why: str) -> UnreadableProgramme:
        """The error to raise, naming this file."""
        return UnreadableProgramme(one_line(self.name, 200), where, one_line(why, 500).rstrip("."))

    @contextmanager
    def at(self, where: str) -> Iterator[None]:
        """Turn a ValueError, which knows only why, into the refusal that also knows where."""
        try:
            yield
        except ValueError as error:
            raise self.refusal(where, str(error)) from error

    @cached_property
    def encoding(self) -> str:
        """As the byte order mark says, else UTF-8."""
        return next((name for mark, name in _MARKS if self.data.startswith(mark)), "utf-8")

    @property
    def head(self) -> str:
        """The first few hundred characters, to recognise the format by."""
        return self.data[:2000].decode(self.encoding, errors="replace").lstrip("\ufeff \t\r\n")

    def text(self) -> str:
        """The file as text; not in its encoding is a refusal."""
        try:
            return self.data.decode(self.encoding)
        except UnicodeDecodeError as error:
            line = self.data.count(b"\n", 0, error.start) + 1
            raise self.refusal(f"line {line}", f"it is not written in {self.encoding.upper()}") from error

    def text_or_latin(self) -> tuple[str, bool]:
        """The file as text, and whether its letters had to be guessed to be Western European ones."""
        try:
            return self.data.decode(self.encoding), False
        except UnicodeDecodeError:
            return self.data.decode("latin-1"), True
