"""What the spam classifier sees of a text: its words, their parts, pairs of them, and a few signs of its shape.

Each feature is a number below `BUCKETS`, the same in training (scripts/train_spam.py) and in serving. Digits are all
the same digit: which number is to be called says nothing.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from backend.moderation.rules.judging.folding import Folded

BUCKETS = 2**16
LONGEST = 4_000  # characters that are looked at
GRAMS = (3, 4, 5)  # letters of a word's parts
LONGEST_WORD = 30
_WORD = re.compile(r"[^\W_]+|[£$€%!?]")
_DIGIT = re.compile(r"\d")
_LOUD_RUN = re.compile(r"[^\W_a-z]{3}")
_LONG_NUMBER = re.compile(r"\d[\d \-()]{8,}\d")
_PRICE = re.compile(r"[£$€]\s?\d|\d\s?(?:p|[£€]|pounds?|euros?|usd|gbp)\b")
_LONG, _LOUD = 100, 0.3
_LOUD_WORD, _LONG_DIGITS = 3, 5


class Part(NamedTuple):
    """A part of a text with the features it has: its words, and where it stands in the folded text."""

    words: str
    buckets: tuple[int, ...]
    start: int = -1
    end: int = -1


def buckets_of(folded: Folded, typed: str) -> set[int]:
    """The features of a text: those of all its parts."""
    text = folded.text[:LONGEST]
    words = _WORD.findall(text)
    found = set[int]()
    if _LOUD_RUN.search(typed):
        for part in parts_of(folded, typed):
            found.update(part.buckets)
        return found
    for word in set(words):
        found.update(_of_word(word, loud=False))
    plain = _WORD.findall(_DIGIT.sub("0", text))
    found.update(map(_of_pair, map(" ".join, pairwise(plain))))
    found.update(_bucket(f"s:{shape}") for shape in _shapes(text, typed[:LONGEST]))
    return found


def parts_of(folded: Folded, typed: str) -> Iterator[Part]:
    """The parts of a text, each once: words, pairs, and what is told of its shape in words for people."""
    text = folded.text[:LONGEST]
    seen, before = set[str](), ""
    start = 0
    for found in _WORD.finditer(text):
        word = found[0]
        if word not in seen:
            seen.add(word)
            first, last = folded.place(*found.span())
            loud = len(word) >= _LOUD_WORD and typed[first:last].isupper()
            yield Part(word, _of_word(word, loud=loud), *found.span())
        pair = f"{before} {word}"
        if before and pair not in seen:
            seen.add(pair)
            yield Part(pair, (_of_pair(_DIGIT.sub("0", pair)),), start, found.end())
        before, start = word, found.start()
    yield from (Part(shape, (_bucket(f"s:{shape}"),)) for shape in _shapes(text, typed[:LONGEST]))


def _shapes(text: str, typed: str) -> Iterator[str]:
    if _LONG_NUMBER.search(text):
        yield "a long number"
    if "://" in text or "www." in text:
        yield "a link"
    if _PRICE.search(text):
        yield "a price"
    if len(text) > _LONG:
        yield "a long text"
    capitals = sum(map(str.isupper, typed))
    if capitals > _LOUD * len(typed):
        yield "many capitals"


@lru_cache(maxsize=20_000)
def _of_word(word: str, *, loud: bool) -> tuple[int, ...]:
    plain = _DIGIT.sub("0", word[:LONGEST_WORD])
    framed = f"<{plain}>"
    told = [
        f"w:{plain}",
        *sorted({f"g:{framed[at : at + size]}" for size in GRAMS for at in range(len(framed) - size + 1)}),
    ]
    if loud:
        told.append(f"l:{plain}")
    if len(word) >= _LONG_DIGITS and word.isdigit():
        told += [f"n:{word[:2]}", "n:"]
    return tuple(dict.fromkeys(map(_bucket, told)))


@lru_cache(maxsize=20_000)
def _of_pair(pair: str) -> int:
    return _bucket(f"p:{pair[: 2 * LONGEST_WORD]}")


def _bucket(feature: str) -> int:
    return crc32(feature.encode("utf-8", "surrogatepass")) % BUCKETS
