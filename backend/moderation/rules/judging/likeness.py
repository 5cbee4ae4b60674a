"""Texts that are nearly the same: sketches that are small however long the text, and a memory of the last ones.

A sketch is the smallest hashes of a text's runs of letters; of two texts the share of common ones among the smallest
of both estimates how alike they are (Broder 1997). Spaces, digits, signs and disguising letters do not count, so that
another number at the end is no other text.
"""

import re
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from itertools import chain, repeat, takewhile
from math import ceil
from zlib import crc32

from backend.moderation.rules.judging import folding
from backend.moderation.rules.judging.said import Earlier, Sketch

RUN = 4  # letters
SIZE = 16  # hashes of a sketch
SHORTEST = 16  # letters, below which "good morning all" would repeat somebody
LONGEST = 4_000  # letters that are looked at
ALIKE = 0.6
IN_COMMON = 4  # of the first hashes of two sketches that are looked at further
MOST_ALIKE, MOST_OF_ONE = 32, 128  # messages with one hash, and of one person: more than any rule counts
_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalpha()}
_OTHERS = re.compile(r"[\W\d_]+")


@lru_cache(maxsize=512)  # what was judged is remembered next
def sketch_of(text: str) -> Sketch:
    """The sketch; empty for a text too short to be compared."""
    letters = _letters(text)
    if len(letters) < SHORTEST:
        return ()
    coded = letters.encode("utf-32-le")
    width = RUN * 4
    return tuple(sorted({crc32(coded[at : at + width]) for at in range(0, len(coded) - width + 4, 4)})[:SIZE])


def how_alike(one: Sketch, other: Sketch) -> float:
    """From 0 for nothing in common to 1 for the same."""
    if one == other:
        return 1.0 if one else 0.0
    smallest = sorted({*one, *other})[:SIZE]
    both = set(one) & set(other)
    return sum(each in both for each in smallest) / len(smallest) if smallest else 0.0


def _first_of(sketch: Sketch) -> Sketch:
    """The first hashes, so many that two sketches that are alike have `IN_COMMON` of them in common.

    Two that are alike have `enough` in common. In both, the others of these stand behind the fourth of them, so that
    one is not among the last `enough` less four.
    """
    enough = ceil(ALIKE * len(sketch))
    return sketch[: len(sketch) - enough + min(IN_COMMON, enough)]


class Recent:
    """The last messages, as many as it has room for: who wrote when, and which are alike."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._kept: OrderedDict[int, tuple[Earlier, Sketch]] = OrderedDict()
        self._with: dict[int, deque[int]] = defaultdict(_few)  # ids of messages by the first hashes of their sketches
        self._by: dict[int, deque[int]] = defaultdict(_some)  # and by their authors

    def take(self, messages: Iterable[Earlier]) -> None:
        """Remember these; the oldest are forgotten."""
        for message in messages:
            self.forget(message.id)
            sketch = sketch_of(message.text)
            self._kept[message.id] = message, sketch
            self._by[message.author_id].append(message.id)
            for each in _first_of(sketch):
                self._with[each].append(message.id)
            if len(self._kept) > self._room:
                self.forget(next(iter(self._kept)))

    def holds(self, message: Earlier) -> bool:
        """Whether it is remembered as it stands."""
        return message.id in self._kept and self._kept[message.id][0] == message

    def forget(self, message_id: int) -> None:
        """As if it had never been said."""
        if (known := self._kept.pop(message_id, None)) is None:
            return
        message, sketch = known
        _drop(self._by, message.author_id, message_id)
        for each in _first_of(sketch):
            _drop(self._with, each, message_id)

    def count(self, author_id: int, since: datetime, *, but: int | None = None) -> int:
        """How many a person wrote since then."""
        late = takewhile(lambda each: self._kept[each][0].at > since, reversed(self._by.get(author_id, ())))
        return sum(each != but for each in late)

    def alike(self, sketch: Sketch, *, but: int | None = None) -> list[Earlier]:
        """The messages that say nearly the same, newest first."""
        shared = Counter(chain.from_iterable(map(self._with.get, _first_of(sketch), repeat(()))))
        enough, ours = ceil(ALIKE * len(sketch)), set(sketch)
        needed = min(IN_COMMON, enough)
        near = (self._kept[each] for each, count in shared.items() if count >= needed and each != but)
        likely = [(message, other) for message, other in near if len(ours.intersection(other)) >= enough]
        return [message for message, other in sorted(likely, reverse=True) if how_alike(sketch, other) >= ALIKE]


def _few() -> deque[int]:
    return deque(maxlen=MOST_ALIKE)


def _some() -> deque[int]:
    return deque(maxlen=MOST_OF_ONE)


def _drop(ids: dict[int, deque[int]], key: int, message_id: int) -> None:
    kept = ids.get(key)
    if kept and kept[0] == message_id:
        kept.popleft()
    elif kept and message_id in kept:
        kept.remove(message_id)
    if not kept:
        ids.pop(key, None)


def _letters(text: str) -> str:
    folded = folding.fold(text[: LONGEST * 2]).text
    letters = folded.translate(_NO_LETTERS) if folded.isascii() else _OTHERS.sub("", folding.looks(folded))
    return letters[:LONGEST]
