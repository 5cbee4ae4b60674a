"""Readings of a text that see through what hides a word: `c4$ino`, `c a s i n o`, `c*a*s*i*n*o`, `casinooo`.

Each takes time in proportion to the text, and there are five at the most. They are guesses: what is found in them
has to be a whole word there as well, and a reading is made only where there is something to see through.
"""

import re
from collections.abc import Iterable, Iterator

from backend.moderation.rules.judging import folding
from backend.moderation.rules.judging.folding import Folded

_SIGNS = str.maketrans("01345789@$!|+€£", "oieastbgasiitel")
_LETTER = r"[^\W\d_]"
_SIGN = re.compile(r"[01345789@$!|+€£]")
_INSIDE = re.compile(r"(?<=[^\W_])[*_~`\\]{1,4}(?=[^\W_])")
_MARK = re.compile(r"[*_~`\\]")
_MASKED = re.compile(r"[\w@$€£](?:[\w@$€£!|+]*[\w@$€£])?")
_SPACED = re.compile(r"(?<![\w@$])[^\W_]([ .\-|/,'\"]{1,3})[^\W_](?:\1[^\W_])+(?![\w@$])")
_STRETCHED = re.compile(r"(\S)\1{2,}")
_LETTERS = re.compile(_LETTER)
_AMOUNT = re.compile(r"\d+(?:st|nd|rd|th|am|pm|[kmgt]b|px|ms|[mck]m|kg|ml|hz|[smhdkgvxp])")
_DIGITS = re.compile(r"\d")


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
    for kept in (1, 2) if _STRETCHED.search(bare.text) else ():
        short = _without(bare, ((run.start() + kept, run.end()) for run in _STRETCHED.finditer(bare.text)))
        if short.text != bare.text:
            yield short


def _inner_marks(text: str) -> Iterator[tuple[int, int]]:
    return (mark.span() for mark in _INSIDE.finditer(text)) if _MARK.search(text) else iter(())


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    """What stands between letters that are set apart one by one, always in the same way."""
    for run in _SPACED.finditer(text):
        step = len(run[1]) + 1
        yield from ((place, place + step - 1) for place in range(run.start() + 1, run.end() - 1, step))


def _signs_read(folded: Folded) -> Folded:
    """Digits and signs in the middle of words as the letters they resemble."""
    if not _SIGN.search(folded.text):
        return folded
    return Folded(_MASKED.sub(_read, folded.text), folded.places)


def _read(word: re.Match[str]) -> str:
    """A word that is letters for the most part; `4th`, `10gb` and `a55` stay what they are."""
    typed = word[0]
    if typed.isalpha() or _AMOUNT.fullmatch(typed):
        return typed
    digits = len(_DIGITS.findall(typed))
    letters = len(_LETTERS.findall(typed))
    others = len(typed) - digits - letters
    return typed.translate(_SIGNS) if letters and digits <= letters + others and digits + others else typed


def _without(folded: Folded, spans: Iterable[tuple[int, int]]) -> Folded:
    """The text less some spans of it, given in order."""
    texts, places, done = list[str](), list[int](), 0
    for start, end in spans:
        texts.append(folded.text[done:start])
        places += folded.places[done:start]
        done = end
    if not done:
        return folded
    return Folded("".join([*texts, folded.text[done:]]), [*places, *folded.places[done:]])
