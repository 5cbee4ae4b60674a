"""Texts as they came made clean, and refused, cut or left out where they are too long."""

from collections.abc import Callable

from backend.core.text import one_line, rich, web_address
from backend.programme.draft import LONGEST_ADDRESS, LONGEST_NAME, LONGEST_TEXT, DraftLink
from backend.programme.readers.source import Source

_RAW_TO_CLEAN = 4  # how much longer a raw text may be than its bound: markup and blanks fall away


class Bounds:
    """Cleans the texts of one file; `base` makes its relative addresses whole."""

    def __init__(self, source: Source, warn: Callable[[str, str], None], *, base: str = "") -> None:
        self._source = source
        self._warn = warn
        self._base = web_address(base)

    def line(self, where: str, what: str, text: str, longest: int) -> str:
        """One line; longer than its bound is a refusal."""
        self._check(where, what, len(text), longest * _RAW_TO_CLEAN)
        line = one_line(text)
        self._check(where, what, len(line), longest)
        return line

    def word(self, where: str, what: str, text: str, longest: int) -> str:
        """A word that does not matter enough to refuse a file for: too long is cut, with a warning."""
        word = one_line(text[: longest * _RAW_TO_CLEAN])
        if len(word) > longest:
            self._warn(where, f"{what} '{word}' is longer than {longest} characters and was cut")
        return word[:longest].rstrip()

    def markup(self, where: str, what: str, *texts: str) -> str:
        """The texts as clean HTML one after the other; one that repeats an earlier one is left out."""
        self._check(where, what, sum(map(len, texts)), LONGEST_TEXT * _RAW_TO_CLEAN)
        cleaned = dict.fromkeys(rich(text) for text in texts)
        joined = "\n".join(text for text in cleaned if text)
        self._check(where, what, len(joined), LONGEST_TEXT)
        return joined

    def address(self, where: str, text: str) -> str:
        """A whole web address; anything else is left out with a warning."""
        address = web_address(text, base=self._base) if len(text) <= LONGEST_ADDRESS else ""
        if text.strip() and not 0 < len(address) <= LONGEST_ADDRESS:
            self._warn(where, f"its link '{text[:LONGEST_NAME]}' is not a usable web address and was left out")
            return ""
        return address

    def links(self, where: str, links: tuple[tuple[str, str], ...]) -> tuple[DraftLink, ...]:
        """The (label, address) pairs as links, each address once."""
        found: dict[str, DraftLink] = {}
        for label, text in links:
            if url := self.address(where, text):
                found.setdefault(url, DraftLink(one_line(label, LONGEST_NAME) or url[:LONGEST_NAME], url))
        return tuple(found.values())

    def _check(self, where: str, what: str, length: int, longest: int) -> None:
        if length > longest:
            raise self._source.refusal(where, f"{what} is {length:,} characters long, more than {longest:,}")
