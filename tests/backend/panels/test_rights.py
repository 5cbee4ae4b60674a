"""S-40: who gets how far at a panel. Every door of hosts and helpers stands in the table; every cell is tried."""

from datetime import timedelta
from json import loads
from uuid import uuid4

import pytest

from backend.contract import openapi
from backend.core import clock
from schemas.words import Role
from tests.backend.panels.hosts import let_host
from tests.backend.panels.seats import change
from tests.contract.doors import every_door
from tests.factories import a_panel, a_person, an_organiser

ANYBODY, HELPER, HOST, ORGANISER = "who is signed in", "helper", "host", "organiser"

RIGHTS = {
    "GET /api/door": ANYBODY,
    "POST /api/door": ANYBODY,
    "PUT /api/panels/{panel_id}/rating": ANYBODY,
    "GET /api/meetings/{slug}/panels/numbers": ANYBODY,
    "GET /api/panels/usual": ANYBODY,
    "GET /api/panels/{panel_id}/roster": HELPER,
    "GET /api/panels/{panel_id}/people": HELPER,
    "POST /api/panels/{panel_id}/door/came": HELPER,
    "POST /api/panels/{panel_id}/door/undo": HELPER,
    "POST /api/panels/{panel_id}/door/walk-in": HELPER,
    "POST /api/panels/{panel_id}/door/stand-by": HELPER,
    "POST /api/panels/{panel_id}/door/release": HELPER,
    "GET /api/panels/{panel_id}/door/code": HOST,
    "POST /api/panels/{panel_id}/door/code": HOST,
    "DELETE /api/panels/{panel_id}/door/code": HOST,
    "PATCH /api/panels/{panel_id}": HOST,
    "POST /api/panels/{panel_id}/people": HOST,
    "POST /api/panels/{panel_id}/people/{signup_id}/remove": HOST,
    "GET /api/panels/{panel_id}/messages": HOST,
    "POST /api/panels/{panel_id}/messages": HOST,
    "GET /api/panels/{panel_id}/hosts": HOST,
    "PUT /api/panels/{panel_id}/hosts/{person_id}": HOST,
    "DELETE /api/panels/{panel_id}/hosts/{person_id}": HOST,
    "GET /api/panels/{panel_id}/guests": HOST,
    "PUT /api/panels/{panel_id}/guests/{person_id}": HOST,
    "DELETE /api/panels/{panel_id}/guests/{person_id}": HOST,
    "GET /api/panels/{panel_id}/history": HOST,
    "GET /api/panels/{panel_id}/edits": HOST,
    "GET /api/panels/{panel_id}/roster.csv": HOST,
    "GET /api/panels/{panel_id}/numbers": HOST,
    "GET /api/panels/{panel_id}/ratings": HOST,
    "POST /api/sessions/{session_id}/panel": ORGANISER,
}
TAGS = ("panel-door", "panel-console", "panel-after")

# How each got here, and the rights they pass. What is not theirs is not found.
PERSONS = {
    "a visitor": set(),
    "somebody without a name": set(),
    "a member": {ANYBODY},
    "somebody with a seat": {ANYBODY},
    "a host of another panel": {ANYBODY},
    "somebody who lost the role of host": {ANYBODY},
    "somebody no longer host of this panel": {ANYBODY},
    "a moderator": {ANYBODY},
    "a helper": {ANYBODY, HELPER},
    "a helper of another panel": {ANYBODY},
    "a helper whose code was replaced": {ANYBODY},
    "a helper of a panel that was over": {ANYBODY},
    "a host": {ANYBODY, HELPER, HOST},
    "an organiser": {ANYBODY, HELPER, HOST, ORGANISER},
}
ID = str(uuid4())
BODIES = {
    "POST /api/door": {"code": "NONESUCH"},
    "PUT /api/panels/{panel_id}/rating": {"stars": 5},
    "POST /api/panels/{panel_id}/door/came": {"signup_id": 1},
    "POST /api/panels/{panel_id}/door/undo": {"signup_id": 1},
    "POST /api/panels/{panel_id}/door/walk-in": {"person_id": 1},
    "POST /api/panels/{panel_id}/door/stand-by": {"person_id": 1},
    "POST /api/panels/{panel_id}/door/release": {"signup_ids": [1]},
    "POST /api/panels/{panel_id}/people": {"person_id": 1},
    "POST /api/panels/{panel_id}/people/{signup_id}/remove": {"reason": "No."},
    "POST /api/panels/{panel_id}/messages": {"to": "all", "text": "Hello"},
    "POST /api/sessions/{session_id}/panel": {"seats": 3},
}


@pytest.fixture
def panels(meeting):
    """The panel, and another."""
    soon = timedelta(minutes=2)
    return a_panel(meeting, starts_in=soon), a_panel(meeting, starts_in=timedelta(hours=3), title="Another")


