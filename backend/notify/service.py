"""What can happen to notices: a person is told something, and has seen it."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.notify import queries
from backend.notify.models import Notice
from schemas.words import NoticeKind

LONGEST_TEXT = 500


def tell(session: Session, person_id: int, kind: NoticeKind, text: str, about: Mapping[str, Any]) -> Notice:
    """Give the person a notice: one sentence for them, and what it is about as JSON values for programs."""
    notice = Notice(person_id=person_id, kind=kind, at=clock.now(), text=text[:LONGEST_TEXT], about=dict(about))
    session.add(notice)
    feed.touch(session, notice, on=f"me:{person_id}")
    return notice


def see(session: Session, person_id: int, upto: int) -> None:
    """The person has seen their notices with ids up to `upto`."""
    at = clock.now()
    for notice in queries.unseen_to_change(session, person_id, upto):
        notice.seen_at = at
        feed.touch(session, notice, on=f"me:{person_id}")


def forget(session: Session, person_ids: Collection[int], about: Mapping[str, int]) -> dict[str, str]:
    """Take back what these people were told about something, and its words with it: those, by notice, for `retell`."""
    told = queries.told_about(session, person_ids, about)
    said = {str(notice.id): notice.text for notice in told}
    for notice in told:
        notice.text, notice.removed_at = "", clock.now()
        feed.touch(session, notice, on=f"me:{notice.person_id}")
    return said


def retell(session: Session, said: Mapping[str, str]) -> None:
    """Put back what `forget` took, as it stood."""
    for notice in queries.notices_to_change(session, [int(number) for number in said]):
        notice.text, notice.removed_at = said[str(notice.id)], None
        feed.touch(session, notice, on=f"me:{notice.person_id}")
