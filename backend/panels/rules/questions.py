"""When questions may be asked and voted for, how many, and which may be merged."""

from datetime import datetime, timedelta
from typing import Protocol

from backend.core.errors import Refusal
from schemas.words import QuestionState, RefusalCode

STAYS_OPEN = timedelta(minutes=30)  # after the panel's end
MOST_OF_ONE = 5  # questions of one person at one panel, those that hosts hid too
MOST_AT_A_PANEL = 1000
MOST_REQUESTS = 20  # of one person at one question that are remembered


class QuestionsClosed(Refusal):
    """The panel is over, or does not take place."""

    code = RefusalCode.QUESTIONS_CLOSED
    detail = "This panel is over, and so are its questions."


class EnoughQuestions(Refusal):
    """The person, or everybody together, has asked as many questions as one panel can take."""

    code = RefusalCode.ENOUGH_QUESTIONS
    detail = f"You have {MOST_OF_ONE} questions here already. Take one back, or vote for one that others asked."


class OthersAskToo(Refusal):
    """Questions of others were merged into this one."""

    code = RefusalCode.OTHERS_ASK_TOO
    detail = "Others asked the same and their questions were merged into yours, so it stays. A host can hide it."


class NotToMerge(Refusal):
    """The two are the same question, or one of them is not shown."""

    code = RefusalCode.NOT_TO_MERGE
    detail = "These two cannot be merged. Choose another question of this panel that is shown."


class Times(Protocol):
    """When a panel ends, and whether it takes place."""

    ends_at: datetime | None
    cancelled: bool


def open_until(panel: Times) -> datetime | None:
    """Until when a panel takes questions; None for one without a time."""
    return panel.ends_at + STAYS_OPEN if panel.ends_at else None


def check_open(panel: Times, *, at: datetime) -> None:
    """Refuse what comes after the panel and a while, or for one that was cancelled."""
    if panel.cancelled:
        raise QuestionsClosed("This panel does not take place, so there is nobody to ask.")
    until = open_until(panel)
    if until and at >= until:
        raise QuestionsClosed


def check_enough(*, theirs: int, everybodys: int) -> None:
    """Refuse one more question than a person, or a panel, may have."""
    if theirs >= MOST_OF_ONE:
        raise EnoughQuestions
    if everybodys >= MOST_AT_A_PANEL:
        raise EnoughQuestions("This panel has more questions than it can ever answer. Vote for one of them.")


def with_request(known: list[str], client_id: str) -> list[str]:
    """The remembered requests with this one; the oldest are forgotten."""
    return [*known, client_id][-MOST_REQUESTS:]


def state_of_merged(source: QuestionState, target: QuestionState) -> QuestionState:
    """Where the question that stays stands: being answered if either was."""
    return QuestionState.ANSWERING if QuestionState.ANSWERING in (source, target) else target