class Arriving:
    """How each of the persons came to have a phone with their rights."""

    def __init__(self, panels, sign_in, attendee, visitor):
        self.panel, self.other = panels
        self.sign_in, self.attendee, self.visitor = sign_in, attendee, visitor
        self.organiser = sign_in(an_organiser())

    def as_(self, who):
        ways = {
            "a visitor": lambda: self.visitor,
            "somebody without a name": lambda: self.sign_in(a_person("")),
            "a member": lambda: self.sign_in(a_person("Mo Member")),
            "somebody with a seat": self.seated,
            "a host of another panel": lambda: self.hosting(self.other, Role.HOST)[0],
            "somebody who lost the role of host": lambda: self.hosting(self.panel)[0],
            "somebody no longer host of this panel": self.dismissed,
            "a moderator": lambda: self.sign_in(a_person("Moa Moderator", Role.MODERATOR)),
            "a helper": lambda: self.helping(self.panel),
            "a helper of another panel": lambda: self.helping(self.other),
            "a helper whose code was replaced": self.replaced,
            "a helper of a panel that was over": self.late,
            "a host": lambda: self.hosting(self.panel, Role.HOST)[0],
            "an organiser": lambda: self.organiser,
        }
        return ways[who]()

    def helping(self, which):
        code = self.organiser.post(f"/api/panels/{which.id}/door/code").json["code"]
        phone = self.sign_in(a_person("Heidi Helper"))
        assert phone.post("/api/door", json={"code": code}).status_code == 200
        return phone

    def hosting(self, which, *roles):
        person = a_person("Hal Host", *roles)
        let_host(person, which)
        return self.sign_in(person), person

    def seated(self):
        one = self.attendee("Sid Seated")
        one.ask(self.panel)
        return one.phone

    def replaced(self):
        phone = self.helping(self.panel)
        self.organiser.post(f"/api/panels/{self.panel.id}/door/code")
        return phone

    def dismissed(self):
        phone, person = self.hosting(self.panel, Role.HOST)
        self.organiser.delete(f"/api/panels/{self.panel.id}/hosts/{person.id}")
        return phone

    def late(self):
        phone = self.helping(self.panel)
        change(self.panel, ends_at=clock.now() - timedelta(minutes=11))
        return phone


@pytest.fixture
def arrive(panels, sign_in, attendee, visitor):
    return Arriving(panels, sign_in, attendee, visitor).as_


def ours():
    return [door for door in every_door() if str(door) in RIGHTS]


def test_every_door_of_hosts_and_helpers_stands_in_the_table():
    tagged = [
        f"{method.upper()} {path}"
        for path, operations in loads(openapi())["paths"].items()
        for method, operation in operations.items()
        if isinstance(operation, dict) and set(operation.get("tags", [])) & set(TAGS)
    ]
    assert sorted(tagged) == sorted(RIGHTS)


def ask(phone, door, panel, signup_id, person_id):
    """Try the door with what it would take of somebody who is let in; how that ends does not matter."""
    path = door.path.format(
        panel_id=panel.id, signup_id=signup_id, person_id=person_id, session_id=panel.session_id, slug="2026"
    )
    body = {}
    if door.body is not None:
        act = {"client_id": str(uuid4()), "at": clock.now().isoformat()}
        wanted = act if "/door/" in path else {"client_id": act["client_id"]}
        asked = {**BODIES.get(str(door), {})}
        known = {name: signup_id for name in ("signup_id",) if name in asked} | (
            {"signup_ids": [signup_id]} if "signup_ids" in asked else {}
        )
        body = {"json": {**asked, **known, **({"person_id": person_id} if "person_id" in asked else {})}}
        if "client_id" in door.body["properties"]:
            body["json"] |= wanted
    query = {"query_string": {"q": "ada"}} if path.endswith("/people") and door.method == "get" else {}
    return phone.open(path, method=door.method.upper(), **body, **query)


@pytest.mark.parametrize("who", PERSONS)
def test_each_person_gets_exactly_as_far_as_the_table_says(who, arrive, panels, attendee):
    panel, _ = panels
    ada = attendee("Ada Example")
    signup_id = ada.ask(panel).json["id"]
    phone = arrive(who)
    wrong = {}
    for door in sorted(ours(), key=lambda door: door.method == "delete" and "code" in door.path):
        reply = ask(phone, door, panel, signup_id, ada.person.id)
        refused = reply.status_code in {401, 403} or (reply.status_code == 404 and reply.json["code"] == "not_found")
        if refused == (RIGHTS[str(door)] in PERSONS[who]):
            wrong[str(door)] = (reply.status_code, reply.json and reply.json.get("code"))

    assert wrong == {}


def test_what_is_not_theirs_is_not_found_rather_than_forbidden(arrive, panels):
    panel, _ = panels
    phone = arrive("a host of another panel")

    there = phone.get(f"/api/panels/{panel.id}/roster")
    nowhere = phone.get("/api/panels/999999/roster")

    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert {**there.json, "request_id": ""} == {**nowhere.json, "request_id": ""}


@pytest.mark.parametrize("who", ["a helper", "a host", "an organiser"])
def test_nobody_at_a_panel_reads_an_address(who, arrive, panels, attendee):
    """S-42"""
    panel, _ = panels
    ada = attendee("Ada Example", email="canary@example.org")
    signup_id = ada.ask(panel).json["id"]
    phone = arrive(who)
    looks = [door for door in ours() if door.method == "get"]

    answers = {str(door): ask(phone, door, panel, signup_id, ada.person.id).get_data(as_text=True) for door in looks}

    assert [door for door, text in answers.items() if "canary" in text] == []
    assert "Ada Example" in answers["GET /api/panels/{panel_id}/roster"]
