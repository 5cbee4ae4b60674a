"""The demo into the database, by the verbs that doors and commands call. One transaction: all of it or nothing.

Only the photos are put in afterwards (`photos`): files are not taken back with a transaction.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from backend.core.errors import Refusal
from backend.demo import asking, shelf
from backend.demo.bloggers import invite_bloggers
from backend.demo.chatting import converse
from backend.demo.editions import Edition, editions
from backend.demo.moderating import moderate
from backend.demo.panels import open_panels
from backend.demo.programme import draft_of
from backend.meetings import queries as meetings
from backend.meetings import rules
from backend.meetings import service as meeting_service
from backend.people.models import Person
from backend.people.service import members, profile, signing_in
from backend.programme import queries as programme
from backend.programme import service as programme_service
from backend.programme.models import ProgrammeSession
from schemas.words import Phase, RefusalCode, Role, SessionState

EDITIONS = 3
NEW = -1  # records get their numbers at the commit; until then each is older than any
PROFILE = ("name", "affiliation", "headline", "offers", "seeks", "interests", "links", "visibility")


class NotEmpty(Refusal):
    """The demo would stand among somebody's real meetings."""

    code = RefusalCode.IN_USE
    detail = "There are meetings here already. The demo goes into an empty database only."


def load(session: Session, *, at: datetime, timezone: str = "") -> bool:
    """Make the three editions and their people; False when they are here already.

    Then this year's is only put back onto today once its days are over, and the others with it. This year's goes by
    the clocks of `timezone`, an IANA name, or those of its city without one.

    Raises:
        NotEmpty: when the database holds other meetings.
        Invalid: when there is no such time zone.
    """
    if timezone:
        rules.check_timezone(timezone)
    years = editions(at, timezone)
    known = {meeting.slug for meeting in meetings.all_meetings(session)}
    if known:
        if not all(slug.startswith(f"{shelf.read('editions')['name'].lower()}-") for slug in known):
            raise NotEmpty
        _put_onto_today(session, years[1], at)
        return False
    people = [_join(session, entry) for entry in shelf.read("people")["person"]]
    organiser = people[0]
    members.change_community(session, organiser.id, {"name": shelf.read("editions")["name"]})
    for edition in years:
        _open(session, organiser.id, edition)
    _rearrange(session, organiser.id, years[1])
    _mark(session, people, years[1])
    panels = open_panels(session, people, _by_title(session, years[1]).values(), years[1])
    invite_bloggers(session, people, years[1], at=at)
    asking.ask(session, people, panels)
    converse(session, people, _by_title(session, years[1]), panels, at=at)
    moderate(session, people, at=at)
    return True


def _put_onto_today(session: Session, wanted: Edition, at: datetime) -> None:
    by_age = sorted(meetings.all_meetings(session), key=lambda meeting: meeting.starts_on)
    if len(by_age) < EDITIONS or rules.phase(by_age[1], at=at) is not Phase.OVER:
        return
    days = (wanted.starts_on - by_age[1].starts_on).days
    for meeting in by_age[:EDITIONS]:
        programme_service.postpone(session, None, meeting.slug, days)


def _join(session: Session, entry: Mapping[str, Any]) -> Person:
    person = signing_in.join(session, entry["email"])
    person.invented = True
    profile.change_me(session, person.id, {name: entry[name] for name in PROFILE if name in entry})
    for role in entry.get("roles", ()):
        members.grant(session, None, person.id, Role(role))
    return person


def _open(session: Session, by: int, edition: Edition) -> None:
    values = {name: getattr(edition, name) for name in ("slug", "name", "starts_on", "ends_on", "timezone")}
    told = {name: getattr(edition, name) for name in ("venue", "address", "url", "about")}
    meeting_service.create_meeting(session, by, values | told)
    programme_service.import_programme(session, by, edition.slug, draft_of(edition), name="demo")


def _rearrange(session: Session, by: int, edition: Edition) -> None:
    """What happened since the programme was announced: some sessions were moved, some cancelled."""
    changes, known = shelf.read("changes"), _by_title(session, edition)
    meeting = meetings.meeting(session, edition.slug)
    rooms = {room.name: room.id for room in meetings.rooms_changed(session, meeting.id, NEW)}
    for change in changes["moved"]:
        item = known[change["title"]]
        slot = item.slots[0]
        moved = {"id": slot.id, "starts_at": edition.moment(change["day"], change["at"]), "minutes": slot.minutes}
        slots = [moved | {"room_id": rooms[change["room"]]}]
        programme_service.change_session(session, by, item.id, {"slots": slots})
    for change in changes["cancelled"]:
        values = {"state": SessionState.CANCELLED, "note": change["note"]}
        programme_service.change_session(session, by, known[change["title"]].id, values)


def _mark(session: Session, people: Sequence[Person], edition: Edition) -> None:
    known = _by_title(session, edition)
    for person, entry in zip(people, shelf.read("people")["person"], strict=True):
        stars = [{"session_id": known[title].id, "starred": True} for title in entry.get("stars", ())]
        programme_service.set_stars(session, person.id, stars)


def _by_title(session: Session, edition: Edition) -> dict[str, ProgrammeSession]:
    meeting = meetings.meeting(session, edition.slug)
    return {item.title: item for item in programme.sessions_changed(session, meeting.id, NEW)}
