"""Atom (RFC 4287): the newest changes of a programme, one entry for each state of a session."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from backend.programme.writers.markup import add, as_bytes
from backend.programme.writers.published import Published, PublishedSession
from schemas.words import SessionState

_NEWEST = 100
_SAID = {
    SessionState.SCHEDULED: "",
    SessionState.CANCELLED: "Cancelled. ",
    SessionState.MISSING: "No longer in the programme. ",
}


def write(published: Published, *, address: str) -> bytes:
    """The changes as a feed whose own address is `address`."""
    feed = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom"})
    add(feed, "id", f"{_tag(published)}:programme")
    add(feed, "title", f"{published.title}: programme changes")
    add(feed, "updated", _stamp(published.changed_at))
    add(feed, "link", rel="self", type="application/atom+xml", href=address)
    add(feed, "link", rel="alternate", type="text/html", href=published.url)
    add(add(feed, "author"), "name", published.title)
    newest = sorted(published.sessions, key=lambda session: (session.changed_at, session.id), reverse=True)
    for session in newest[:_NEWEST]:
        _add_entry(feed, published, session)
    return as_bytes(feed)


def _add_entry(feed: ET.Element, published: Published, session: PublishedSession) -> None:
    entry = add(feed, "entry")
    add(entry, "id", f"{_tag(published)}:session/{session.id}/{session.sequence}")
    add(entry, "title", session.title)
    add(entry, "updated", _stamp(session.changed_at))
    add(entry, "link", rel="alternate", type="text/html", href=session.url)
    add(entry, "summary", _SAID[session.state] + (session.note or _times(published, session)), type="text")


def _times(published: Published, session: PublishedSession) -> str:
    """Every time and place, on the meeting's clock."""
    told = []
    for slot in session.slots:
        starts, ends = slot.starts_at.astimezone(published.zone), slot.ends_at.astimezone(published.zone)
        place = f", {slot.room.name}" if slot.room else ""
        told.append(f"{starts:%A} {starts.day} {starts:%B}, {starts:%H:%M}\u2013{ends:%H:%M}{place}")
    return "; ".join(told) or "Not in the timetable yet."


def _tag(published: Published) -> str:
    return f"tag:{published.host},{published.starts_on.isoformat()}:{published.slug}"


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
