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
_CAPITAL, _ANY = r"[^\W\d_a-z]", r"[^\W_a-z]"
_LOUD_RUN = re.compile(f"{_CAPITAL}{_ANY}{_ANY}|{_ANY}{_CAPITAL}{_ANY}|{_ANY}{_ANY}{_CAPITAL}")
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


def parts_of(folded: Folded, typed: str) -> Iterator[Part]:
    """The parts of a text, each once: words, pairs, and what is told of its shape in words for people."""
    text = folded.text[:LONGEST]
    seen, before, start = set[str](), "", 0
    for found in _WORD.finditer(text):
        word = found[0]
        if word not in seen:
            seen.add(word)
            first, last = folded.place(*found.span())
            yield Part(word, of_word(word, is_loud(typed[first:last])), *found.span())
        pair = f"{before} {word}"
        if before and pair not in seen:
            seen.add(pair)
            yield Part(pair, (of_pair(_DIGIT.sub("0", pair)),), start, found.end())
        before, start = word, found.start()
    yield from (Part(shape, (of_shape(shape),)) for shape in shapes(text, typed[:LONGEST]))


def buckets_of(folded: Folded, typed: str) -> set[int]:
    """The features of a text: those of all its parts, found more quickly."""
    if not typed.islower() and _LOUD_RUN.search(typed):
        return {bucket for part in parts_of(folded, typed) for bucket in part.buckets}
    words, found = words_and_others(folded, typed)
    found.update(*map(of_word, words))
    return found


def words_and_others(folded: Folded, typed: str) -> tuple[set[str], set[int]]:
    """The words of a text, and what features it has besides: those of its pairs and of its shape."""
    text = folded.text[:LONGEST]
    words = _WORD.findall(text)
    plain = _WORD.findall(_DIGIT.sub("0", text)) if _DIGIT.search(text) else words
    others = set(map(of_pair, map(" ".join, pairwise(plain))))
    others.update(map(of_shape, shapes(text, typed[:LONGEST])))
    return set(words), others


def is_loud(typed: str) -> bool:
    """Whether a word is in capitals, and long enough to tell."""
    return len(typed) >= _LOUD_WORD and typed.isupper()


def shapes(text: str, typed: str) -> Iterator[str]:
    """What the whole text is like, in words for people."""
    has_digits = _DIGIT.search(text) is not None
    if has_digits and _LONG_NUMBER.search(text):
        yield "a long number"
    if "://" in text or "www." in text:
        yield "a link"
    if has_digits and _PRICE.search(text):
        yield "a price"
    if len(text) > _LONG:
        yield "a long text"
    capitals = 0 if typed == text else sum(map(str.isupper, typed))
    if capitals > _LOUD * len(typed):
        yield "many capitals"


@lru_cache(maxsize=50_000)
def of_word(word: str, loud: bool = False) -> tuple[int, ...]:
    """The features of a word, and of its parts."""
    plain = _DIGIT.sub("0", word[:LONGEST_WORD])
    framed = f"<{plain}>"
    grams = {framed[at : at + size] for size in GRAMS for at in range(len(framed) - size + 1)}
    told = [f"w:{plain}", *(f"g:{gram}" for gram in sorted(grams))]
    if loud:
        told.append(f"l:{plain}")
    if len(word) >= _LONG_DIGITS and word.isdigit():
        told += [f"n:{word[:2]}", "n:"]
    return tuple(map(_bucket, told))


def of_pair(pair: str) -> int:
    """The feature of two words that follow each other, whose digits are all 0."""
    return _bucket(f"p:{pair[: 2 * LONGEST_WORD]}")


def of_shape(shape: str) -> int:
    """The feature of what the whole text is like."""
    return _bucket(f"s:{shape}")


def _bucket(feature: str) -> int:
    return crc32(feature.encode("utf-8", "surrogatepass")) % BUCKETS
