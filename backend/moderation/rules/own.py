"""Nobody decides about themselves, and a report is answered by somebody else as long as there is anybody."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from http import HTTPStatus

from backend.core.errors import Refusal
from schemas.words import RefusalCode


class OwnCase(Refusal):
    """Somebody would decide about what is their own, or about an appeal against what they decided."""

    code = RefusalCode.OWN_CASE
    status = HTTPStatus.FORBIDDEN
    detail = "This is about yourself, or about what you decided. Please leave it to another moderator."


REPORTED = "You reported this yourself. Another moderator decides about it."


@dataclass(frozen=True, slots=True)
class Deciders:
    """Who decides about something: `able` of those who look after it.

    `barred` are those it is about, and of an appeal whoever decided before; `reported` those who reported it, while
    somebody else is able.
    """

    able: AbstractSet[int]
    barred: AbstractSet[int]
    reported: AbstractSet[int]

    def are_without(self, person_id: int) -> bool:
        """Whether the person had a part in it and so leaves it to others."""
        return person_id in self.barred or person_id in self.reported

    def check(self, person_id: int) -> None:
        """Refuse whoever had a part in it.

        Raises:
            OwnCase: in other words to whoever reported it.
        """
        if person_id in self.barred:
            raise OwnCase
        if person_id in self.reported:
            raise OwnCase(REPORTED)


def deciders(keepers: AbstractSet[int], *, barred: AbstractSet[int], reporters: AbstractSet[int]) -> Deciders:
    """Who decides, of those who look after it: whoever reported it only when nobody else is left."""
    left = keepers - barred
    others = left - reporters
    return Deciders(others or left, barred, reporters if others else frozenset())


def check_not_own(author_id: int, by: int) -> None:
    """Refuse a moderator who would decide about what is their own."""
    if author_id == by:
        raise OwnCase
