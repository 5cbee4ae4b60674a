"""Reads of people. What leaves here for other members never holds an address."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.people.models import Device, Grant, Person
from schemas.words import Role


def device_of(session: Session, token_digest: str) -> Device | None:
    """The living device with this token."""
    return session.scalar(select(Device).where(Device.token_digest == token_digest, Device.ended_at.is_(None)))


def roles_of(session: Session, person_id: int) -> frozenset[Role]:
    """The roles a person holds."""
    return frozenset(session.scalars(select(Grant.role).where(Grant.person_id == person_id)))


def person(session: Session, person_id: int) -> Person:
    """The person with this id, which must exist."""
    return session.get_one(Person, person_id)


def stale(device: Device, at: datetime) -> bool:
    """Whether the device's `seen_at` is worth a write again."""
    return (at - device.seen_at).total_seconds() > 3600  # noqa: PLR2004 - seconds of an hour


def names_of(session: Session, ids: Collection[int]) -> dict[int, str]:
    """The names of these people."""
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {row.id: row.name for row in rows}
