"""What several rules want to know of a message: found out once, when the first of them asks."""

from dataclasses import dataclass
from functools import cached_property

from backend.chat.rules.judging import Said, Sign
from backend.moderation.rules.judging import addresses, classifier, features, folding
from backend.moderation.rules.judging.addresses import Address
from backend.moderation.rules.judging.features import Part
from backend.moderation.rules.judging.folding import Folded
from backend.moderation.rules.judging.said import shown


@dataclass
class Facts:
    """A message, and what is seen in it."""

    said: Said

    @cached_property
    def folded(self) -> Folded:
        """Its text as it is compared."""
        return folding.fold(self.said.text)

    @cached_property
    def addresses(self) -> list[Address]:
        """The web addresses in it, bare hosts too."""
        return addresses.found_in(self.folded)

    @cached_property
    def spam(self) -> tuple[float, list[Part]]:
        """How much it looks like spam (`classifier.Model.score`), and the parts of it that were weighed."""
        parts = list(features.parts_of(self.folded, self.said.text))
        return classifier.model().score(parts), parts

    def quoted(self, start: int, end: int) -> str:
        """Words of the original, to be shown."""
        return shown(self.said.text[start:end])

    def sign(self, what: str, start: int, end: int, weight: float = 1.0) -> Sign:
        """A sign that stands at a place of the text; the first `{}` in it are the words there."""
        return Sign(what.replace("{}", self.quoted(start, end), 1), weight, start, end)
