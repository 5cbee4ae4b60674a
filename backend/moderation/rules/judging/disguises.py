"""Readings of a text that see through what hides a word: `c4$ino`, `c a s i n o`, `c*a*s*i*n*o`, `casinooo`.

Each takes time in proportion to the text, and there are five at the most. They are guesses: what is found in them
has to be a whole word there as well, and a reading is made only where there is something to see through.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from backend.moderation.rules.judging import folding
from backend.moderation.rules.judging.folding import Folded

_SIGNS = str.maketrans("01345789@$!|+€£", "oieastbgasiitel")
_LETTER = r"[^\W\d_]"
_CORE = r"[\w@$€£]"
_REST = rf"[\w@$€£!|+]*{_CORE}"
_SIGN = re.compile(r"[01345789@$!|+€£]")
_INSIDE = re.compile(r"(?<=[^\W_])[*_~`\\]{1,4}(?=[^\W_])")
_MARK = re.compile(r"[*_~`\\]")
_MASKED = re.compile(rf"(?<!{_LETTER}){_LETTER}*+(?:[\d_@$€£](?:{_REST})?|(?<={_LETTER})[!|+]{_REST})")
_SPACED = re.compile(r"(?<![\w@$])[^\W_]([ .\-|/,'\"]{1,3})[^\W_](?:\1[^\W_])+(?![\w@$])")
_STRETCHED = re.compile(r"(\S)\1\1+")
_LETTERS = re.compile(_LETTER)
_AMOUNT = re.compile(r"\d+(?:st|nd|rd|th|am|pm|[kmgt]b|px|ms|[mck]m|kg|ml|hz|[smhdkgvxp])")
_DIGITS = re.compile(r"\d")


Spans = Sequence[tuple[int, int]]


def readings(folded: Folded) -> Iterator[Folded]:
    """Other texts that this one may be meant to be read as; none for most."""
    seen = None if folded.text.isascii() else folding.twin(folded)
    if seen is not None:
        yield seen
    plain = seen or folded
    bare = _without(plain, _inner_marks(plain.text))
    bare = _without(bare, _gaps(bare.text))
    bare = _signs_read(bare)
    if bare.text != plain.text:
        yield bare
    runs = [run.span() for run in _STRETCHED.finditer(bare.text)]
    for kept in (1, 2) if runs else ():
        yield _without(bare, [(start + kept, end) for start, end in runs])


def _inner_marks(text: str) -> Spans:
    return [mark.span() for mark in _INSIDE.finditer(text)] if _MARK.search(text) else []


def _gaps(text: str) -> Spans:
    """What stands between letters that are set apart one by one, always in the same way."""
    found = list[tuple[int, int]]()
    for run in _SPACED.finditer(text):
        step = len(run[1]) + 1
        found += ((place, place + step - 1) for place in range(run.start() + 1, run.end() - 1, step))
    return found


def _signs_read(folded: Folded) -> Folded:
    """Digits and signs in the middle of words as the letters they resemble."""
    if not _SIGN.search(folded.text):
        return folded
    return Folded(_MASKED.sub(_read, folded.text), folded.find_places)


def _read(word: re.Match[str]) -> str:
    """A word that is letters for the most part; `4th`, `10gb` and `a55` stay what they are."""
    typed = word[0]
    if _AMOUNT.fullmatch(typed):
        return typed
    digits = len(_DIGITS.findall(typed))
    letters = len(_LETTERS.findall(typed))
    others = len(typed) - digits - letters
    return typed.translate(_SIGNS) if letters and digits <= letters + others and digits + others else typed


def _without(folded: Folded, spans: Spans) -> Folded:
    """The text less some spans of it, given in order."""
    if not spans:
        return folded
    starts, ends = zip(*spans, strict=True)
    kept = list(map(slice, (0, *ends), (*starts, len(folded.text))))
    return Folded(
        "".join(map(folded.text.__getitem__, kept)),
        lambda: list(chain.from_iterable(map(folded.places.__getitem__, kept))),
    )
