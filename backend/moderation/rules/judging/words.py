"""Words and phrases of many rules, found in a text in one pass, however many there are.

Words are taken literally: nothing in them is a pattern, except that a `*` at the end stands for any ending. They are
found as whole words; where a script has no spaces between words, anywhere.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import ahocorasick

from backend.moderation.rules.judging import disguises, folding
from backend.moderation.rules.judging.folding import Folded

MOST_LOOKED_AT = 20_000  # places in one reading of one text, which no message reaches with words that people list
MOST_FOUND = 10  # of one owner
SHORTEST_DISGUISED = 3  # letters; shorter ones are found by chance
SHORTEST_TWIN = 4  # of a word in other letters than Latin that looks like a Latin one


def _marks() -> str:
    """The marks that folding keeps, as a part of a regular expression."""
    kept = (
        chr(code) for code in (*range(0x0900, 0x1200), *range(0x1700, 0x1D00), 0x3099, 0x309A, *range(0xA800, 0xAC00))
    )
    return "".join(mark for mark in kept if unicodedata.category(mark) in {"Mn", "Mc"})


_PLAIN = re.compile("[A-Za-z0-9]+")
_WORD = re.compile(f"(?:[^\\W_]++|[{_marks()}]++)++|[\u2190-\u2bff\U0001f000-\U0001faff]")
_OPEN = re.compile(r"\w\* *\Z")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


class Found(NamedTuple):
    """A word that stands in a text: as it was listed, and where in the original. `disguised`: not in plain sight."""

    word: str
    start: int
    end: int
    disguised: bool


@dataclass(frozen=True, slots=True)
class _Listed:
    owner: int
    word: str
    plainly: bool  # only as it is written


class WordList:
    """All the words of all rules that list any. Making it takes time in proportion to the words, once."""

    def __init__(self, words: Iterable[tuple[int, str, bool]]) -> None:
        """Each word with its owner, and whether it is looked for in disguise too."""
        known: dict[str, list[_Listed]] = {}
        for owner, word, disguised in words:
            for form in _forms(word):
                plainly = not disguised or len(form.strip()) < SHORTEST_DISGUISED
                known.setdefault(form, []).append(_Listed(owner, word, plainly))
        self._automaton = ahocorasick.Automaton()
        for form, listed in known.items():
            self._automaton.add_word(form, (len(form), listed))
        self._automaton.make_automaton()
        self._any = bool(known)

    def found(self, folded: Folded) -> dict[int, list[Found]]:
        """What stands in the text by whose it is: the first of each owner's words, those in plain sight first."""
        found: dict[int, list[Found]] = {}
        if self._any:
            self._look(folded, False, found)
            for reading in disguises.readings(folded):
                self._look(reading, True, found)
        return found

    def _look(self, reading: Folded, disguised: bool, found: dict[int, list[Found]]) -> None:
        laid = f" {'  '.join(_words(reading.text).findall(reading.text))} "
        place = None
        for last, (length, listed) in islice(self._automaton.iter(laid), MOST_LOOKED_AT):
            place = place or _Places(reading)
            first = last - length + 1
            for one in listed:
                theirs = found.setdefault(one.owner, [])
                if len(theirs) == MOST_FOUND or (disguised and one.plainly):
                    continue
                start, end = place.of(first + (laid[first] == " "), last - (laid[last] == " "))
                if not any(other.word == one.word and other.start == start for other in theirs):
                    theirs.append(Found(one.word, start, end, disguised))


class _Places:
    """Where what is found in the laid-out words stands in the text as it was typed."""

    def __init__(self, reading: Folded) -> None:
        self._reading = reading
        self._words = list[int]()  # where each begins in the reading
        self._laid = list[int]()  # and in the laid-out text
        at = 1
        for word in _words(reading.text).finditer(reading.text):
            self._words.append(word.start())
            self._laid.append(at)
            at += len(word[0]) + 2

    def of(self, first: int, last: int) -> tuple[int, int]:
        """The span in the original from one character of the laid-out words to another."""
        return self._reading.place(self._of(first), self._of(last) + 1)

    def _of(self, laid: int) -> int:
        word = bisect_right(self._laid, laid) - 1
        return self._words[word] + laid - self._laid[word]


def _forms(word: str) -> Iterator[str]:
    """How a listed word may stand among the laid-out words of a text."""
    ending = _OPEN.search(word) is not None
    plain = folding.fold(word.rstrip("* ") if ending else word)
    yield from dict.fromkeys(filter(None, (_laid(plain.text, ending), _laid(_twins_of(plain.text), ending))))


def _twins_of(text: str) -> str:
    """Its look-alikes as Latin letters; nothing where a short word would then be one of another language."""
    looks = folding.looks(text)
    return "" if looks.isascii() and len(looks) < SHORTEST_TWIN and looks != text else looks


def _words(text: str) -> re.Pattern[str]:
    """How the words of a text are found."""
    return _PLAIN if text.isascii() else _WORD


def _laid(text: str, ending: bool) -> str:
    words = _words(text).findall(text)
    if not words:
        return ""
    before = "" if _UNSPACED.match(words[0][0]) else " "
    after = "" if ending or _UNSPACED.match(words[-1][-1]) else " "
    return f"{before}{'  '.join(words)}{after}"
