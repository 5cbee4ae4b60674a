"""iCalendar (RFC 5545): to download, or to subscribe to."""

from datetime import timedelta

from icalendar import Calendar, Event, vText

from backend.core.text import plain
from backend.programme.readers.ics import SESSION, SPEAKER, TRACK
from backend.programme.writers.published import Happening, Published, guid, happenings
from schemas.words import SessionState

_STATUS = {
    SessionState.SCHEDULED: "CONFIRMED",
    SessionState.CANCELLED: "CANCELLED",
    SessionState.MISSING: "TENTATIVE",
}
_ASK_AGAIN = timedelta(hours=1)
_ROUND = timedelta(days=30)  # the zone is described from that long before to that long after


def write(published: Published) -> bytes:
    """The programme as a calendar; cancelled sessions stay, as cancelled."""
    calendar = Calendar()
    calendar.add("PRODID", "-//Fireside//Programme//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("NAME", vText(published.title))
    calendar.add("X-WR-CALNAME", vText(published.title))
    calendar.add("X-WR-TIMEZONE", vText(published.timezone))
    calendar.add("REFRESH-INTERVAL", _ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT1H")
    days = [published.starts_on, published.ends_on]
    for happening in happenings(published, missing=True):
        calendar.add_component(_event(published, happening))
        days.append(happening.day)
    calendar.add_missing_timezones(min(days) - _ROUND, max(days) + _ROUND)
    document: bytes = calendar.to_ical()
    return document


def _event(published: Published, happening: Happening) -> Event:
    session, slot = happening.session, happening.slot
    event = Event()
    event.add("UID", f"session-{session.id}-{happening.number}@{published.host}")
    event.add("DTSTAMP", session.changed_at)
    event.add("LAST-MODIFIED", session.changed_at)
    event.add("SEQUENCE", session.sequence)
    event.add("STATUS", _STATUS[session.state])
    event.add("SUMMARY", session.title)
    starts, ends = happening.starts, slot.ends_at.astimezone(published.zone)
    if starts.fold or ends.fold:  # in the hour that comes twice only UTC tells which one it is
        starts, ends = slot.starts_at, slot.ends_at
    event.add("DTSTART", starts)
    if slot.minutes:
        event.add("DTEND", ends)
    if slot.room:
        event.add("LOCATION", slot.room.name)
    if description := _description(happening):
        event.add("DESCRIPTION", description)
    event.add("URL", session.url)
    if session.tags:
        event.add("CATEGORIES", list(session.tags))
    _add_own(event, published, happening)
    return event


def _add_own(event: Event, published: Published, happening: Happening) -> None:
    """What the format has no word for, so that a calendar of ours can be read back."""
    session = happening.session
    own = [(SESSION, guid(published.host, "session", session.id)), (TRACK, session.track)]
    own += [(SPEAKER, speaker.name) for speaker in session.speakers]
    for name, text in own:
        if text:
            event.add(name, vText(text), parameters={"VALUE": "TEXT"})


def _description(happening: Happening) -> str:
    session = happening.session
    who = ", ".join(speaker.name for speaker in session.speakers)
    return "\n\n".join(part for part in (session.note, session.subtitle, who, plain(session.abstract)) if part)
