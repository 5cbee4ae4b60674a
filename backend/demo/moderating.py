"""What the demo's moderators had and have to do, by the verbs that doors call; only the times are put back."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Held, Message
from backend.chat.rules.sending import Saying
from backend.chat.service import membership, sending
from backend.core import markup
from backend.demo import shelf
from backend.moderation.models import Case, Decision
from backend.moderation.service import appealing, claiming, deciding, noting, reporting, rules
from backend.people.models import Person
from backend.people.signed_in import Reader
from schemas.moderation_rules import whole_settings
from schemas.words import Effect, Measure, Reportable, RuleKind

APPEALED_AFTER = timedelta(minutes=90)
PACE = timedelta(minutes=2)  # from what was said to its first report, and from one to the next


def moderate(session: Session, people: Sequence[Person], *, at: datetime) -> None:
    """Make a few rules, let members report what others said, moderators decide some of it, and one author appeal."""
    company = {person.email.partition("@")[0]: _reader(person) for person in people}
    text = shelf.read("moderation")
    for entry in text["rule"]:
        _rule(session, company["odile"], entry)
    for entry in text["case"]:
        _case(session, company, entry, at - timedelta(minutes=entry["minutes"]))
    for entry in text["small"]:
        _case(session, company, _in_full(entry), at - timedelta(minutes=entry["minutes"]))
    for entry in text["held"]:
        _be_held(session, company[entry["by"]], entry, at - timedelta(minutes=entry["minutes"]))


def _reader(person: Person) -> Reader:
    return Reader(person.id, person.name, frozenset(person.roles), device_id=0)


def _rule(session: Session, by: Reader, entry: Mapping[str, Any]) -> None:
    kind = RuleKind(entry["kind"])
    told = {name: entry[name] for name in ("name", "live", "guideline")} | {"channel_id": None}
    settings = whole_settings(kind, entry["settings"])
    rules.make(session, by.id, None, told | {"kind": kind, "effect": Effect(entry["effect"]), "settings": settings})


def _in_full(entry: Mapping[str, Any]) -> dict[str, Any]:
    name, guideline = entry["report"]
    decided = {"by": "barnaby", "measure": "removed", "guideline": guideline, "text": "", "after": entry["after"]}
    return {**entry, "reports": [(name, guideline, "")], "decide": decided}


def _case(session: Session, company: Mapping[str, Reader], entry: Mapping[str, Any], at: datetime) -> None:
    message = _say(session, company[entry["by"]], entry, at)
    case = _report(session, company, entry, message)
    if "claim" in entry:
        claiming.claim(session, company[entry["claim"]], case.id)
    if "note" in entry:
        noting.note(session, company[entry["claim"]], case.id, entry["note"])
    if "decide" in entry:
        _decide(session, company, entry, case)


def _report(session: Session, company: Mapping[str, Reader], entry: Mapping[str, Any], message: Message) -> Case:
    about = {"subject": Reportable.MESSAGE, "subject_id": message.id}
    for place, (name, guideline, words) in enumerate(entry["reports"], start=1):
        membership.join(session, company[name], message.channel_id)
        made = reporting.report(session, company[name], about | {"guideline": guideline, "words": words})
        made.report.at = message.at + place * PACE
    case = session.get_one(Case, made.report.case_id)
    case.opened_at = message.at + PACE
    return case


def _decide(session: Session, company: Mapping[str, Reader], entry: Mapping[str, Any], case: Case) -> None:
    told = entry["decide"]
    wanted = {name: told[name] for name in ("guideline", "text")}
    wanted |= {"measure": Measure(told["measure"]), "restriction": None, "remove": False, "rev": case.rev}
    deciding.decide(session, company[told["by"]], case.id, wanted)
    decision = session.get_one(Decision, case.decision_id)
    case.decided_at = decision.at = case.opened_at + timedelta(minutes=told["after"])
    if "appeal" in entry:
        appeal = appealing.appeal(session, decision.person_id, decision.id, entry["appeal"])
        appeal.at = decision.at + APPEALED_AFTER
        session.execute(select(Case).where(Case.appeal_id == appeal.id)).scalar_one().opened_at = appeal.at


def _say(session: Session, reader: Reader, entry: Mapping[str, Any], at: datetime) -> Message:
    channel, client_id = _send(session, reader, entry)
    said = select(Message).where(Message.author_id == reader.id, Message.client_id == client_id)
    message = session.execute(said).scalar_one()
    message.at = channel.last_at = at
    return message


def _be_held(session: Session, reader: Reader, entry: Mapping[str, Any], at: datetime) -> None:
    _, client_id = _send(session, reader, entry)
    waits = select(Held).where(Held.author_id == reader.id, Held.client_id == client_id)
    held = session.execute(waits).scalar_one()
    session.execute(select(Case).where(Case.held_id == held.id)).scalar_one().opened_at = held.at = at


def _send(session: Session, reader: Reader, entry: Mapping[str, Any]) -> tuple[Channel, str]:
    channel = session.execute(select(Channel).where(Channel.title == entry["channel"])).scalar_one()
    membership.join(session, reader, channel.id)
    client_id = str(uuid5(NAMESPACE_URL, f"https://lantern.example/moderation/{entry['minutes']}"))
    sending.send(session, reader, channel.id, Saying(client_id, markup.understand(entry["says"]), None, ()))
    return channel, client_id
