"""Keeping what sessions are found by."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from backend.programme import queries, rules
from backend.programme.models import SessionText


def index(session: Session, session_ids: Collection[int]) -> None:
    """Make these sessions findable by what they say now; removed ones are found no more."""
    session.flush()
    written = queries.texts_to_change(session, session_ids)
    for item, names, track in queries.sessions_to_index(session, session_ids):
        found_by = rules.found_by(item, names, track)
        row = written.get(item.id)
        if row is None:
            session.add(SessionText(session_id=item.id, **found_by))
        else:
            row.title, row.people, row.body = found_by["title"], found_by["people"], found_by["body"]
