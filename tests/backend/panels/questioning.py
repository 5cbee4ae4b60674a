"""Questions to a panel as their people know them: who asks, who votes, what each of them is told."""

from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from backend.core import clock, db, feed
from backend.panels.models import Panel, PanelHost, QuestionVote


class Member:
    """Somebody with a phone."""

    def __init__(self, phone: Any, person: Any) -> None:
        self.phone, self.person = phone, person

    def ask(self, panel: Panel, text: str = "Who reads us?", *, client_id: str = "", **more: Any) -> Any:
        body = {"client_id": client_id or str(uuid4()), "text": text, **more}
        return self.phone.post(f"/api/panels/{panel.id}/questions", json=body)

    def asked(self, panel: Panel, text: str = "Who reads us?", **more: Any) -> int:
        """Ask it, and return its number."""
        reply = self.ask(panel, text, **more)
        assert reply.status_code == 201, reply.json
        return reply.json["question"]["id"]

    def vote(self, question: int, voted: bool = True, *, client_id: str = "") -> Any:
        body = {"client_id": client_id or str(uuid4()), "voted": voted}
        return self.phone.put(f"/api/questions/{question}/vote", json=body)

    def withdraw(self, question: int) -> Any:
        return self.phone.delete(f"/api/questions/{question}")

    def change(self, question: int, **changes: Any) -> Any:
        return self.phone.patch(f"/api/questions/{question}", json=changes)

    def merge(self, question: int, into: int) -> Any:
        return self.phone.post(f"/api/questions/{question}/merge", json={"into": into})

    def questions(self, panel: Panel, since: int = 0) -> list[Any]:
        """The questions this phone is told of."""
        reply = self.phone.get(f"/api/panels/{panel.id}/questions?since={since}")
        return reply.json["records"].get("question", [])

    def question(self, panel: Panel, number: int) -> Any:
        return next(one for one in self.questions(panel) if one["id"] == number)

    def votes(self, panel: Panel, number: int) -> int:
        return self.question(panel, number)["votes"]

    def askers(self, panel: Panel) -> dict[int, Any]:
        reply = self.phone.get(f"/api/panels/{panel.id}/questions/askers")
        return {one["id"]: one for one in reply.json["records"].get("asker", [])}

    def mine(self, kind: str) -> list[Any]:
        """The records of my own stream."""
        return self.phone.get("/api/me/changes").json["records"].get(kind, [])


class Heard:
    """What a phone keeps that takes in one frame of the panel's stream after the other."""

    def __init__(self, panel_id: int) -> None:
        self.stream, self.head, self.records = f"panel:{panel_id}", 0, {}
        self.catch_up()

    def catch_up(self) -> None:
        with db.reading() as session:
            frame = feed.changes_since(session, self.stream, self.head)
        self.head = frame["head"]
        for record in frame["records"].get("question", []):
            self.records[record["id"]] = record
            if "removed" in record:
                del self.records[record["id"]]


def host(panel: Panel, person: Any) -> None:
    """Make this person a host of the panel."""
    with db.writing() as session:
        session.add(PanelHost(panel_id=panel.id, person_id=person.id, at=clock.now()))


def recount(question: int) -> int:
    """How many people's votes stand behind a question."""
    counted = sa.select(sa.func.count()).where(QuestionVote.question_id == question, QuestionVote.voted.is_(True))
    with db.reading() as session:
        return session.execute(counted).scalar_one()
