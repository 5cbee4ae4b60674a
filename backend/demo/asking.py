"""What the demo's members ask its panels, by the verbs that doors call."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from backend.demo import shelf
from backend.panels.models import Panel
from backend.panels.service import moderating
from backend.panels.service import questions as service
from backend.people.models import Person
from backend.people.signed_in import Reader
from schemas.words import Role

SPREAD = 11  # the voters of the next question begin so many people further on


def ask(session: Session, people: Sequence[Person], panels: Sequence[Panel]) -> None:
    """Put the written questions to these panels, the first to the first; the first of the people is an organiser."""
    host = Reader(people[0].id, people[0].name, frozenset({Role.ORGANISER}), device_id=0)
    for panel, written in zip(panels, shelf.read("questions")["panel"], strict=False):
        _ask_one(session, people, panel, written["question"], host)


def _ask_one(
    session: Session, people: Sequence[Person], panel: Panel, written: Sequence[Mapping[str, Any]], host: Reader
) -> None:
    by_name = {person.name: person for person in people}
    before = 0
    for entry in written:
        asking = {"client_id": uuid4(), "text": entry["text"], "anonymous": entry.get("anonymous", False)}
        asked = service.ask(session, by_name[entry["by"]].id, panel.id, asking)
        _vote(session, people, asked.question.id, entry["votes"] - 1, besides=entry["by"])
        if entry.get("merge"):
            moderating.merge(session, host, asked.question.id, before)
        before = asked.question.id


def _vote(session: Session, people: Sequence[Person], question_id: int, votes: int, *, besides: str) -> None:
    first = question_id * SPREAD % len(people)
    others = [person for person in [*people[first:], *people[:first]] if person.name != besides]
    for person in others[:votes]:
        service.set_vote(session, person.id, question_id, voted=True, client_id=str(uuid4()))
