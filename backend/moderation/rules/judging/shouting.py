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
_IS_MARK = frozenset("!\u00a1\uff01\u203c\u2757\u2755").__contains__
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

    @staticmethod
    def may_meet(facts: Facts, _past: Past) -> bool:
        """Whether anything is loud at all."""
        return "!" in facts.folded.text or facts.once(_loud, "loud")[0] > 0

    def signs(self, facts: Facts, _past: Past) -> Iterator[Sign]:
        """How a message is loud."""
        if self.marks is not None and "!" in facts.folded.text:
            yield from self._marks(self.marks, facts)
        loud, words = facts.once(_loud, "loud")
        if self.share is not None and loud >= self.words and loud * 100 >= self.share * words:
            yield Sign(f"{loud} of {words} words in capitals", 1.0)

    def _marks(self, most: int, facts: Facts) -> Iterator[Sign]:
        for count, start, end in facts.once(_rows, "rows"):
            if count > most:
                yield Sign(f"{count} exclamation marks", 1.0, start, end)


def _rows(facts: Facts) -> list[tuple[int, int, int]]:
    """How many exclamation marks stand together, and where."""
    rows = (row.span() for row in _MARKS.finditer(facts.said.text))
    return [(sum(map(_IS_MARK, facts.said.text[start:end])), start, end) for start, end in rows]


def _loud(facts: Facts) -> tuple[int, int]:
    """How many words are in capitals, of how many that could be; names that are written so are neither."""
    text = facts.said.text
    if text.islower():
        return 0, 0
    found = _WORD.findall(_ADDRESS.sub(" ", text) if "://" in text else text)
    words = [word for word in found if len(word) > _SHORT and word.lower() != word.upper()]
    capitals = [word for word in words if word.isupper()]
    loud = sum(word not in lists.NAMES and _VOWELS.search(word) is not None for word in capitals)
    return loud, len(words) - len(capitals) + loud
