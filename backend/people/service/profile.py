"""What people say of themselves."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy.orm import Session

from backend.core import feed
from backend.people import queries
from backend.people.models import Person
from backend.people.service.signing_in import stream_of

SAID = ("affiliation", "headline", "about", "offers", "seeks", "interests", "links", "blog_url", "feed_url")

Follower = Callable[[Session, Person, AbstractSet[str]], None]
_followers: dict[str, Follower] = {}


def follows(name: str, follower: Follower) -> None:
    """Let another feature hear, in the same transaction, which fields of whose profile changed.

    Filled when the app starts, so that people need not know who shows them.
    """
    _followers[name] = follower


def change_me(session: Session, person_id: int, values: Mapping[str, Any]) -> Person:
    """Change the fields of one's own profile that are given."""
    return _change(session, queries.person_to_change(session, person_id), values)


def clear(session: Session, person_id: int) -> dict[str, Any] | None:
    """Empty what a person says of themselves, but for their name; what it was, or None when there is nothing.

    Raises:
        NotFound: when there is no such person.
    """
    person = queries.person_to_change(session, person_id)
    said = {name: getattr(person, name) for name in SAID if getattr(person, name)}
    if said:
        _change(session, person, {name: type(value)() for name, value in said.items()})
    return said or None


def put_back(session: Session, person_id: int, said: Mapping[str, Any]) -> None:
    """Say again what was emptied, where the person has written nothing else since.

    Raises:
        NotFound: when there is no such person.
    """
    person = queries.person_to_change(session, person_id)
    _change(session, person, {name: value for name, value in said.items() if not getattr(person, name)})


def _change(session: Session, person: Person, values: Mapping[str, Any]) -> Person:
    changed = {name for name, value in values.items() if getattr(person, name) != value}
    for name, value in values.items():
        setattr(person, name, value)
    for hear in _followers.values():
        hear(session, person, changed)
    feed.touch(session, person, on=stream_of(person.id))
    return person
