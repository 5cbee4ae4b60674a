"""Pages as schema.org tells them, for search engines: an event, a person, a place. No offers: nothing is sold here."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from backend.meetings.models import Meeting
from backend.programme.models import ProgrammeSession, Slot, Speaker
from backend.share.queries import Shown, ShownChannel
from backend.share.showing import href_of, place, speakers_of, summary
from schemas.words import SessionState

CONTEXT = "https://schema.org"
CANCELLED, RESCHEDULED, SCHEDULED = (f"{CONTEXT}/Event{state}" for state in ("Cancelled", "Rescheduled", "Scheduled"))
IN_PERSON = f"{CONTEXT}/OfflineEventAttendanceMode"

Thing = dict[str, Any]


def of_community(name: str, editions: Sequence[Meeting], base: str, image: str) -> Thing:
    """The community as an organisation with its editions."""
    events = [_meeting(meeting, base) for meeting in editions]
    return {
        "@context": CONTEXT,
        "@type": "Organization",
        "name": name,
        "url": f"{base}/",
        "image": image,
        "event": events,
    }


def of_meeting(meeting: Meeting, base: str) -> Thing:
    """The meeting as an event of its own."""
    return {"@context": CONTEXT, **_meeting(meeting, base)}


def of_session(item: ProgrammeSession, shown: Shown, base: str, image: str) -> Thing:
    """A session as an event; one that takes place several times has each time as a part."""
    address = base + href_of(shown.meeting, item)
    thing: Thing = {
        "@context": CONTEXT,
        "@type": "Event",
        "@id": address,
        "url": address,
        "name": item.title,
        "description": summary(item.abstract),
        "image": image,
        "inLanguage": item.language,
        "eventAttendanceMode": IN_PERSON,
        **_when(item, shown),
        "performer": [_person(shown, speaker, base) for speaker in speakers_of(item, shown)],
        "superEvent": _meeting(shown.meeting, base),
    }
    if len(item.slots) > 1:
        thing["subEvent"] = [_part(item, slot, shown) for slot in item.slots]
    return {name: value for name, value in thing.items() if value}


def of_speaker(speaker: Speaker, shown: Shown, base: str) -> Thing:
    """A speaker as a person who performs at the meeting's sessions."""
    thing = {
        "@context": CONTEXT,
        "@type": "Person",
        "@id": base + href_of(shown.meeting, speaker),
        "url": base + href_of(shown.meeting, speaker),
        "name": speaker.name,
        "jobTitle": speaker.headline,
        "description": summary(speaker.biography),
        "sameAs": [link["url"] for link in speaker.links],
        "performerIn": [
            {"@type": "Event", "name": item.title, "url": base + href_of(shown.meeting, item)} | _when(item, shown)
            for item in shown.sessions
        ],
    }
    return {name: value for name, value in thing.items() if value}


def of_room(name: str, shown: Shown) -> Thing:
    """A room as a place within the venue."""
    return {"@context": CONTEXT, **_place(name, shown.meeting)}


def of_channel(shown: ShownChannel, base: str) -> Thing:
    """A conversation as a forum's page: what a link names, or how it begins here, and what stands beside it."""
    address = f"{base}/chat/{shown.channel.id}"
    first = shown.named or (shown.messages[0] if shown.messages else None)
    thing: Thing = {
        "@context": CONTEXT,
        "@type": "DiscussionForumPosting",
        "@id": address,
        "url": address,
        "headline": shown.channel.title,
        "datePublished": (first.at if first else shown.channel.created_at).isoformat(),
    }
    if first:
        thing |= {"text": summary(first.html), "author": {"@type": "Person", "name": first.author["name"]}}
    return thing


def _when(item: ProgrammeSession, shown: Shown) -> Thing:
    """The status, and where there is a time, the first start, the last end and the first place."""
    thing: Thing = {"eventStatus": _status(item)}
    if not item.slots:
        return thing
    first = item.slots[0]
    room = shown.rooms.get(first.room_id or 0)
    thing["startDate"] = _local(first.starts_at, shown.meeting)
    thing["endDate"] = max(_local(_end(slot), shown.meeting) for slot in item.slots)
    thing["location"] = _place(place(room), shown.meeting)
    if before := _moved_from(first):
        thing["previousStartDate"] = _local(before, shown.meeting)
    return thing


def _part(item: ProgrammeSession, slot: Slot, shown: Shown) -> Thing:
    return {
        "@type": "Event",
        "name": item.title,
        "eventStatus": _status(item),
        "startDate": _local(slot.starts_at, shown.meeting),
        "endDate": _local(_end(slot), shown.meeting),
        "location": _place(place(shown.rooms.get(slot.room_id or 0)), shown.meeting),
    }


def _status(item: ProgrammeSession) -> str:
    if item.state is SessionState.CANCELLED:
        return CANCELLED
    return RESCHEDULED if any(_moved_from(slot) for slot in item.slots) else SCHEDULED


def _moved_from(slot: Slot) -> datetime | None:
    """When the slot began before it was moved to another time; a move to another room is none."""
    return slot.was_starts_at if slot.was_starts_at != slot.starts_at else None


def _end(slot: Slot) -> datetime:
    return slot.starts_at + timedelta(minutes=slot.minutes)


def _local(moment: datetime, meeting: Meeting) -> str:
    return moment.astimezone(ZoneInfo(meeting.timezone)).isoformat(timespec="minutes")


def _person(shown: Shown, speaker: Speaker, base: str) -> Thing:
    return {"@type": "Person", "name": speaker.name, "url": base + href_of(shown.meeting, speaker)}


def _meeting(meeting: Meeting, base: str) -> Thing:
    thing = {
        "@type": "Event",
        "@id": base + href_of(meeting),
        "url": base + href_of(meeting),
        "name": meeting.name,
        "description": summary(meeting.about),
        "startDate": meeting.starts_on.isoformat(),
        "endDate": meeting.ends_on.isoformat(),
        "eventStatus": SCHEDULED,
        "eventAttendanceMode": IN_PERSON,
        "location": _place("", meeting),
    }
    return {name: value for name, value in thing.items() if value}


def _place(name: str, meeting: Meeting) -> Thing:
    """A room within the venue, or the venue; the address is the venue's as the organisers wrote it."""
    names = ", ".join(part for part in (name, meeting.venue) if part) or meeting.name
    return {"@type": "Place", "name": names} | ({"address": meeting.address} if meeting.address else {})
