"""What people say of themselves."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from backend.core import feed
from backend.people import queries
from backend.people.models import Person
from backend.people.service.signing_in import stream_of


def change_me(session: Session, person_id: int, values: Mapping[str, Any]) -> Person:
    """Change the fields of one's own profile that are given."""
    person = queries.person_to_change(session, person_id)
    for name, value in values.items():
        setattr(person, name, value)
    feed.touch(session, person, on=stream_of(person.id))
    return person
