"""Shouting: capitals and exclamation marks. FHIR, HL7 and other names that are written so are not loud."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend.chat.rules.judging import Sign
from backend.moderation.rules.judging import lists
from backend.moderation.rules.judging.facts import Facts
from backend.moderation.rules.judging.said import Past

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?(?![\w])")
_MARK = "[!\u00a1\uff01\u203c\u2757\u2755]"
_MARKS = re.compile(rf"{_MARK}(?:[\s?]{{0,2}}{_MARK})*")
_ADDRESS = re.compile(r"\w{1,10}://\S+")
_VOWELS = re.compile("[AEIOUYÄÖÜÁÉÍÓÚÀÈÌÒÙÂÊÎÔÛÅÆØ]|[^A-Z]")
_SHORT = 3  # letters; of so few nobody can tell a name from a shout


@dataclass(frozen=True, slots=True)
class Shouting:
    """`share` in per cent of the words, when there are at least `words` in capitals; `marks` may be in one row.

    None for either: as many as they like.
    """

    share: int | None
    words: int
    marks: int | None

    def signs(self, facts: Facts, _past: Past) -> Iterator[Sign]:
        """How a message is loud."""
        text = facts.said.text
        if self.marks is not None and "!" in facts.folded.text:
            yield from self._marks(self.marks, facts)
        if self.share is not None and not text.islower():
            yield from self._capitals(self.share, _ADDRESS.sub(" ", text) if "://" in text else text)

    def _marks(self, most: int, facts: Facts) -> Iterator[Sign]:
        for row in _MARKS.finditer(facts.said.text):
            count = sum(not (mark.isspace() or mark == "?") for mark in row[0])
            if count > most:
                yield Sign(f"{count} exclamation marks", 1.0, *row.span())

    def _capitals(self, share: int, text: str) -> Iterator[Sign]:
        words = [word for word in _WORD.findall(text) if len(word) > _SHORT and word.lower() != word.upper()]
        loud = [word for word in words if word.isupper() and word not in lists.NAMES and _VOWELS.search(word)]
        names = sum(word.isupper() for word in words) - len(loud)
        if len(loud) >= self.words and len(loud) * 100 >= share * (len(words) - names):
            yield Sign(f"{len(loud)} of {len(words) - names} words in capitals", 1.0)
