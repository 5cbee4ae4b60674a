"""Who may be asked about, and what can still be decided."""

from backend.core.errors import Decided, Invalid
from schemas.words import Decision

MOST_OPEN = 5


def check_open(decision: Decision) -> None:
    """Refuse to decide or withdraw what is not open."""
    if decision is not Decision.OPEN:
        raise Decided("This application was decided or withdrawn in the meantime. Look at it again.")


def check_few(open_ones: int, *, same: bool) -> None:
    """Refuse a second application for the same panel, and more than a handful in all."""
    if same:
        raise Invalid("You have asked for this already, and the answer is still to come.")
    if open_ones >= MOST_OPEN:
        raise Invalid(
            f"You have {open_ones} applications that wait for an answer. Please wait for one, or withdraw it."
        )
