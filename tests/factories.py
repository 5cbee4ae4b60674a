"""People, meetings and programmes, made the shortest way there is."""

import secrets
from itertools import count

from backend.core import clock, db
from backend.people import rules
from backend.people.models import Device, Grant, Person
from schemas.words import Role

_numbers = count(1)


def a_person(name: str = "Ada Example", *roles: Role, **fields) -> Person:
    with db.writing() as session:
        email = fields.pop("email", f"person{next(_numbers)}@example.org")
        person = Person(name=name, email=email, joined_at=clock.now(), **fields)
        session.add(person)
        session.flush()
        session.add_all(Grant(person_id=person.id, role=role, granted_at=clock.now()) for role in roles)
    return person


def an_organiser(name: str = "Olga Organiser") -> Person:
    return a_person(name, Role.ORGANISER)


def a_device(person: Person) -> str:
    """Sign the person in on a new device and return its token."""
    token, at = secrets.token_urlsafe(32), clock.now()
    with db.writing() as session:
        session.add(
            Device(
                person_id=person.id, token_digest=rules.digest(token), label="Test phone", signed_in_at=at, seen_at=at
            )
        )
    return token
