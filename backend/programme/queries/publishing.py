"""The programme as it goes out to files, feeds and calendars."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.meetings import queries as meetings
from backend.meetings.models import Meeting, Room
from backend.programme.models import CalendarAddress, ProgrammeSession, Slot, Speaker, Star, Track
from backend.programme.queries.records import WHOLE
from backend.programme.writers import (
    Published,
    PublishedLink,
    PublishedRoom,
    PublishedSession,
    PublishedSlot,
    PublishedSpeaker,
    PublishedTrack,
)


def published(session: Session, slug: str, site: str, *, only: Collection[int] | None = None) -> Published:
    """The meeting's programme as writers take it, or `only` these sessions of it; `site` is our public address.

    Raises:
        NotFound: when there is no such meeting.
    """
    meeting = meetings.meeting(session, slug)
    rooms = {row.id: PublishedRoom(row.id, row.name, row.capacity) for row in _living(session, Room, meeting)}
    tracks = {row.id: PublishedTrack(row.name, row.colour) for row in _living(session, Track, meeting)}
    speakers = {row.id: _speaker(row) for row in _living(session, Speaker, meeting)}
    wanted = select(ProgrammeSession).where(
        ProgrammeSession.meeting_id == meeting.id, ProgrammeSession.removed_at.is_(None)
    )
    if only is not None:
        wanted = wanted.where(ProgrammeSession.id.in_(only))
    items = session.scalars(wanted.order_by(ProgrammeSession.id).options(*WHOLE)).all()
    page = f"{site}/m/{slug}"
    return Published(
        slug=slug,
        title=meeting.name,
        host=urlsplit(site).hostname or "",
        url=f"{page}/programme",
        timezone=meeting.timezone,
        starts_on=meeting.starts_on,
        ends_on=meeting.ends_on,
        changed_at=max((item.changed_at for item in items), default=_first_midnight(meeting)),
        rooms=tuple(rooms.values()),
        tracks=tuple(tracks.values()),
        sessions=tuple(_session(item, f"{page}/sessions/{item.id}", rooms, tracks, speakers) for item in items),
    )


def starred(session: Session, person_id: int, meeting_id: int) -> set[int]:
    """The sessions of a meeting that a person has starred."""
    mine = select(Star.session_id).where(
        Star.person_id == person_id, Star.meeting_id == meeting_id, Star.starred.is_(True)
    )
    return set(session.scalars(mine))


def calendar_of(session: Session, digest: str) -> CalendarAddress | None:
    """The calendar address with this digest."""
    return session.scalar(select(CalendarAddress).where(CalendarAddress.digest == digest))


def calendar_of_person(session: Session, person_id: int) -> CalendarAddress | None:
    """A person's calendar address, if they have one."""
    return session.scalar(select(CalendarAddress).where(CalendarAddress.person_id == person_id))


def _living(session: Session, model: type[Any], meeting: Meeting) -> Sequence[Any]:
    wanted = select(model).where(model.meeting_id == meeting.id, model.removed_at.is_(None))
    return session.scalars(wanted.order_by(model.id)).all()


def _speaker(row: Speaker) -> PublishedSpeaker:
    return PublishedSpeaker(row.id, row.name, row.biography, _links(row.links))


def _session(
    item: ProgrammeSession,
    url: str,
    rooms: Mapping[int, PublishedRoom],
    tracks: Mapping[int, PublishedTrack],
    speakers: Mapping[int, PublishedSpeaker],
) -> PublishedSession:
    track = tracks.get(item.track_id or 0)
    return PublishedSession(
        item.id,
        item.title,
        url,
        item.changed_at,
        sequence=item.sequence,
        state=item.state,
        note=item.note,
        subtitle=item.subtitle,
        abstract=item.abstract,
        kind=item.kind,
        track=track.name if track else "",
        language=item.language,
        tags=tuple(item.tags),
        links=_links(item.links),
        speakers=tuple(speakers[number] for number in item.speaker_ids if number in speakers),
        slots=tuple(_slot(slot, rooms) for slot in item.slots),
    )


def _slot(slot: Slot, rooms: Mapping[int, PublishedRoom]) -> PublishedSlot:
    return PublishedSlot(slot.starts_at, slot.minutes, rooms.get(slot.room_id or 0))


def _links(links: Sequence[Mapping[str, str]]) -> tuple[PublishedLink, ...]:
    return tuple(PublishedLink(link["label"], link["url"]) for link in links)


def _first_midnight(meeting: Meeting) -> datetime:
    """When nothing has changed yet, the programme is as old as the meeting's first day."""
    return datetime.combine(meeting.starts_on, time(), UTC)
