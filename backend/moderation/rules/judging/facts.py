"""What several rules want to know of a message: found out once, when the first of them asks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

from backend.chat.rules.judging import Said, Sign
from backend.moderation.rules.judging import addresses, classifier, folding, likeness
from backend.moderation.rules.judging.addresses import Address
from backend.moderation.rules.judging.folding import Folded
from backend.moderation.rules.judging.said import Earlier, Past, Sketch, shown

Found = TypeVar("Found")


@dataclass
class Facts:
    """A message, and what is seen in it."""

    said: Said
    _found: dict[str, object] = field(default_factory=dict)

    @cached_property
    def folded(self) -> Folded:
        """Its text as it is compared."""
        return folding.fold(self.said.text)

    @cached_property
    def addresses(self) -> list[Address]:
        """The web addresses in it, bare hosts too."""
        return addresses.found_in(self.folded)

    @cached_property
    def spam_at_most(self) -> float:
        """How much it can look like spam (`classifier.Model.at_most`)."""
        return classifier.model().at_most(self.folded, self.said.text)

    @cached_property
    def spam(self) -> float:
        """How much it looks like spam (`classifier.Model.score`)."""
        return classifier.model().score(self.folded, self.said.text)

    @cached_property
    def sketch(self) -> Sketch:
        """What it is compared by with other texts; empty when it is too short."""
        return likeness.sketch_of(self.said.text)

    def alike(self, past: Past) -> Sequence[Earlier]:
        """The last messages that say nearly the same, newest first."""
        return self.once(lambda facts: past.alike(facts.sketch), "alike")

    def once(self, find: Callable[["Facts"], Found], name: str) -> Found:
        """What `find` makes of the message, found out when the first rule asks for it by this name."""
        if name not in self._found:
            self._found[name] = find(self)
        return cast("Found", self._found[name])

    def quoted(self, start: int, end: int) -> str:
        """Words of the original, to be shown."""
        return shown(self.said.text[start:end])

    def sign(self, what: str, start: int, end: int, weight: float = 1.0) -> Sign:
        """A sign that stands at a place of the text; the first `{}` in it are the words there."""
        return Sign(what.replace("{}", self.quoted(start, end), 1), weight, start, end)
