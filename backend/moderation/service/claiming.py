"""One moderator looks at a case, the others see who; a claim ends by itself."""

from datetime import timedelta

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.moderation.models import Case
from backend.moderation.queries.deciders import deciders
from backend.moderation.queries.outcomes import check_open
from backend.moderation.queries.rights import case_to_change
from backend.moderation.queries.settings import settings
from backend.moderation.rules import deciding as rules
from backend.moderation.rules.refusals import Claimed
from backend.moderation.service.cases import tell
from backend.people import queries as people


def claim(session: Session, reader: feed.Reader, case_id: int) -> Case:
    """Look at a case: nobody else decides it for some minutes. Claiming it again begins these anew.

    Raises:
        NotFound, Decided, OwnCase: as each says.
        Claimed: when somebody else has it.
    """
    case = case_to_change(session, reader, case_id)
    check_open(session, case)
    deciders(session, case).check(reader.id)
    check_unclaimed(session, case, reader.id)
    case.claimed_by = reader.id
    case.claimed_until = clock.now() + timedelta(minutes=settings(session).claim_minutes)
    tell(session, case)
    return case


def release(session: Session, reader: feed.Reader, case_id: int) -> Case:
    """Leave a case to the others; one that is not claimed stays so.

    Raises:
        NotFound: as each says.
        Claimed: when somebody else has it.
    """
    case = case_to_change(session, reader, case_id)
    check_unclaimed(session, case, reader.id)
    if case.claimed_by is not None:
        case.claimed_by = case.claimed_until = None
        tell(session, case)
    return case


def check_unclaimed(session: Session, case: Case, person_id: int) -> None:
    """Refuse what somebody else has in hand.

    Raises:
        Claimed: with who has it, and until when.
    """
    if case.claimed_by not in {None, person_id} and rules.is_claimed(case, at=clock.now()):
        until = case.claimed_until.isoformat() if case.claimed_until else None
        by = people.person(session, case.claimed_by or 0)
        raise Claimed({"by": by.name, "by_id": by.id, "until": until})
