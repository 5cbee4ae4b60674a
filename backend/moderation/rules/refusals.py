"""How moderation says no."""

from collections.abc import Mapping
from typing import Any

from backend.core.errors import Refusal
from schemas.words import RefusalCode


class Claimed(Refusal):
    """Another moderator looks at it; `about` says who (`by`) and until when."""

    code = RefusalCode.CLAIMED
    detail = "Another moderator is looking at this."

    def __init__(self, about: Mapping[str, Any]) -> None:
        super().__init__(f"{about['by']} is looking at this.")
        self.about = about


class Appealed(Refusal):
    """A decision is appealed against once."""

    code = RefusalCode.APPEALED
    detail = "You have appealed against this already. It waits for somebody who did not decide it."


class TooLateToAppeal(Refusal):
    """The time to appeal is over."""

    code = RefusalCode.TOO_LATE_TO_APPEAL
    detail = "The time in which you could appeal against this is over."
