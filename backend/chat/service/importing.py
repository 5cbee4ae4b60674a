"""A community moves in with its past: lines of JSON become messages with their times, authors and photos.

A line is known by its name when the file comes again, so an import that was ended half-way is simply begun anew. The
past counts as read. Nothing goes before what is said already: a channel has one order, and its numbers are given.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from sqlalchemy.orm import Session

from backend.chat.models import Channel, Chatter, Membership, Message
from backend.chat.queries import importing as queries
from backend.chat.queries.importing import Known
from backend.chat.readers.lines import BadLine, Said
from backend.chat.service import finding, photos
from backend.core import clock, feed
from backend.core.errors import Invalid
from backend.core.markup import understand
from backend.people import rules as people_rules
from backend.people.models import Person
from backend.people.service.signing_in import join
from schemas.words import ChannelKind

AT_ONCE = 500  # memberships that are marked as read
MOST_TOLD = 1000  # of what is left out


@dataclass(slots=True)
class Run:
    """An import under way: whether people nobody knows become members, and what came of the lines so far.

    `loose` are answers to messages that are not there; they stand without what they answer. Of what is left out, the
    first thousand can be told.
    """

    joins: bool
    taken: int = 0
    known: int = 0
    loose: int = 0
    photos: int = 0
    left_out: int = 0
    photos_left_out: int = 0
    bad: list[BadLine] = field(default_factory=list)
    channel_ids: set[int] = field(default_factory=set)
    names: dict[str, Known] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    def leave_out(self, line: int, why: str) -> None:
        """Count a line that is not taken in."""
        self.left_out += 1
        self._tell(line, why)

    def leave_photo_out(self, line: int, why: str) -> None:
        """Count a photo whose message stands without it."""
        self.photos_left_out += 1
        self._tell(line, why)

    def _tell(self, line: int, why: str) -> None:
        if len(self.bad) < MOST_TOLD:
            self.bad.append(BadLine(line, why))


@dataclass(slots=True)
class Line:
    """A line that is about to be taken in, with its author and its photos, once those are here."""

    said: Said
    author_id: int
    photo_ids: list[int] = field(default_factory=list)


def to_take_in(session: Session, run: Run, batch: Sequence[Said]) -> list[Line]:
    """Of these lines those that can be taken in, in their order; of the others the run tells why not."""
    lines = list(_new(session, run, list(_with_authors(session, run, batch))))
    channels = queries.channels_titled(session, {line.said.channel for line in lines})
    return [line for title, some in _by_channel(lines) for line in _in_order(run, channels.get(title), some)]


def take_in(session: Session, run: Run, lines: Sequence[Line]) -> None:
    """Say what stands in these lines; one that meanwhile has nothing to say, or says it too late, is left out."""
    said = [line for line in lines if line.said.text or line.photo_ids]
    channels = queries.channels_titled(session, {line.said.channel for line in said})
    for title, some in _by_channel(said):
        channel = channels.get(title) or _made(session, title, at=some[0].said.at)
        run.channel_ids.add(channel.id)
        _say(session, run, channel, list(_in_order(run, channel, some)))


def _by_channel(lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    for title, some in groupby(sorted(lines, key=_channel), key=_channel):
        yield title, list(some)


def _channel(line: Line) -> str:
    return line.said.channel


def _with_authors(session: Session, run: Run, batch: Sequence[Said]) -> Iterator[Line]:
    for said in batch:
        if said.email not in run.addresses:
            run.addresses[said.email] = _address(said.email)
    people = queries.people_at(session, {run.addresses[said.email] for said in batch})
    for said in batch:
        email = run.addresses[said.email]
        if email not in people and email and run.joins and said.name:
            people[email] = _joined(session, email, said.name)
        if email in people:
            yield Line(said, people[email].id)
        else:
            run.leave_out(said.line, _why_nobody(run, said, email))


def _address(email: str) -> str:
    try:
        return people_rules.normal_address(email)
    except Invalid:
        return ""


def _joined(session: Session, email: str, name: str) -> Person:
    person = join(session, email)
    person.name = person.name or name
    return person


def _why_nobody(run: Run, said: Said, email: str) -> str:
    if not email:
        return "email: This does not look like an e-mail address."
    if run.joins:
        return "name: Somebody who is not a member yet needs a name."
    return f"email: Nobody here has the address {said.email}."


def _new(session: Session, run: Run, lines: Sequence[Line]) -> Iterator[Line]:
    """Those that are not there already, from this import, one before it, or because they were said here."""
    known = queries.known(session, {_name(line) for line in lines})
    run.names |= {line.said.id: known[_name(line)] for line in lines if _name(line) in known}
    coming = set[tuple[int, str]]()
    for line in lines:
        if _name(line) in known or _name(line) in coming:
            run.known += 1
        else:
            coming.add(_name(line))
            yield line


def _name(line: Line) -> tuple[int, str]:
    return line.author_id, line.said.client_id


def _made(session: Session, title: str, *, at: datetime) -> Channel:
    channel = Channel(kind=ChannelKind.TOPIC, title=title, created_at=at, last_number=0, members=0)
    session.add(channel)
    session.flush()
    feed.touch(session, channel, on=_stream(channel))
    return channel


def _in_order(run: Run, channel: Channel | None, lines: Iterable[Line]) -> Iterator[Line]:
    newest, now = channel.last_at if channel else None, clock.now()
    for line in lines:
        if line.said.at > now:
            run.leave_out(line.said.line, "at: This lies in the future.")
        elif newest and line.said.at < newest:
            why = f"at: In {line.said.channel} something newer is said already ({newest:%Y-%m-%d %H:%M} UTC)."
            run.leave_out(line.said.line, f"{why} Lines stand in the order of their times.")
        else:
            newest = line.said.at
            yield line


def _say(session: Session, run: Run, channel: Channel, lines: Sequence[Line]) -> None:
    if not lines:
        return
    messages = [_message(channel, line, number) for number, line in enumerate(lines, channel.last_number + 1)]
    session.add_all(messages)
    session.flush()
    _show(session, run, lines, messages)
    changed = _link(session, run, lines, messages)
    finding.keep_all(session, channel, messages)
    _belong(session, channel, messages)
    channel.last_number, channel.last_at = messages[-1].number, messages[-1].at
    feed.touch(session, *{message.id: message for message in (*changed, *messages)}.values(), on=_stream(channel))
    run.taken += len(messages)


def _message(channel: Channel, line: Line, number: int) -> Message:
    return Message(
        channel_id=channel.id,
        number=number,
        author_id=line.author_id,
        client_id=line.said.client_id,
        at=line.said.at,
        text=line.said.text,
        html=understand(line.said.text).html({}),
        replies=0,
    )


def _show(session: Session, run: Run, lines: Sequence[Line], messages: Sequence[Message]) -> None:
    for line, message in zip(lines, messages, strict=True):
        if line.photo_ids:
            photos.attach(session, line.author_id, message, line.photo_ids)
            run.photos += len(line.photo_ids)


def _link(session: Session, run: Run, lines: Sequence[Line], messages: Sequence[Message]) -> list[Message]:
    """Let answers stand with what they answer; the older messages at which chains of replies grew."""
    here = {message.id: message for message in messages}
    answered: Counter[int] = Counter()
    last_at: dict[int, datetime] = {}
    for line, message in zip(lines, messages, strict=True):
        target = run.names.get(line.said.answers) if line.said.answers else None
        run.loose += bool(line.said.answers) and target is None
        if target:
            message.reply_to_id, message.root_id = target.id, target.root_id
            answered[target.root_id] += 1
            last_at[target.root_id] = message.at
        run.names[line.said.id] = Known(message.id, message.root_id or message.id)
    older = queries.messages_to_change(session, answered.keys() - here.keys())
    for root_id, count in answered.items():
        root = here.get(root_id) or older[root_id]
        root.replies, root.last_reply_at = root.replies + count, last_at[root_id]
    return list(older.values())


def _belong(session: Session, channel: Channel, messages: Sequence[Message]) -> None:
    """Whoever wrote in a channel belongs to it."""
    latest = {message.author_id: message for message in messages}
    known = queries.memberships_to_change(session, channel.id, latest.keys())
    for message in messages:
        if message.author_id not in known:
            mine = Membership(channel_id=channel.id, person_id=message.author_id, joined_at=message.at)
            known[message.author_id] = mine
            session.add(mine)
            channel.members += 1
    _know(session, messages)
    for person_id, mine in known.items():
        mine.wrote_at = latest[person_id].at
        feed.touch(session, mine, on=f"me:{person_id}")


def _know(session: Session, messages: Sequence[Message]) -> None:
    """Whoever wrote long ago is not new here."""
    first = {message.author_id: message for message in reversed(messages)}
    for person_id in sorted(first.keys() - queries.chatters(session, first.keys())):
        mine = Chatter(person_id=person_id, accepted_version=0, messages=0, first_at=first[person_id].at)
        session.add(mine)
        feed.touch(session, mine, on=f"me:{person_id}")


def count_as_read(session: Session, channel_id: int) -> bool:
    """Let some of those who belong to the channel have read all of it; False once there are none left who have not."""
    channel = session.get_one(Channel, channel_id)
    behind = queries.members_behind(session, channel, limit=AT_ONCE)
    for mine in behind:
        mine.read_number = channel.last_number
        feed.touch(session, mine, on=f"me:{mine.person_id}")
    return bool(behind)


def _stream(channel: Channel) -> str:
    return f"channel:{channel.id}"
