"""Everything people, hosts and the clock can do to three panels, in any order, and what must hold after each."""

from contextlib import suppress
from datetime import datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import time_machine
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from backend.core import clock, db
from backend.core.errors import Refusal
from backend.panels import queries
from backend.panels.models import PanelGuest, Signup, SignupChange
from backend.panels.rules import seats
from backend.panels.service import line, lottery, signing_up
from backend.panels.service.signing_up import Ask, Asked
from backend.programme import service as programme
from schemas.words import Place, SessionState, Share, Why
from tests import factories
from tests.backend.panels.seats import Attendee, check, check_nobody_sits_twice, look, now, signups

PEOPLE, PANELS = st.integers(0, 4), st.integers(0, 2)
JUMPS = st.sampled_from([1, 9, 11, 11, 299, 301, 3_700, 14_500, 107_500, -5, -3_600])
OTHER = st.one_of(st.none(), PANELS)


class Panels(RuleBasedStateMachine):
    """Two panels at one time, one with kept seats; a third half an hour later drawn and minding no overlap."""

    def __init__(self) -> None:
        super().__init__()
        self.travels = time_machine.travel(clock.now(), tick=False)
        self.time = self.travels.start()

    def teardown(self) -> None:
        self.travels.stop()

    @initialize()
    def begin(self) -> None:
        self.taps = 0
        self.moved, self.latest = False, clock.now()
        self.people = [Attendee(None, factories.a_person(f"Person {number}")) for number in range(5)]
        meeting = factories.a_meeting(f"m{self.people[0].person.id}")
        soon, kept = timedelta(hours=30), {"first_timer": 0, "invited": 1, "door": 0}
        self.panels = [
            factories.a_panel(meeting, seats=1, starts_in=soon),
            factories.a_panel(meeting, seats=2, starts_in=soon, reserved=kept),
            factories.a_panel(
                meeting,
                seats=2,
                starts_in=soon + timedelta(minutes=30),
                overlaps_allowed=True,
                draw_at=clock.now() + timedelta(hours=4),
            ),
        ]
        with db.writing() as session:
            for person in self.people[3:]:
                guest = {"panel_id": self.panels[1].id, "person_id": person.person.id, "at": clock.now()}
                session.add(PanelGuest(**guest))

        for panel, person in product((0, 2), range(5)):
            self.sign_up(person, panel, None)

    def ids(self, person: int, panel: int) -> tuple[int, int]:
        return self.people[person].person.id, self.panels[panel].id

    def panel_id(self, panel: int | None) -> int | None:
        return None if panel is None else self.panels[panel].id

    def sign_up(self, person: int, panel: int, swap: int | None) -> None:
        self.taps += 1
        with suppress(Refusal), db.writing() as session:
            ask = Ask(str(UUID(int=self.taps)), self.panel_id(swap))
            signing_up.sign_up(session, *self.ids(person, panel), ask)

    @rule(person=PEOPLE, panel=PANELS, swap=OTHER)
    def somebody_asks(self, person: int, panel: int, swap: int | None) -> None:
        self.sign_up(person, panel, swap)

    @rule(asking=st.lists(st.tuples(PEOPLE, st.booleans()), min_size=2, max_size=6), panel=PANELS, swap=OTHER)
    def many_ask_in_the_same_moment(self, asking: list[tuple[int, bool]], panel: int, swap: int | None) -> None:
        """They are served together; some would swap, one may ask twice, and who must go alone does so afterwards."""
        asked = []
        for person, swaps in asking:
            self.taps += 1
            ask = Ask(str(UUID(int=self.taps)), self.panel_id(swap) if swaps else None)
            asked.append(Asked(self.people[person].person.id, ask))
        with db.writing() as session:
            answers = signing_up.sign_up_each(session, self.panels[panel].id, asked)
        for one in (one for one, answer in zip(asked, answers, strict=True) if answer is None):
            with suppress(Refusal), db.writing() as session:
                signing_up.sign_up(session, one.person_id, self.panels[panel].id, one.ask)

    def one_of(self, panel: int, number: int, *places: Place) -> int | None:
        """Somebody in one of these places, if there is anybody."""
        them = [one.person_id for one in signups(self.panels[panel]) if one.place in places]
        return them[number % len(them)] if them else None

    @rule(number=PEOPLE, panel=PANELS)
    def somebody_there_leaves(self, number: int, panel: int) -> None:
        self.leave(self.one_of(panel, number, *signing_up.ACTIVE), panel)

    @rule(panel=PANELS)
    def who_has_a_seat_leaves(self, panel: int) -> None:
        self.leave(self.one_of(panel, 0, Place.SEATED), panel)

    @rule(number=PEOPLE, panel=PANELS)
    def somebody_takes_it_back(self, number: int, panel: int) -> None:
        self.take_back(self.one_of(panel, number, *signing_up.GONE), panel)

    @rule(panel=PANELS, other=PANELS)
    def who_has_a_seat_changes_their_mind_twice(self, panel: int, other: int) -> None:
        person_id = self.one_of(panel, 0, Place.SEATED)
        self.leave(person_id, panel)
        for number, who in enumerate(self.people):
            if who.person.id == person_id:
                self.sign_up(number, other, None)
        self.take_back(person_id, panel)

    def leave(self, person_id: int | None, panel: int) -> None:
        if person_id:
            with suppress(Refusal), db.writing() as session:
                signing_up.leave(session, person_id, self.panels[panel].id)

    def take_back(self, person_id: int | None, panel: int) -> None:
        if person_id:
            with suppress(Refusal), db.writing() as session:
                signing_up.take_back(session, person_id, self.panels[panel].id)

    @rule(panel=PANELS, accept=st.booleans(), swap=OTHER)
    def who_was_offered_a_seat_answers(self, panel: int, accept: bool, swap: int | None) -> None:
        if person_id := self.one_of(panel, 0, Place.OFFERED):
            with suppress(Refusal), db.writing() as session:
                swap_from = self.panel_id(swap)
                signing_up.answer(session, person_id, self.panels[panel].id, accept=accept, swap_from=swap_from)

    @rule(seconds=JUMPS, looks=st.booleans())
    def time_passes(self, seconds: int, looks: bool) -> None:
        self.time.shift(seconds)
        self.latest = max(self.latest, clock.now())
        if looks:
            look()
            for panel in self.panels:
                assert (now(panel).due_at or clock.now()) >= clock.now()

    @rule(
        panel=PANELS,
        does=st.sampled_from(["seats", "seats", "seats", "draw", "no draw", "cancel", "back", "move"]),
        count=st.integers(1, 4),
    )
    def a_host_does_something(self, panel: int, does: str, count: int) -> None:
        if does == "seats":
            self.change_capacity(panel, count)
        elif "draw" in does:
            self.announce_draw(panel, clock.now() + timedelta(hours=count) if does == "draw" else None)
        elif does == "move":
            self.move_on_the_programme(panel, count)
        elif does == "cancel":
            self.change_session(panel, state=SessionState.CANCELLED)
        else:
            self.moved = True  # meanwhile its people may have taken seats elsewhere at that time
            self.change_session(panel, state=SessionState.SCHEDULED)

    def change_capacity(self, panel: int, count: int) -> None:
        """As the console does it: never below what is taken."""
        with db.writing() as session:
            row, at = queries.panel_to_change(session, self.panels[panel].id), clock.now()
            line.settle(session, row, at)
            row.seats = max(count, seats.held(row), row.reserved_invited)
            line.fill(session, row, at)

    def announce_draw(self, panel: int, draw_at: datetime | None) -> None:
        with db.writing() as session:
            row, at = queries.panel_to_change(session, self.panels[panel].id), clock.now()
            line.settle(session, row, at)
            lottery.announce(session, row, draw_at, at)
            line.fill(session, row, at)
            line.wind(session, row)

    def move_on_the_programme(self, panel: int, count: int) -> None:
        """Who sits in two places at one time since keeps both seats, so that is not looked at any more."""
        self.moved = True
        self.change_session(panel, slots=[{"starts_at": clock.now() + timedelta(hours=count * 7), "minutes": 60}])

    def change_session(self, panel: int, **values: Any) -> None:
        with db.writing() as session:
            programme.change_session(session, None, self.panels[panel].session_id, values)

    @invariant()
    def all_is_well(self) -> None:
        for panel in self.panels:
            check(panel)
            assert seats.held(now(panel)) <= now(panel).seats
            check_nobody_was_overtaken(panel)
            check_no_seat_is_kept_from_the_line(panel, self.latest)
        if not self.moved:
            check_nobody_sits_twice(self.people)


