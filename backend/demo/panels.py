"""Panels of the demo: three in different states, with people who asked for seats the way everybody does."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy.orm import Session

from backend.demo import shelf
from backend.demo.editions import Edition
from backend.panels.models import Panel
from backend.panels.service import keeping, signing_up
from backend.panels.service.signing_up import Ask
from backend.people.models import Person
from backend.programme.models import ProgrammeSession
from schemas.words import Role

DAY = 3
OURS = "Meet the bloggers"


def open_panels(
    session: Session, people: Sequence[Person], items: Iterable[ProgrammeSession], edition: Edition
) -> list[Panel]:
    """Give the bloggers' sessions of the third day seats, and have people ask for them; the panels in their order."""
    begins, ends = edition.moment(DAY, "00:00"), edition.moment(DAY, "23:59")
    ours = [item for item in items if item.title.startswith(OURS) and begins <= item.slots[0].starts_at <= ends]
    ours.sort(key=lambda item: item.slots[0].starts_at)
    entries = shelf.read("people")["person"]
    hosts = [person.id for person, entry in zip(people, entries, strict=True) if Role.HOST in entry.get("roles", ())]
    made = []
    for item, entry in zip(ours, shelf.read("panels")["panel"], strict=False):
        panel = keeping.make_panel(session, people[0].id, item.id, _settings(item, entry) | {"host_ids": hosts})
        _ask(session, panel, people, entry)
        made.append(panel)
    return made


def _settings(item: ProgrammeSession, entry: Mapping[str, Any]) -> dict[str, Any]:
    settings = {name: entry[name] for name in ("seats", "reserved") if name in entry}
    if "draw_hours_before" in entry:
        settings["draw_at"] = item.slots[0].starts_at - timedelta(hours=entry["draw_hours_before"])
    return settings


def _ask(session: Session, panel: Panel, people: Sequence[Person], entry: Mapping[str, Any]) -> None:
    askers = people[entry["after"] : entry["after"] + entry["asked"]]
    for person in askers:
        ask = Ask(str(uuid5(NAMESPACE_URL, f"https://lantern.example/{panel.session_id}/{person.email}")))
        signing_up.sign_up(session, person.id, panel.id, ask)
    for person in askers[: entry.get("leave", 0)]:
        signing_up.leave(session, person.id, panel.id)
