"""People, meetings and programmes, made the shortest way there is."""

import secrets
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from backend.chat.models import Channel, Chatter
from backend.chat.service import membership
from backend.core import clock, db, feed
from backend.meetings import service as meeting_service
from backend.meetings.models import Meeting, Room
from backend.panels.models import Panel
from backend.panels.service import keeping
from backend.people import rules
from backend.people.models import Device, Grant, Person
from backend.programme import service
from backend.programme.models import ProgrammeSession, Speaker, Track
from schemas.words import ChannelKind, Role, Subject

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


def a_meeting(slug: str = "2026", *, starts_on: date | None = None, days: int = 4, **fields) -> Meeting:
    """A meeting that began yesterday unless told otherwise."""
    first = starts_on or clock.now().date() - timedelta(days=1)
    with db.writing() as session:
        values = {
            "slug": slug,
            "name": "The annual meeting",
            "starts_on": first,
            "ends_on": first + timedelta(days=days - 1),
        }
        return meeting_service.create_meeting(session, None, {**values, "timezone": "America/Chicago", **fields})


def a_room(meeting: Meeting, name: str = "Hall A", **fields) -> Room:
    with db.writing() as session:
        return service.create_part(session, None, meeting.slug, Subject.ROOM, {"name": name, **fields})


def a_track(meeting: Meeting, name: str = "Operations", **fields) -> Track:
    with db.writing() as session:
        return service.create_part(session, None, meeting.slug, Subject.TRACK, {"name": name, **fields})


def a_speaker(meeting: Meeting, name: str = "Sam Speaker", **fields) -> Speaker:
    with db.writing() as session:
        return service.create_part(session, None, meeting.slug, Subject.SPEAKER, {"name": name, **fields})


def a_session(meeting: Meeting, title: str = "A session", *, room: Room | None = None, **fields) -> ProgrammeSession:
    """A session of an hour on the meeting's second morning."""
    start = datetime.combine(meeting.starts_on + timedelta(days=1), time(15), UTC)
    slot = {"starts_at": start, "minutes": 60, "room_id": room.id if room else None}
    with db.writing() as session:
        return service.create_session(session, None, meeting.slug, {"title": title, "slots": [slot], **fields})


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


def a_panel(meeting: Meeting, *, seats: int = 2, starts_in: timedelta = timedelta(days=7), **fields) -> Panel:
    """A panel of an hour, a week from now unless told otherwise; sign-up is open."""
    start = fields.pop("starts_at", clock.now().replace(microsecond=0) + starts_in)
    slot = {"starts_at": start, "minutes": fields.pop("minutes", 60), "room_id": None}
    with db.writing() as session:
        title = fields.pop("title", "Meet the bloggers")
        item = service.create_session(session, None, meeting.slug, {"title": title, "slots": [slot]})
        return keeping.make_panel(session, None, item.id, {"seats": seats, **fields})


def a_channel(title: str = "Cooking for bloggers", kind: ChannelKind = ChannelKind.TOPIC, **fields) -> Channel:
    """A topic that is open for writing unless told otherwise; nobody has joined it."""
    with db.writing() as session:
        channel = Channel(kind=kind, title=title, created_at=clock.now(), **fields)
        session.add(channel)
        session.flush()
        feed.touch(session, channel, on=f"channel:{channel.id}")
    return channel


def a_chatter(person: Person, *channels: Channel, days: int = 30, messages: int = 5, version: int = 1) -> Person:
    """Let the person have accepted the guidelines so many days ago, and join these channels."""
    at = clock.now() - timedelta(days=days)
    with db.writing() as session:
        chatter = Chatter(person_id=person.id, accepted_at=at, accepted_version=version, messages=messages)
        chatter.first_at = at if messages else None
        session.add(chatter)
        feed.touch(session, chatter, on=f"me:{person.id}")
        for channel in channels:
            membership.come_in(session, session.get_one(Channel, channel.id), person.id)
    return person
