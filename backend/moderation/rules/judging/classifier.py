"""A small linear classifier of spam, in plain Python; its weights stand in spam.json beside this file.

They are made by `python -m scripts.train_spam`. How good they are stands in the file, and whose messages they were
learnt from.
"""

import json
import zlib
from base64 import b64decode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from backend.moderation.rules.judging import features
from backend.moderation.rules.judging.folding import Folded

FILE = Path(__file__).with_name("spam.json")
VALUE = 0.1  # of a feature that is there


@dataclass(frozen=True, slots=True)
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


@cache
def model() -> Model:
    """The classifier that came with this release."""
    return read(json.loads(FILE.read_text(encoding="utf-8")))


def read(kept: Any) -> Model:
    """A classifier out of its file."""
    steps = zlib.decompress(b64decode(kept["weights"]))
    weights = [((step ^ 0x80) - 0x80) * kept["step"] for step in steps]  # signed bytes
    return Model(weights, kept["bias"], kept["sure"], kept["likely"])
