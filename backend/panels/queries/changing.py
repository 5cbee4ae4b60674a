"""What the verbs ask for. A panel is locked first, panels in the order of their ids, then people in theirs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import Session, joinedload

from backend.core import db
from backend.core.errors import NotFound
from backend.meetings.models import Meeting
from backend.panels.models import Panel, PanelGuest, Signup, SignupChange
from backend.panels.models.signup import SEATS
from backend.people.models import Person
from schemas.words import Place, Share

WITH_ENTRY = joinedload(Signup.entry)


def panel_to_change(session: Session, panel_id: int) -> Panel:
    """The panel, locked: whoever wants anything of it waits here for their turn.

    Raises:
        NotFound: when there is none.
    """
    return panels_to_change(session, [panel_id])[panel_id]


def panels_to_change(session: Session, panel_ids: Collection[int]) -> Mapping[int, Panel]:
    """These panels by id, locked in the order of their ids.

    Raises:
        NotFound: when one of them does not exist.
    """
    living = select(Panel).where(Panel.id.in_(panel_ids), Panel.removed_at.is_(None))
    found = {panel.id: panel for panel in session.scalars(living.order_by(Panel.id).with_for_update())}
    if len(found) < len(set(panel_ids)):
        raise NotFound
    return found


def panels_of_sessions(session: Session, session_ids: Collection[int]) -> Sequence[Panel]:
    """The panels of these sessions, removed ones too, locked."""
    theirs = select(Panel).where(Panel.session_id.in_(session_ids)).order_by(Panel.id)
    return session.scalars(theirs.with_for_update()).all()


def signup_to_change(session: Session, panel_id: int, person_id: int) -> Signup | None:
    """The person's signup at a panel that is locked; the person is locked too, against a seat at another panel.

    Raises:
        NotFound: when there is no such person.
    """
    row = session.execute(_theirs(panel_id, [person_id]).with_for_update(key_share=True, of=Person)).one_or_none()
    if row is None:
        raise NotFound
    return row[1]


def signups_to_change(session: Session, panel_id: int, person_ids: Collection[int]) -> dict[int, Signup | None]:
    """These people's signups at a panel that is locked, by person; of people who are locked elsewhere there is none."""
    theirs = _theirs(panel_id, person_ids).order_by(Person.id)
    rows = session.execute(theirs.with_for_update(key_share=True, of=Person, skip_locked=True))
    return {person_id: signup for person_id, signup in rows}  # noqa: C416 - rows are not pairs to mypy


def _theirs(panel_id: int, person_ids: Collection[int]) -> Select[int, Signup | None]:
    at = (Signup.person_id == Person.id) & (Signup.panel_id == panel_id)
    theirs = select(Person.id, Signup).outerjoin_from(Person, Signup, at)
    return theirs.where(Person.id.in_(person_ids), Person.removed_at.is_(None)).options(WITH_ENTRY)


def signups_in(session: Session, panel: Panel, *places: Place) -> Sequence[Signup]:
    """Everybody in these places at a panel that is locked, in the order of their numbers."""
    there = select(Signup).where(Signup.panel_id == panel.id, Signup.place.in_(places))
    return session.scalars(there.order_by(Signup.number, Signup.id).options(WITH_ENTRY)).all()


def people_in(session: Session, panel_ids: Collection[int], *places: Place) -> Sequence[int]:
    """Who is in one of these places at these panels."""
    there = select(Signup.person_id).where(Signup.panel_id.in_(panel_ids), Signup.place.in_(places))
    return session.scalars(there).all()


def hold(session: Session, person_ids: Collection[int]) -> None:
    """Lock these people, so that nobody is given two seats at one time; where writers take turns they do already."""
    if not db.has_one_writer():
        them = select(Person.id).where(Person.id.in_(person_ids)).order_by(Person.id)
        session.execute(them.with_for_update(key_share=True)).all()


def first_in_line(session: Session, panel_id: int, share: Share, count: int) -> Sequence[Signup]:
    """Who waits for a seat of this share, at most `count`, the lowest numbers first."""
    waits = select(Signup).where(Signup.panel_id == panel_id, Signup.place == Place.WAITING, _eligible(share))
    return session.scalars(waits.order_by(Signup.number).limit(count).options(WITH_ENTRY)).all()


def _eligible(share: Share) -> ColumnElement[bool]:
    kept = {Share.FIRST_TIMER: Signup.first_timer, Share.INVITED: Signup.invited}
    return kept[share].is_(True) if share in kept else true()


def shares_waited_for(session: Session, panel_id: int) -> set[Share]:
    """The shares of which somebody in line may take a seat."""
    waits = select(Signup.first_timer, Signup.invited).where(Signup.panel_id == panel_id, Signup.place == Place.WAITING)
    return {share for row in session.execute(waits.distinct()) for share in shares_of(row.first_timer, row.invited)}


def shares_of(first_timer: bool, invited: bool) -> set[Share]:
    """Of which seats such a person may take one."""
    return {Share.OPEN} | ({Share.FIRST_TIMER} if first_timer else set()) | ({Share.INVITED} if invited else set())


