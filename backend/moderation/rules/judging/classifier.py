"""A small linear classifier of spam, in plain Python; its weights stand in spam.json beside this file.

They are made by `python -m scripts.train_spam`. How good they are stands in the file, and whose messages they were
learnt from.
"""

import json
import zlib
from base64 import b64decode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from backend.moderation.rules.judging import features
from backend.moderation.rules.judging.folding import Folded

FILE = Path(__file__).with_name("spam.json")
VALUE = 0.1  # of a feature that is there
MOST_KNOWN = 50_000  # words


class _Heaviest(dict[str, float]):
    """What each word may weigh at the most, found out when it is first seen."""

    def __init__(self, weights: Sequence[float]) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, word: str) -> float:
        if len(self) > MOST_KNOWN:
            self.clear()
        made = self[word] = self.of(features.of_word(word, loud=True))
        return made

    def of(self, buckets: Iterable[int]) -> float:
        """Together, whatever of it a text has."""
        return sum(max(0.0, self._weights[bucket]) for bucket in buckets)


@dataclass(frozen=True)
class Model:
    """Weights by feature, and from which score on a text is spam: `sure`, or only `likely`."""

    weights: Sequence[float]
    bias: float
    sure: float
    likely: float

    def weight(self, buckets: Iterable[int]) -> float:
        """What these features weigh together; above 0 speaks for spam."""
        return sum(map(self.weights.__getitem__, buckets))

    def score(self, folded: Folded, typed: str) -> float:
        """How much a text looks like spam: above 0 more than not. Each feature counts once."""
        return self.bias + VALUE * self.weight(features.buckets_of(folded, typed))

    def at_most(self, folded: Folded, typed: str) -> float:
        """What a text can score at the most, found more quickly: enough to see that most are no spam."""
        words, others = features.words_and_others(folded, typed)
        heaviest = self._heaviest
        return self.bias + VALUE * (sum(map(heaviest.__getitem__, words)) + heaviest.of(others))

    @cached_property
    def _heaviest(self) -> _Heaviest:
        """Of each word."""
        return _Heaviest(self.weights)


@cache
def model() -> Model:
    """The classifier that came with this release."""
    return read(json.loads(FILE.read_text(encoding="utf-8")))


def read(kept: Any) -> Model:
    """A classifier out of its file."""
    steps = zlib.decompress(b64decode(kept["weights"]))
    weights = [((step ^ 0x80) - 0x80) * kept["step"] for step in steps]  # signed bytes
    return Model(weights, kept["bias"], kept["sure"], kept["likely"])
