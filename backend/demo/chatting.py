"""What the members of the demo say to each other, by the verbs that doors call; only the times are put back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Message
from backend.chat.queries import channels as queries
from backend.chat.rules.sending import Saying
from backend.chat.service import accepting, direct, editing, membership, reacting, reading, removing, seasons, sending
from backend.chat.service import channels as service
from backend.core import markup
from backend.demo import shelf
from backend.panels.models import Panel
from backend.people.models import Person
from backend.people.signed_in import Reader
from backend.programme.models import ProgrammeSession
from schemas.words import Access

NEWCOMER, ATTENDEE = "wren", "noemie"
FIRST_TIMERS = frozenset({"wren", "philomena", "eskil", "leilani", "suraiya"})
ARRIVED = timedelta(days=60)  # ago, everybody but the newcomer
JOINED = timedelta(days=800)  # ago, everybody but the first-timers
PACE = timedelta(minutes=3)
TOPICS = ("night_shift", "messages_that_almost_parse", "en_espanol")
VOTERS_APART = 7
A_FEW = 5  # others are one that really adds the emoji: each is a verb, and the demo is loaded often
SIGNED_IN_AS = 12  # people that the sign-in page offers
MARKS = frozenset({"re", "edit", "corrected", "gone"})


@dataclass(frozen=True, slots=True)
class Company:
    """Everybody by the first part of their address, and the moment from which hours are counted back."""

    by_name: Mapping[str, Reader]
    at: datetime


def converse(
    session: Session,
    people: Sequence[Person],
    items: Mapping[str, ProgrammeSession],
    panels: Sequence[Panel],
    *,
    at: datetime,
) -> None:
    """Let everybody arrive, and say what stands in the texts: in channels of all kinds, and to each other."""
    company = Company({person.email.partition("@")[0]: _reader(person) for person in people}, at)
    for person, name in zip(people, company.by_name, strict=True):
        person.joined_at = at - (ARRIVED if name in FIRST_TIMERS else JOINED)
    service.found_lasting(session)
    for name, reader in company.by_name.items():
        _arrive(session, reader, at=at, new=name == NEWCOMER)
    for key in queries.LASTING:
        _talk_all(session, company, _lasting(session, company, key), shelf.read(f"chat/{key}")["talk"])
    for name in TOPICS:
        text = shelf.read(f"chat/{name}")
        _talk_all(session, company, _topic(session, company, text), text["talk"])
    _talk_about(session, company, items, panels)
    for reader in list(company.by_name.values())[:SIGNED_IN_AS]:
        _read(session, company, reader)


def _read(session: Session, company: Company, reader: Reader) -> None:
    """Have read everything; but for the attendee, for whom something is new in every channel."""
    for listed in queries.channels_for(session, reader):
        if listed["membership"] and reader is not company.by_name[ATTENDEE]:
            reading.read(session, reader, listed["id"], listed["last_number"])


def _reader(person: Person) -> Reader:
    return Reader(person.id, person.name, frozenset(person.roles), device_id=0)


def _arrive(session: Session, reader: Reader, *, at: datetime, new: bool) -> None:
    """Accept the guidelines; whoever is not new did so long ago, and has said the first words elsewhere."""
    chatter = accepting.accept(session, reader.id, version=1)
    if not new:
        chatter.accepted_at = chatter.first_at = at - ARRIVED


def _lasting(session: Session, company: Company, key: str) -> Channel:
    channel = queries.channel_at(session, key)
    assert channel is not None  # noqa: S101 - it was made right before
    for reader in company.by_name.values():
        membership.join(session, reader, channel.id)
    return channel


def _topic(session: Session, company: Company, text: Mapping[str, Any]) -> Channel:
    """A topic as its proposer put it and the moderator opened it; those who speak in it have joined."""
    channel = _proposed(session, company, {"title": text["channel"], **text})
    service.answer(session, company.by_name["barnaby"], channel.id, open_it=True, note="With pleasure.")
    for name in dict.fromkeys(line[0] for talk in text["talk"] for line in talk["say"]):
        membership.join(session, company.by_name[name], channel.id)
    return channel


def _proposed(session: Session, company: Company, text: Mapping[str, Any]) -> Channel:
    wanted = {
        "title": text["title"],
        "purpose": text["purpose"],
        "guidelines": "",
        "language": text.get("language", ""),
        "access": Access(text.get("access", Access.MEMBERS)),
    }
    channel_id = service.propose(session, company.by_name[text["by"]], wanted)
    return session.get_one(Channel, channel_id)


def _talk_about(
    session: Session, company: Company, items: Mapping[str, ProgrammeSession], panels: Sequence[Panel]
) -> None:
    """What is said about the programme, what is proposed and waits, and what two people write to each other."""
    text, by = shelf.read("chat/about_the_programme"), company.by_name["noemie"].id
    for talk in text["session"]:
        channel_id = seasons.of_session(session, by, items[talk["title"]].id)
        _talk(session, company, session.get_one(Channel, channel_id), talk)
    known = {panel.title: panel for panel in panels}
    for talk in text["panel"]:
        if panel := known.get(talk["title"]):
            _talk(session, company, session.get_one(Channel, seasons.of_panel(session, by, panel.id)), talk)
    for proposal in text["proposal"]:
        _proposed(session, company, proposal)
    for talk in text["direct"]:
        two = Company({name: company.by_name[name] for name in (talk["one"], talk["other"])}, company.at)
        one, other = two.by_name.values()
        _talk(session, two, session.get_one(Channel, direct.open_with(session, one, other.id)), talk)


def _talk_all(session: Session, company: Company, channel: Channel, talks: Sequence[Mapping[str, Any]]) -> None:
    for talk in talks:
        _talk(session, company, channel, talk)


def _talk(session: Session, company: Company, channel: Channel, talk: Mapping[str, Any]) -> None:
    """One talk: a line after the other, a few minutes apart, beginning so many hours ago."""
    said: list[Message] = []
    for place, line in enumerate(talk["say"]):
        more = line[2] if len(line) > 2 else {}  # noqa: PLR2004 - who, what, and what hangs on it
        answered = said[-more["re"]].id if "re" in more else None
        message = _say(session, company, channel, line[0], line[1], answered)
        at = company.at - timedelta(hours=talk["hours"]) + place * PACE
        _hang_on(session, company, message, line[0], more)
        message.at = channel.last_at = at
        if message.edited_at:
            message.edited_at = at + PACE
        said.append(message)


def _say(session: Session, company: Company, channel: Channel, name: str, text: str, answered: int | None) -> Message:
    """Say it now; `@name` names somebody by the first part of their address."""
    client_id = str(uuid5(NAMESPACE_URL, f"https://lantern.example/channels/{channel.id}/{channel.last_number}"))
    for one, reader in company.by_name.items():
        text = text.replace(f"@{one} ", f"<@{reader.id}> ")
    saying = Saying(client_id, markup.understand(text), answered, ())
    sending.send(session, company.by_name[name], channel.id, saying)
    return session.execute(
        select(Message).where(Message.author_id == company.by_name[name].id, Message.client_id == client_id)
    ).scalar_one()


def _hang_on(session: Session, company: Company, message: Message, name: str, more: Mapping[str, Any]) -> None:
    """What others added to a message, how it was put later, or that it was taken back."""
    author = company.by_name[name]
    everybody = list(company.by_name.values())
    first = message.id * VOTERS_APART % len(everybody)
    others = [one for one in [*everybody[first:], *everybody[:first]] if one.id != author.id]
    for emoji in more.keys() - MARKS:
        for one in others[: 1 + more[emoji] // A_FEW]:
            reacting.react(session, one, message.id, emoji, on=True)
    if "edit" in more:
        written = markup.understand(more["edit"])
        editing.edit(session, author, message.id, written, corrected=more.get("corrected", False))
    if more.get("gone"):
        removing.remove_own(session, author.id, message.id)
