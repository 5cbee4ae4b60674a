"""A past of which nothing is known: for rules that look at a message alone."""

from collections.abc import Sequence
from datetime import datetime

from backend.moderation.rules.judging.said import Earlier, Own, Sketch


class Untold:
    """Nobody has anything of their own, and nothing was said before."""

    def own(self) -> Own:
        """Nothing."""
        return Own()

    def mine(self) -> Sequence[Earlier]:
        """None."""
        return ()

    def just_now(self, since: datetime) -> int:  # noqa: ARG002 - any time
        """None."""
        return 0

    def alike(self, sketch: Sketch) -> Sequence[Earlier]:  # noqa: ARG002 - any text
        """None."""
        return ()


UNTOLD = Untold()
