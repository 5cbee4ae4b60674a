"""What moderators tell each other about a case."""

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.moderation.models import CaseNote
from backend.moderation.queries.rights import case_to_change
from backend.moderation.rules.own import check_not_own
from backend.moderation.service.cases import tell


def note(session: Session, reader: feed.Reader, case_id: int, text: str) -> CaseNote:
    """Leave a note with a case, decided or not; whoever has it before them sees that there is something new.

    Raises:
        NotFound: when there is none that they look after.
        OwnCase: when it is about themselves.
    """
    case = case_to_change(session, reader, case_id)
    check_not_own(case.author_id, reader.id)
    made = CaseNote(case_id=case.id, person_id=reader.id, at=clock.now(), text=text)
    session.add(made)
    session.flush()
    tell(session, case)
    return made