def check_nobody_was_overtaken(panel) -> None:
    """By the history alone: who got or was offered a seat had nobody before them in line who might have had it."""
    with db.reading() as session:
        changes = session.scalars(
            sa.select(SignupChange).where(SignupChange.panel_id == panel.id).order_by(SignupChange.id)
        ).all()
        them = {one.id: one for one in session.scalars(sa.select(Signup).where(Signup.panel_id == panel.id))}
    waiting: dict[int, int] = {}
    for one in changes:
        waiting.pop(one.signup_id, None)
        if one.now is Place.WAITING:
            waiting[one.signup_id] = one.number
        elif one.now in {Place.SEATED, Place.OFFERED} and one.why in {Why.SIGNED_UP, Why.OFFERED, Why.DRAWN}:
            before = [them[other] for other, number in waiting.items() if number < one.number]
            assert [other.id for other in before if one.share in may_have(other)] == []


def may_have(signup: Signup) -> set[Share]:
    return queries.shares_of(signup.first_timer, signup.invited)


def check_no_seat_is_kept_from_the_line(panel, latest: datetime) -> None:
    """A seat is free only where nobody who waits may have it, as long as the clock was never in the last minutes."""
    row = now(panel)
    if row.cancelled or (row.starts_at and latest >= row.starts_at - timedelta(minutes=row.door_takes_over)):
        return
    with db.reading() as session:
        waited_for = queries.shares_waited_for(session, panel.id)
    there = seats.free(row)
    assert [share for share in waited_for if there[share]] == []
