"""`python -m scripts.train_spam`: learn the weights of the spam classifier from the open sets of ../shared/data.

A part of every set is held out and seen only at the end, for the figures. Messages that are the same or nearly the
same stand on one side. The two thresholds are chosen by cross-validation in what is learnt from. Nothing is drawn by
chance: the same sets give the same file.
"""

import json
import sys
import zlib
from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from backend.moderation.rules.judging import classifier, features, folding
from backend.moderation.rules.judging.classifier import FILE, VALUE
from scripts import spam_figures, spam_sets
from scripts.spam_sets import SMS, Example

FOLDS = 5
ROUNDS = 20
SOFT = 1.7  # how far a message may stand on the wrong side: 1 / (2 C)
LEAST = 1e-4
SURE, LIKELY = 0.99, 0.97  # the precision on text messages that cross-validation must show
FALSE_CHAT = 0.0003  # the share of chat that may be taken for spam at most
STEPS = 127
ATTRIBUTION = (
    "Learnt from the SMS Spam Collection (Tiago A. Almeida and José María Gómez Hidalgo, CC BY 4.0) and from #ubuntu "
    "chat (irc-disentanglement, Jonathan K. Kummerfeld et al., CC BY 4.0). None of their messages stands in here."
)

Seen = tuple[int, ...]  # the features of a message


class Learning:
    """A linear support vector machine, learnt by dual coordinate descent (Hsieh et al. 2008, squared hinge loss)."""

    def __init__(self) -> None:
        self.weights = [0.0] * features.BUCKETS
        self.bias = 0.0

    def score(self, seen: Seen) -> float:
        """Above 0 for spam."""
        return self.bias + VALUE * sum(map(self.weights.__getitem__, seen))

    def learn(self, messages: Sequence[tuple[Seen, bool]]) -> None:
        """Go through the messages, in their order, until it hardly changes anything any more."""
        pulls = [0.0] * len(messages)
        for _ in range(ROUNDS):
            for place, (seen, spam) in enumerate(messages):
                side = 1 if spam else -1
                lack = 1 - side * self.score(seen) - pulls[place] * SOFT
                pull = max(0.0, pulls[place] + lack / (1 + VALUE * VALUE * len(seen) + SOFT))
                if abs(pull - pulls[place]) > LEAST:
                    self._move(seen, side * (pull - pulls[place]))
                    pulls[place] = pull

    def _move(self, seen: Seen, by: float) -> None:
        self.bias += by
        for bucket in seen:
            self.weights[bucket] += by * VALUE


def main() -> int:
    """Learn, and write the file."""
    data = spam_sets.folder()
    if data is None:
        print("../shared/data is not here (or set FIRESIDE_DATA).")
        return 1
    examples, held_out = spam_sets.split(data)
    seen = [_seen(example.text) for example in examples]
    sure, likely = _thresholds(examples, seen)
    kept = _kept(_learnt(examples, seen), sure, likely)
    FILE.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    classifier.model.cache_clear()
    print(f"{len(examples)} learnt from, {len(held_out)} held out; sure {sure:.3f}, likely {likely:.3f}")
    kept["figures"] = spam_figures.figures(held_out)
    FILE.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(kept["figures"], indent=1))
    return 0


def _seen(text: str) -> Seen:
    return tuple(sorted(features.buckets_of(folding.fold(text), text)))


def _learnt(examples: Sequence[Example], seen: Sequence[Seen]) -> Learning:
    """In an order that is the same each time and mixes the sets."""
    order = sorted(range(len(examples)), key=lambda place: spam_sets.share_of(f"{place} {examples[place].text}"))
    learning = Learning()
    learning.learn([(seen[place], examples[place].spam) for place in order])
    return learning


def _thresholds(examples: Sequence[Example], seen: Sequence[Seen]) -> tuple[float, float]:
    """From which score on a message is surely spam, and likely: what others than it have taught, fold by fold."""
    scored = list[tuple[float, Example]]()
    for fold in range(FOLDS):
        out = [int(spam_sets.share_of(f"fold {example.family}") * FOLDS) == fold for example in examples]
        rest = [place for place, is_out in enumerate(out) if not is_out]
        taught = _learnt([examples[place] for place in rest], [seen[place] for place in rest])
        scored += [(taught.score(seen[place]), examples[place]) for place, is_out in enumerate(out) if is_out]
    scored.sort(key=lambda each: -each[0])
    return _lowest(scored, SURE), _lowest(scored, LIKELY)


def _lowest(scored: Sequence[tuple[float, Example]], precision: float) -> float:
    """The lowest score above which text messages are spam with that precision, and hardly a line of chat is."""
    chats = sum(example.source != SMS for _, example in scored)
    lowest, right, wrong, wrong_chats = scored[0][0], 0, 0, 0
    for score, example in scored:
        right += example.spam
        wrong += example.source == SMS and not example.spam
        wrong_chats += example.source != SMS
        if right >= precision * (right + wrong) and wrong_chats <= FALSE_CHAT * chats:
            lowest = score
    spam = sum(example.spam for _, example in scored)
    caught = sum(example.spam and score >= lowest for score, example in scored)
    print(f"cross-validation: {caught} of {spam} spam at precision {precision} ({lowest:.3f})")
    return lowest


def _kept(learning: Learning, sure: float, likely: float) -> dict[str, Any]:
    """The file: weights as signed bytes, compressed."""
    step = max(map(abs, learning.weights)) / STEPS
    weights = bytes(round(weight / step) & 0xFF for weight in learning.weights)
    return {
        "about": ATTRIBUTION,
        "made_by": "python -m scripts.train_spam",
        "figures": {},
        "bias": learning.bias,
        "sure": sure,
        "likely": likely,
        "step": step,
        "weights": b64encode(zlib.compress(weights, 9)).decode(),
    }


if __name__ == "__main__":
    sys.exit(main())
