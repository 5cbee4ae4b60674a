"""schedule.xml as frab, c3voc and pretalx write it, valid by c3voc's schema."""

from xml.etree import ElementTree as ET

from backend.programme.writers import schedule
from backend.programme.writers.markup import add, as_bytes
from backend.programme.writers.published import Happening, Published, PublishedTrack, day_bounds, guid

_LONGEST = 99 * 60 + 59  # minutes that fit the format


def write(published: Published) -> bytes:
    """The programme as schedule.xml."""
    root = ET.Element("schedule")
    add(root, "generator", name=schedule.GENERATOR)
    add(root, "url", published.url)
    add(root, "version", schedule.version(published))
    days = schedule.days(published)
    _add_conference(root, published, len(days))
    for index, (day, rooms) in enumerate(days.items(), start=1):
        begins, ends = (moment.isoformat() for moment in day_bounds(published, day))
        element = add(root, "day", index=str(index), date=day.isoformat(), start=begins, end=ends)
        for room, happenings in rooms.items():
            under = add(element, "room", guid=guid(published.host, "room", room.id) if room else "")
            under.set("name", room.name if room else "")
            for happening in happenings:
                _add_event(under, published, happening)
    return as_bytes(root)


def _add_conference(root: ET.Element, published: Published, days: int) -> None:
    conference = add(root, "conference")
    add(conference, "title", published.title)
    add(conference, "acronym", published.acronym)
    add(conference, "start", published.starts_on.isoformat())
    add(conference, "end", published.ends_on.isoformat())
    add(conference, "days", str(days))
    add(conference, "timeslot_duration", "00:05")
    add(conference, "url", published.url)
    add(conference, "time_zone_name", published.timezone)
    for track in published.tracks:
        _add_track(conference, track)


def _add_track(conference: ET.Element, track: PublishedTrack) -> None:
    add(conference, "track", track.name, name=track.name, color=track.colour)


def _add_event(room: ET.Element, published: Published, happening: Happening) -> None:
    session, slot = happening.session, happening.slot
    names = schedule.names(published, happening)
    event = add(room, "event", guid=names.guid, id=str(names.id))
    add(event, "date", happening.starts.isoformat())
    add(event, "start", f"{happening.starts:%H:%M}")
    add(event, "duration", schedule.length(min(slot.minutes, _LONGEST)))
    add(event, "room", slot.room.name if slot.room else "")
    add(event, "slug", names.slug)
    add(event, "url", session.url)
    add(event, "title", schedule.title(session))
    add(event, "subtitle", session.subtitle)
    add(event, "track", session.track)
    add(event, "type", session.kind)
    add(event, "language", session.language)
    add(event, "abstract", session.abstract)
    persons = add(event, "persons")
    for speaker in session.speakers:
        add(persons, "person", speaker.name, id=str(speaker.id), guid=guid(published.host, "speaker", speaker.id))
    links = add(event, "links")
    for link in session.links:
        add(links, "link", link.label, href=link.url)
