"""What people say of themselves."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy.orm import Session

from backend.core import feed
from backend.people import queries
from backend.people.models import Person
from backend.people.rules.names import check_name
from backend.people.service.restricting import check_says, check_writes
from backend.people.service.signing_in import stream_of
from schemas.words import RestrictionKind, Role

SAID = ("affiliation", "headline", "about", "offers", "seeks", "interests", "links", "blog_url", "feed_url")
TEXTS = frozenset({"affiliation", "headline", "about", "offers", "seeks"})
LINKING = frozenset({"links", "blog_url", "feed_url"})
KEEPERS = frozenset({Role.MODERATOR, Role.ORGANISER})

Follower = Callable[[Session, Person, AbstractSet[str]], None]
_followers: dict[str, Follower] = {}


def follows(name: str, follower: Follower) -> None:
    """Let another feature hear, in the same transaction, which fields of whose profile changed.

    Filled when the app starts, so that people need not know who shows them.
    """
    _followers[name] = follower


def change_me(session: Session, person_id: int, values: Mapping[str, Any]) -> Person:
    """Change the fields of one's own profile that are given.

    Raises:
        Restricted: when moderators keep the person from writing; emptying a field stays allowed.
        Invalid: when the name looks like that of somebody who looks after this place.
    """
    person = queries.person_to_change(session, person_id)
    said = {name for name in (*SAID, "name") if values.get(name) and values[name] != getattr(person, name)}
    if said:
        check_says(session, person_id, *(values[name] for name in said & TEXTS))
        check_writes(session, person_id, *([RestrictionKind.NO_LINKS] if said & LINKING else []))
    if "name" in said and not KEEPERS & set(person.roles):
        community, others = queries.community(session).name, queries.names_of_holders(session, KEEPERS)
        check_name(values["name"], community=community, keepers=others)
    return _change(session, person, values)


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
