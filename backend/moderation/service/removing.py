"""The one verb by which anything is taken away, whichever door it comes through, and the record of it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.core.errors import NotFound
from backend.moderation.models import Bulk, Removal
from backend.moderation.queries import cases
from backend.moderation.queries import removals as queries
from backend.moderation.queries.deciders import Subject, deciders
from backend.moderation.queries.guidelines import check_point
from backend.moderation.queries.rights import check_looks_after
from backend.moderation.queries.subjects import find
from backend.moderation.rules.removing import kept_until
from backend.moderation.service import auditing, evidence, telling
from backend.moderation.service.subjects import SUBJECTS
from schemas.words import Reportable


@dataclass(frozen=True, slots=True)
class Why:
    """For which point of the guidelines, with a note for moderators and a text for the author.

    With `decided` somebody else tells the author: whoever decides about a case.
    """

    guideline: str
    note: str = ""
    text: str = ""
    bulk: Bulk | None = None
    decided: bool = False


def remove(session: Session, by: int | None, subject: Reportable, subject_id: int, why: Why) -> Removal:
    """Take a subject away from everybody and tell its author why; `by` is None for a rule or the command line.

    What was taken away before stays so, and its removal is returned.

    Raises:
        NotFound: when there is no such subject, or its author took it away themselves.
    """
    found, at = find(session, subject, subject_id), clock.now()
    if found.channel_id is None:  # else chat locks the channel, and then the case
        cases.open_to_change(session, cases.GROUPED, subject, subject_id)
    until = kept_until(at, queries.evidence_days(session))
    kept = SUBJECTS[subject].take(session, subject_id, until)
    if kept is None:
        return _known(session, subject, subject_id)
    made = Removal(subject=subject, subject_id=subject_id, channel_id=found.channel_id, author_id=found.author_id)
    made.by, made.at, made.guideline, made.note = by, at, why.guideline, why.note
    made.bulk_id = why.bulk.id if why.bulk else None
    made.evidence, made.evidence_until = evidence.sealed(kept), until
    session.add(made)
    session.flush()
    if why.bulk is None:
        act = evidence.act_on(made, "removed", guideline=why.guideline, author_id=found.author_id)
        auditing.write(session, by, act)
        if not why.decided:
            telling.of_removal(session, made, why.text)
    return made


def remove_for(session: Session, reader: feed.Reader, subject: Reportable, subject_id: int, why: Why) -> Removal:
    """Take a subject away for a moderator who asks for it themselves.

    Raises:
        NotFound: when there is none that they look after; what was said between two is theirs once it is a case.
        OwnCase: when it is their own, or they reported it and others can decide.
        Invalid: when the guidelines have no such point.
    """
    check_point(session, why.guideline)
    found = find(session, subject, subject_id)
    check_looks_after(session, reader, found, subject, subject_id)
    deciders(session, Subject(subject, subject_id, found.author_id, found.channel_id, found.language)).check(reader.id)
    return remove(session, reader.id, subject, subject_id, why)


def _known(session: Session, subject: Reportable, subject_id: int) -> Removal:
    known = queries.standing(session, subject, subject_id)
    if known is None:
        raise NotFound
    return known
