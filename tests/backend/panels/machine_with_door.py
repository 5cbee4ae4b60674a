"""The state machine with the door and the console: whoever works them, in any order, and phones that tell late."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from backend.core import clock, db
from backend.core.errors import Refusal
from backend.panels.models import Panel, SignupChange
from backend.panels.service import door, placing, releasing, settings
from schemas.words import Place, Role, Then, Why
from tests import factories
from tests.backend.panels.machine import OTHER, PANELS, PEOPLE, Panels
from tests.backend.panels.seats import now, signups

LATE = st.sampled_from([0, 0, 0, 45, 4_000, -30])


@dataclass(frozen=True)
class Organiser:
    id: int
    roles = frozenset({Role.ORGANISER})
    device_id = 0


class PanelsWithDoor(Panels):
    """As `Panels`, with hosts; a third of the acts is told a second time later on."""

    @initialize()
    def begin(self) -> None:
        super().begin()
        self.host = Organiser(factories.an_organiser().id)
        self.told: list[tuple[Callable[..., Any], int, dict[str, Any]]] = []

    def client_id(self) -> str:
        self.taps += 1
        return str(UUID(int=self.taps))

    def tell(self, verb: Callable[..., Any], panel: int, said: dict[str, Any]) -> None:
        with suppress(Refusal), db.writing() as session:
            verb(session, self.host, self.panels[panel].id, said)

    def act(self, verb: Callable[..., Any], panel: int, late: int, **said: Any) -> None:
        said |= {"client_id": self.client_id(), "at": clock.now() - timedelta(seconds=late)}
        self.told.append((verb, panel, said))
        self.tell(verb, panel, said)

    @rule(person=PEOPLE, panel=PANELS, late=LATE)
    def the_door_lets_in_who_has_a_seat(self, person: int, panel: int, late: int) -> None:
        for one in signups(self.panels[panel]):
            if one.person_id == self.people[person].person.id:
                self.act(door.check_in, panel, late, signup_id=one.id)

    @rule(person=PEOPLE, panel=PANELS, late=LATE)
    def the_door_takes_that_back(self, person: int, panel: int, late: int) -> None:
        for one in signups(self.panels[panel]):
            if one.person_id == self.people[person].person.id:
                self.act(door.undo, panel, late, signup_id=one.id)

    @rule(person=PEOPLE, panel=PANELS, late=LATE, swap=OTHER)
    def somebody_walks_in(self, person: int, panel: int, late: int, swap: int | None) -> None:
        person_id, _ = self.ids(person, panel)
        self.act(door.walk_in, panel, late, person_id=person_id, swap_from=self.panel_id(swap))

    @rule(person=PEOPLE, panel=PANELS, late=LATE, here=st.booleans())
    def somebody_stands_at_the_door(self, person: int, panel: int, late: int, here: bool) -> None:
        self.act(door.stand_by, panel, late, person_id=self.people[person].person.id, here=here)

    @rule(panel=PANELS, late=LATE)
    def the_door_releases_who_did_not_come(self, panel: int, late: int) -> None:
        seated = [one.id for one in signups(self.panels[panel]) if one.place is Place.SEATED]
        self.act(releasing.release, panel, late, signup_ids=seated[:1])

    @rule(which=st.integers(0, 99))
    @precondition(lambda self: self.told)
    def a_phone_tells_again(self, which: int) -> None:
        before = [(panel.id, [(one.id, one.place) for one in signups(panel)]) for panel in self.panels]
        verb, panel, said = self.told[which % len(self.told)]
        if self.was_heard(panel, said["client_id"]):
            self.tell(verb, panel, said)
            self.settled_alike(before)

    def was_heard(self, panel: int, client_id: str) -> bool:
        """Whether the act changed somebody's place; one that was refused may well be done when told again."""
        heard = sa.select(SignupChange.id).where(
            SignupChange.panel_id == self.panels[panel].id, SignupChange.client_id == client_id
        )
        with db.reading() as session:
            return session.scalar(heard.limit(1)) is not None

    def settled_alike(self, before: list[Any]) -> None:
        """Nothing is otherwise than before, but for what the clock did meanwhile."""
        with db.reading() as session:
            newest = sa.select(SignupChange.by, SignupChange.at).order_by(SignupChange.id.desc()).limit(1)
            row = session.execute(newest).one()
        if row.by is not None or row.at != clock.now():
            assert [(panel.id, [(one.id, one.place) for one in signups(panel)]) for panel in self.panels] == before

    @rule(person=PEOPLE, panel=PANELS, force=st.booleans(), swap=OTHER)
    def a_host_adds_somebody(self, person: int, panel: int, force: bool, swap: int | None) -> None:
        person_id, _ = self.ids(person, panel)
        said = {"person_id": person_id, "force": force, "reason": "Why not.", "swap_from": self.panel_id(swap)}
        self.tell(placing.add, panel, {**said, "client_id": self.client_id()})

    @rule(person=PEOPLE, panel=PANELS)
    def a_host_takes_somebody_off(self, person: int, panel: int) -> None:
        for one in signups(self.panels[panel]):
            if one.person_id == self.people[person].person.id:
                said = {"reason": "No.", "client_id": self.client_id()}
                with suppress(Refusal), db.writing() as session:
                    placing.remove(session, self.host, self.panels[panel].id, one.id, said)

    @rule(panel=PANELS, seats=st.integers(1, 5), kept=st.integers(0, 2))
    def a_host_moves_the_last_to_the_line(self, panel: int, seats: int, kept: int) -> None:
        """Never below those who are in the room, or have ten seconds to take their seat back."""
        row: Panel = now(self.panels[panel])
        reserved = {"door": kept, "first_timer": 0, "invited": row.reserved_invited}
        wanted = max(seats, row.came + row.leaving, sum(reserved.values()))
        self.tell(settings.change, panel, {"seats": wanted, "then": Then.MOVE, "reserved": reserved})

    @invariant()
    def nobody_added_by_hand_overtakes(self) -> None:
        for panel in self.panels:
            check_who_was_added(panel)


def check_who_was_added(panel: Panel) -> None:
    """By the history alone: who was added without force had nobody before them in line for a seat for all."""
    with db.reading() as session:
        changes = session.scalars(
            sa.select(SignupChange).where(SignupChange.panel_id == panel.id).order_by(SignupChange.id)
        ).all()
    waiting: set[int] = set()
    for one in changes:
        waiting.discard(one.signup_id)
        if one.now is Place.WAITING:
            waiting.add(one.signup_id)
        elif one.now is Place.SEATED and one.why is Why.ADDED and one.share == "open":
            assert waiting == set()
