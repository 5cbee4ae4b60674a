"""Spam, above all in somebody's first messages, as a small classifier sees it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from backend.chat.rules.judging import Sign
from backend.moderation.rules.judging import classifier, features
from backend.moderation.rules.judging.classifier import Model
from backend.moderation.rules.judging.facts import Facts
from backend.moderation.rules.judging.features import Part
from backend.moderation.rules.judging.said import Past
from schemas.words import Whom

MOST_SIGNS = 6
SHORTEST = 20  # characters; of less nothing can be said


@dataclass(frozen=True, slots=True)
class Spam:
    """`whom` says whose messages are looked at; `sure`: only what is spam beyond doubt."""

    whom: Whom
    sure: bool

    @staticmethod
    def may_meet(facts: Facts, _past: Past) -> bool:
        """Whether it is long enough to tell."""
        return len(facts.said.text) >= SHORTEST

    def signs(self, facts: Facts, _past: Past) -> Iterator[Sign]:
        """The words that weighed most, if a message looks like spam."""
        if not self._looks_at(facts):
            return
        ours = classifier.model()
        threshold = ours.sure if self.sure else ours.likely
        if facts.spam_at_most >= threshold and facts.spam >= threshold:
            yield Sign("looks like spam", 1.0)
            yield from _heaviest(features.parts_of(facts.folded, facts.said.text), ours, facts)

    def _looks_at(self, facts: Facts) -> bool:
        said = facts.said
        return {Whom.FIRST: said.is_first, Whom.NEWCOMERS: said.is_new or said.is_first}.get(self.whom, True)


def _heaviest(parts: Iterable[Part], ours: Model, facts: Facts) -> Iterator[Sign]:
    weighed = sorted(((ours.weight(part.buckets), part) for part in parts), reverse=True)[:MOST_SIGNS]
    most = weighed[0][0] if weighed else 0
    for weight, part in weighed:
        if weight <= 0:
            return
        share = round(weight / most * 0.9, 2)
        if part.start < 0:
            yield Sign(part.words, share)
        else:
            yield facts.sign("“{}”", *facts.folded.place(part.start, part.end), share)
