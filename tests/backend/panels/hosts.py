"""Somebody who hosts a panel or works its door, with a phone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from backend.core import clock, db
from backend.panels.models import Panel, PanelHost
from schemas.words import Role
from tests.backend.panels.seats import Attendee
from tests.factories import a_person


def let_host(person: Any, *panels: Panel) -> None:
    """Name somebody as host of these panels."""
    with db.writing() as session:
        session.add_all(PanelHost(panel_id=panel.id, person_id=person.id, at=clock.now()) for panel in panels)


def host_of(sign_in: Any, *panels: Panel, name: str = "Hal Host") -> "AtPanel":
    person = a_person(name, Role.HOST)
    let_host(person, *panels)
    return AtPanel(sign_in(person), person, panels[0])


class AtPanel:
    """A phone at a panel: every act has an id of its own and the time it is now, unless told otherwise."""

    def __init__(self, phone: Any, person: Any, panel: Panel) -> None:
        self.phone, self.person, self.panel = phone, person, panel

    @property
    def address(self) -> str:
        return f"/api/panels/{self.panel.id}"

    def act(self, verb: str, *, client_id: str = "", at: datetime | None = None, **said: Any) -> Any:
        body = {"client_id": client_id or str(uuid4()), "at": (at or clock.now()).isoformat(), **said}
        return self.phone.post(f"{self.address}/door/{verb}", json=body)

    def came(self, who: Attendee, **more: Any) -> Any:
        return self.act("came", signup_id=self.entry(who)["id"], **more)

    def scan(self, ticket: str, **more: Any) -> Any:
        return self.act("came", ticket=ticket, **more)

    def undo(self, who: Attendee, **more: Any) -> Any:
        return self.act("undo", signup_id=self.entry(who)["id"], **more)

    def walk_in(self, who: Attendee, **more: Any) -> Any:
        return self.act("walk-in", person_id=who.person.id, **more)

    def stand_by(self, who: Attendee, **more: Any) -> Any:
        return self.act("stand-by", person_id=who.person.id, **more)

    def release(self, *who: Attendee, **more: Any) -> Any:
        return self.act("release", signup_ids=[self.entry(one)["id"] for one in who], **more)

    def roster(self) -> Sequence[Any]:
        """The roster as the phone reads it."""
        reply = self.phone.get(f"{self.address}/roster")
        assert reply.status_code == 200, reply.json
        return reply.json["records"].get("roster", [])

    def entry(self, who: Attendee) -> Any:
        return next(one for one in self.roster() if one["person_id"] == who.person.id)

    def change(self, **values: Any) -> Any:
        return self.phone.patch(self.address, json=values)

    def add(self, who: Attendee, **more: Any) -> Any:
        body = {"client_id": str(uuid4()), "person_id": who.person.id, **more}
        return self.phone.post(f"{self.address}/people", json=body)

    def remove(self, who: Attendee, reason: str = "It was a mistake.", **more: Any) -> Any:
        body = {"client_id": str(uuid4()), "reason": reason, **more}
        return self.phone.post(f"{self.address}/people/{self.entry(who)['id']}/remove", json=body)

    def get(self, what: str, **query: Any) -> Any:
        return self.phone.get(f"{self.address}/{what}", query_string=query)


def outcome(reply: Any) -> Any:
    """What became of an act, in one word: its outcome, or why it was refused."""
    return reply.json.get("outcome") or reply.json.get("code")
