"""A panel as its people know it: who taps what, what they are told, and a recount of everything behind the counters."""

from collections.abc import Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
import time_machine

from backend.core import clock, db, feed
from backend.panels import jobs, queries
from backend.panels.models import Panel, Signup, SignupChange
from backend.panels.models.signup import SEATS
from backend.panels.rules import counting, seats
from backend.panels.service.moving import Step, move
from backend.settings import Settings
from schemas.words import Place, Share, Why

COUNTERS = ("asked", "seated", "came", "waiting", "offered", "leaving", "held_door", "held_first_timer", "held_invited")


class Attendee:
    """Somebody with a phone."""

    def __init__(self, phone: Any, person: Any) -> None:
        self.phone, self.person = phone, person

    def ask(self, panel: Panel, *, client_id: str = "", **more: Any) -> Any:
        body = {"client_id": client_id or str(uuid4()), **more}
        return self.phone.post(f"/api/panels/{panel.id}/signups", json=body)

    def leave(self, panel: Panel, **query: Any) -> Any:
        return self.phone.delete(f"/api/panels/{panel.id}/signups/mine", query_string=query)

    def take_back(self, panel: Panel) -> Any:
        return self.phone.post(f"/api/panels/{panel.id}/signups/mine/undo")

    def accept(self, panel: Panel, **more: Any) -> Any:
        return self.phone.post(f"/api/panels/{panel.id}/signups/mine/answer", json={"accept": True, **more})

    def decline(self, panel: Panel) -> Any:
        return self.phone.post(f"/api/panels/{panel.id}/signups/mine/answer", json={"accept": False})

    def records(self) -> dict[str, list[Any]]:
        """What the person's own stream holds."""
        with db.reading() as session:
            return feed.changes_since(session, f"me:{self.person.id}", 0)["records"]

    def signup(self, panel: Panel) -> Any:
        return next(one for one in self.records().get("signup", []) if one["panel_id"] == panel.id)

    def place(self, panel: Panel) -> str:
        return self.signup(panel)["place"]

    def notices(self) -> list[str]:
        return [notice["kind"] for notice in self.records().get("notice", [])]


def shown(panel: Panel) -> Any:
    """The panel as everybody sees it."""
    with db.reading() as session:
        records = feed.changes_since(session, f"meeting:{panel.meeting_id}", 0)["records"]
    return next(one for one in records["panel"] if one["id"] == panel.id)


def roster(panel: Panel) -> list[Any]:
    """The panel as its hosts see it."""
    with db.reading() as session:
        return feed.changes_since(session, f"roster:{panel.id}", 0)["records"].get("roster", [])


def look(settings: Settings | None = None) -> None:
    """What the worker does each second."""
    jobs.settle_all(settings)  # type: ignore[arg-type] # it asks nothing of the settings


@contextmanager
def later(**span: float):
    """The same some time later; the worker has looked."""
    with time_machine.travel(clock.now() + timedelta(**span), tick=False):
        look()
        yield


def change(panel: Panel, **columns: Any) -> None:
    """What a host's console would have set."""
    with db.writing() as session:
        session.execute(sa.update(Panel).where(Panel.id == panel.id).values(**columns))


def signups(panel: Panel) -> Sequence[Signup]:
    with db.reading() as session:
        return session.scalars(sa.select(Signup).where(Signup.panel_id == panel.id).order_by(Signup.number)).all()


def now(panel: Panel) -> Panel:
    with db.reading() as session:
        return session.get_one(Panel, panel.id)


class Recount:
    """A panel of which nothing is counted yet."""

    def __init__(self) -> None:
        for counter in COUNTERS:
            setattr(self, counter, 0)


def check(panel: Panel) -> None:
    """Everything that must hold of a panel at every moment, worked out from the rows alone."""
    row, all_of_them = now(panel), signups(panel)
    recount = Recount()
    for signup in all_of_them:
        counting.weigh(recount, signup, 1)  # type: ignore[arg-type] # it has only what is counted
    assert {name: getattr(row, name) for name in COUNTERS} == vars(recount)
    numbers = [signup.number for signup in all_of_them if signup.place in (*SEATS, Place.WAITING, Place.OFFERED)]
    assert len(numbers) == len(set(numbers))
    assert max(numbers, default=0) <= row.last_number
    check_due(row, all_of_them)
    check_history(panel, all_of_them)
    check_told(panel, all_of_them)


def check_seats(panel: Panel) -> None:
    """Seats granted never exceed capacity."""
    assert seats.held(now(panel)) <= now(panel).seats


def check_due(row: Panel, all_of_them: Sequence[Signup]) -> None:
    """Nothing is due before the moment at which the panel is looked at."""
    offers = [signup.offer_ends_at for signup in all_of_them if signup.place is Place.OFFERED]
    held = [signup.held_until for signup in all_of_them if signup.held_until]
    for moment in (*offers, *held):
        assert row.due_at is not None
        assert row.due_at <= moment


def check_history(panel: Panel, all_of_them: Sequence[Signup]) -> None:
    """Every signup's changes lead without a gap from nothing to where it stands."""
    with db.reading() as session:
        changes = session.scalars(
            sa.select(SignupChange).where(SignupChange.panel_id == panel.id).order_by(SignupChange.id)
        ).all()
    stands: dict[int, Place] = {}
    for one in changes:
        assert one.was == stands.get(one.signup_id)
        stands[one.signup_id] = one.now
    assert stands == {signup.id: signup.place for signup in all_of_them}


def check_told(panel: Panel, all_of_them: Sequence[Signup]) -> None:
    """What hosts see is what is so, and everybody's position can be worked out from what all see."""
    assert {entry["id"]: entry["place"] for entry in roster(panel)} == {one.id: one.place for one in all_of_them}
    public = shown(panel)
    waiting = [signup.number for signup in all_of_them if signup.place is Place.WAITING]
    assert [number for first, last in public["line"] for number in range(first, last + 1)] == waiting
    assert public["free"] == (0 if waiting else seats.free(now(panel))[Share.OPEN])


def seats_of(people: Sequence[Attendee]) -> list[tuple[int, int, datetime, datetime, bool]]:
    """Who holds which seats, when: person, panel, from, to, whether it allows overlaps; what is cancelled is none."""
    with db.reading() as session:
        rows = session.execute(
            sa.select(Signup.person_id, Panel.id, Panel.starts_at, Panel.ends_at, Panel.overlaps_allowed)
            .join(Panel, Panel.id == Signup.panel_id)
            .where(
                Panel.cancelled.is_(False),
                Signup.place.in_(SEATS),
                Signup.person_id.in_([one.person.id for one in people]),
            )
        )
        return [tuple(row) for row in rows]


def check_nobody_sits_twice(people: Sequence[Attendee]) -> None:
    """Nobody holds two overlapping seats unless both panels allow it."""
    held = seats_of(people)
    twice = [
        (one, other)
        for one in held
        for other in held
        if one[0] == other[0] and one[1] < other[1] and one[2] < other[3] and other[2] < one[3]
        if not (one[4] and other[4])
    ]
    assert twice == []


def came(panel: Panel, attendee: Attendee) -> None:
    """Somebody is let in, as the door does it."""
    with db.writing() as session:
        row = queries.panel_to_change(session, panel.id)
        signup = queries.signup_to_change(session, panel.id, attendee.person.id)
        at = clock.now()
        move(session, row, signup, Step(to=Place.CAME, why=Why.CAME, at=at), came_at=at)
