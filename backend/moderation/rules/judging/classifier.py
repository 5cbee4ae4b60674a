"""A small linear classifier of spam, in plain Python; its weights stand in spam.json beside this file.

They are made by `python -m scripts.train_spam`. How good they are stands in the file, and whose messages they were
learnt from.
"""

import json
import zlib
from base64 import b64decode
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from backend.moderation.rules.judging.features import Part

FILE = Path(__file__).with_name("spam.json")
VALUE = 0.1  # of a feature that is there


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature in steps of `step`, and from which score on a text is spam: `sure`, or only `likely`."""

    weights: bytes
    step: float
    bias: float
    sure: float
    likely: float

    def weight(self, buckets: Collection[int]) -> float:
        """What these features weigh together; above 0 speaks for spam."""
        return sum((self.weights[bucket] ^ 0x80) - 0x80 for bucket in buckets) * self.step

    def score(self, parts: Sequence[Part]) -> float:
        """How much a text looks like spam: above 0 more than not."""
        buckets = {bucket for part in parts for bucket in part.buckets}
        return self.bias + VALUE * self.weight(buckets)


@cache
def model() -> Model:
    """The classifier that came with this release."""
    return read(json.loads(FILE.read_text(encoding="utf-8")))


def read(kept: Any) -> Model:
    """A classifier out of its file."""
    weights = zlib.decompress(b64decode(kept["weights"]))
    return Model(weights, kept["step"], kept["bias"], kept["sure"], kept["likely"])
