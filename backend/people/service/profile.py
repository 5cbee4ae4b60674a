"""What people say of themselves."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy.orm import Session

from backend.core import feed
from backend.people import queries
from backend.people.models import Person
from backend.people.service.signing_in import stream_of

Follower = Callable[[Session, Person, AbstractSet[str]], None]
_followers: dict[str, Follower] = {}


def follows(name: str, follower: Follower) -> None:
    """Let another feature hear, in the same transaction, which fields of whose profile changed.

    Filled when the app starts, so that people need not know who shows them.
    """
    _followers[name] = follower


def change_me(session: Session, person_id: int, values: Mapping[str, Any]) -> Person:
    """Change the fields of one's own profile that are given."""
    person = queries.person_to_change(session, person_id)
    changed = {name for name, value in values.items() if getattr(person, name) != value}
    for name, value in values.items():
        setattr(person, name, value)
    for hear in _followers.values():
        hear(session, person, changed)
    feed.touch(session, person, on=stream_of(person.id))
    return person
