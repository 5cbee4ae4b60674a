"""One act at a door: who does it, at which panel, when it happened and when it is told; the panel is locked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.core.errors import NotFound
from backend.panels import queries
from backend.panels.models import Panel, Signup
from backend.panels.rules import attending, opening
from backend.panels.service import line, swapping
from backend.panels.service.moving import Step, enter
from backend.people import queries as people
from schemas.words import Outcome, Place, Why


@dataclass(frozen=True, slots=True)
class AtDoor:
    """An act at the door of a locked panel.

    `at` is when it happened, `now` when it is told; `other` is the locked panel whose seat may be given up for one
    here.
    """

    session: Session
    panel: Panel
    other: Panel | None
    by: int
    client_id: str
    at: datetime
    now: datetime
    zone: ZoneInfo

    @property
    def has_taken_over(self) -> bool:
        """Whether free seats are the door's to give by now."""
        return attending.has_taken_over(self.panel, at=self.now)

    def step(self, to: Place, why: Why) -> Step:
        """A move by this act."""
        return Step(to=to, why=why, at=self.now, by=self.by, client_id=self.client_id)

    def signup(self, signup_id: int) -> Signup:
        """A signup of this panel; its person is locked.

        Raises:
            NotFound: when it is another panel's, or never was.
        """
        person_id = queries.person_of(self.session, self.panel.id, signup_id)
        found = queries.signup_to_change(self.session, self.panel.id, person_id)
        if found is None:
            raise NotFound
        return found

    def signup_of(self, act: Mapping[str, Any], *, make: bool) -> Signup:
        """The signup that the act names, by its id or its person's; with `make` a new one for whoever has none.

        Raises:
            NotFound: when there is no such person or signup.
        """
        if "signup_id" in act:
            return self.signup(act["signup_id"])
        found = queries.signup_to_change(self.session, self.panel.id, act["person_id"])
        if found is None and not make:
            raise NotFound
        return found or enter(self.panel, act["person_id"], self.now)

    def number(self, signup: Signup) -> None:
        """Give the next line number to whoever is not in line; ask again whether they may take a kept seat."""
        if signup.place is Place.WAITING:
            return
        self.panel.last_number += 1
        signup.number, signup.asked_at, signup.client_id = self.panel.last_number, self.now, self.client_id
        signup.first_timer, signup.invited = queries.kinds_of(self.session, self.panel, signup.person_id)

    def known(self, signup: Signup) -> dict[str, Any] | None:
        """What to answer when this very request was heard before."""
        if signup.id and queries.asked_with(self.session, signup, self.client_id):
            return done(self, signup, Outcome.KNOWN, "stands as you see: this was told before.")
        return None

    def check_lets_in(self) -> None:
        """Refuse to give seats of what is cancelled, over, or far away."""
        opening.check_takes_place(self.panel, at=self.at)
        attending.check_door_opens(self.panel, self.zone, at=self.at)

    def make_room(self, person_id: int) -> None:
        """See that the person has no other seat at that time; one that is to be swapped is handed on.

        Raises:
            Overlapping: naming the other panel.
        """
        swapping.make_room(self.session, self.panel, self.other, person_id, self.step(Place.LEFT, Why.SWAPPED))

    def name(self, signup: Signup) -> str:
        """The person's name."""
        return people.names_of(self.session, {signup.person_id}).get(signup.person_id, "")

    def clock_time(self, moment: datetime | None) -> str:
        """A moment in the meeting's time zone, as people at the door say it."""
        return attending.clock_time(moment or self.now, self.zone)


def begin(session: Session, reader: feed.Reader, panel_id: int, act: Mapping[str, Any]) -> AtDoor:
    """Lock the panel for whoever may work its door; what the clock has made due there is done first.

    Raises:
        NotFound: when the reader does not work this door.
    """
    now = clock.now()
    at = attending.happened(act["at"], at=now)
    queries.check_works_door(session, reader, panel_id, at=max(at, now - attending.GRACE))
    other_id = act.get("swap_from")
    panels = queries.panels_to_change(session, {panel_id, other_id or panel_id})
    for one in panels.values():
        line.settle(session, one, now)
    panel = panels[panel_id]
    other = panels[other_id] if other_id and other_id != panel_id else None
    return AtDoor(session, panel, other, reader.id, act["client_id"], at, now, queries.zone_of(session, panel))


def done(door: AtDoor, signup: Signup, outcome: Outcome, predicate: str) -> dict[str, Any]:
    """The answer (schemas.door.DoneSchema); the sentence begins with the person's name."""
    entry = queries.entry_to_show(door.session, signup)
    return {"outcome": outcome, "text": f"{entry.person.name} {predicate}", "entry": entry}
