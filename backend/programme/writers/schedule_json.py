"""schedule.json, version 1, as frab, c3voc and pretalx write it, valid by c3voc's schema."""

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from backend.programme.writers import schedule
from backend.programme.writers.published import (
    Happening,
    Published,
    PublishedLink,
    PublishedSpeaker,
    day_bounds,
    guid,
)

_ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+|.*UTC$")  # what the schema knows for one


def write(published: Published) -> bytes:
    """The programme as schedule.json."""
    days = schedule.days(published)
    document = {
        "generator": {"name": schedule.GENERATOR},
        "schedule": {
            "version": schedule.version(published),
            "base_url": published.url,
            "conference": _conference(published, days),
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _conference(published: Published, days: dict[date, schedule.Day]) -> dict[str, Any]:
    zone = {"time_zone_name": published.timezone} if _ZONE.match(published.timezone) else {}
    return {
        "acronym": published.acronym,
        "title": published.title,
        "start": published.starts_on.isoformat(),
        "end": published.ends_on.isoformat(),
        "daysCount": len(days),
        "timeslot_duration": "00:05",
        **zone,
        "url": published.url,
        "tracks": [
            {"name": track.name} | ({"color": track.colour} if track.colour else {}) for track in published.tracks
        ],
        "rooms": [
            {"name": room.name, "guid": guid(published.host, "room", room.id), "capacity": room.capacity}
            for room in published.rooms
        ],
        "days": [_day(published, index, day, rooms) for index, (day, rooms) in enumerate(days.items(), start=1)],
    }


def _day(published: Published, index: int, day: date, rooms: schedule.Day) -> dict[str, Any]:
    begins, ends = day_bounds(published, day)
    events: dict[str, list[dict[str, Any]]] = {}  # by name: two rooms may share one
    for room, happenings in rooms.items():
        events.setdefault(room.name if room else "", []).extend(_event(published, each) for each in happenings)
    return {
        "index": index,
        "date": day.isoformat(),
        "day_start": begins.isoformat(),
        "day_end": ends.isoformat(),
        "rooms": events,
    }


def _event(published: Published, happening: Happening) -> dict[str, Any]:
    session, slot = happening.session, happening.slot
    names = schedule.names(published, happening)
    return {
        "guid": names.guid,
        "id": names.id,
        "date": happening.starts.isoformat(),
        "start": f"{happening.starts:%H:%M}",
        "end": slot.ends_at.astimezone(published.zone).isoformat(),
        "duration": schedule.length(slot.minutes),
        "room": slot.room.name if slot.room else "",
        "slug": names.slug,
        "url": session.url,
        "title": schedule.title(session),
        "subtitle": session.subtitle,
        "track": session.track or None,
        "type": session.kind,
        "language": session.language or None,
        "abstract": session.abstract,
        "persons": [_person(published, speaker) for speaker in session.speakers],
        "links": _links(session.links),
        "attachments": [],
    }


def _person(published: Published, speaker: PublishedSpeaker) -> dict[str, Any]:
    return {
        "id": speaker.id,
        "guid": guid(published.host, "speaker", speaker.id),
        "public_name": speaker.name,
        "biography": speaker.biography,
        "links": _links(speaker.links),
    }


def _links(links: Sequence[PublishedLink]) -> list[dict[str, str]]:
    return [{"title": link.label, "url": link.url} for link in links]