def kinds_of(session: Session, panel: Panel, person_id: int) -> tuple[bool, bool]:
    """Whether the person counts as a first-timer and as invited; nobody asks while no seats are kept for such."""
    return kinds_of_each(session, panel, [person_id])[person_id]


def kinds_of_each(session: Session, panel: Panel, person_ids: Collection[int]) -> dict[int, tuple[bool, bool]]:
    """Of each of these people whether they count as first-timer and as invited.

    A first-timer came to no panel of an edition that began before this one.
    """
    timers, invited = bool(panel.reserved_first_timer), bool(panel.reserved_invited)
    before = _came_before(session, panel, person_ids) if timers else set()
    guests = _guests(session, panel, person_ids) if invited else set()
    return {person: (timers and person not in before, person in guests) for person in person_ids}


def _came_before(session: Session, panel: Panel, person_ids: Collection[int]) -> set[int]:
    this = select(Meeting.starts_on).where(Meeting.id == panel.meeting_id).scalar_subquery()
    came = select(Signup.person_id).join(Panel, Panel.id == Signup.panel_id)
    came = came.join(Meeting, Meeting.id == Panel.meeting_id)
    earlier = came.where(Signup.person_id.in_(person_ids), Signup.place == Place.CAME, Meeting.starts_on < this)
    return set(session.scalars(earlier))


def _guests(session: Session, panel: Panel, person_ids: Collection[int]) -> set[int]:
    guests = select(PanelGuest.person_id).where(PanelGuest.panel_id == panel.id, PanelGuest.person_id.in_(person_ids))
    return set(session.scalars(guests))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A panel at which somebody has a seat."""

    panel_id: int
    title: str
    starts_at: datetime


def seats_elsewhere(session: Session, panel: Panel, person_ids: Collection[int]) -> dict[int, Elsewhere]:
    """Of these people those who sit elsewhere at the time of this panel, and where; panels that both allow it aside."""
    if panel.starts_at is None or panel.ends_at is None or not person_ids:
        return {}
    theirs = select(Signup.person_id, Panel.id, Panel.title, Panel.starts_at).join(Panel, Panel.id == Signup.panel_id)
    theirs = theirs.where(
        Signup.person_id.in_(person_ids),
        Signup.place.in_(SEATS),
        Panel.id != panel.id,
        Panel.starts_at < panel.ends_at,
        Panel.ends_at > panel.starts_at,
        Panel.cancelled.is_(False),
        Panel.removed_at.is_(None),
    )
    if panel.overlaps_allowed:
        theirs = theirs.where(Panel.overlaps_allowed.is_(False))
    rows = session.execute(theirs.order_by(Panel.starts_at.desc(), Panel.id.desc()))
    return {row.person_id: Elsewhere(row.id, row.title, row.starts_at) for row in rows}


def asked_with(session: Session, signup: Signup, client_id: str) -> bool:
    """Whether this request was heard before, however long ago."""
    then = select(SignupChange.id).where(SignupChange.signup_id == signup.id, SignupChange.client_id == client_id)
    return session.scalar(then.limit(1)) is not None


def due_signups(session: Session, panel_id: int, at: datetime) -> Sequence[Signup]:
    """Offers that have lapsed by then, and what was given up and can no longer be taken back."""
    lapsed = (Signup.place == Place.OFFERED) & (Signup.offer_ends_at <= at)
    due = select(Signup).where(Signup.panel_id == panel_id, or_(lapsed, Signup.held_until <= at))
    return session.scalars(due.order_by(Signup.number, Signup.id).options(WITH_ENTRY)).all()


def next_due(session: Session, panel_id: int) -> datetime | None:
    """The earliest end of an offer or of the time to take something back."""
    of_panel = Signup.panel_id == panel_id
    offers = select(func.min(Signup.offer_ends_at)).where(of_panel, Signup.place == Place.OFFERED)
    held = select(func.min(Signup.held_until)).where(of_panel, Signup.held_until.is_not(None))
    return min((moment for moment in (session.scalar(offers), session.scalar(held)) if moment), default=None)


def panels_due(session: Session, at: datetime) -> Sequence[int]:
    """The panels at which something is due by then."""
    due = select(Panel.id).where(Panel.due_at <= at, Panel.removed_at.is_(None))
    return session.scalars(due.order_by(Panel.due_at)).all()


def standing(session: Session, signup: Signup) -> Signup:
    """The signup with its position in line, to be told to its person; None for one that does not wait."""
    signup.position = None if signup.place is not Place.WAITING else _position(session, signup)
    return signup


def _position(session: Session, signup: Signup) -> int:
    before = select(func.count()).where(
        Signup.panel_id == signup.panel_id, Signup.place == Place.WAITING, Signup.number <= signup.number
    )
    return session.execute(before).scalar_one()


def zone_of(session: Session, panel: Panel) -> ZoneInfo:
    """The time zone of the panel's meeting."""
    return ZoneInfo(session.get_one(Meeting, panel.meeting_id).timezone)
