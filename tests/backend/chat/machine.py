"""Whatever four people say and do in three channels, in whatever order, and what must hold after each step.

One of them is a moderator, who takes away and puts back.

A phone knows a channel by frames alone, looks when it looks, and loads older pages; what it then holds must be what
a reload would show. Nobody's phone is ever handed what they may not read, nor a word of what was removed.
"""

from itertools import count
from typing import Any, ClassVar

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy.orm import aliased

from backend.chat.models import Block, Channel, Held, Membership, Mention, Message, Reaction
from backend.chat.queries.finding import PAGE as FOUND
from backend.chat.service import holding
from backend.core import clock, db, feed, limits
from schemas.chat import PAGE
from schemas.words import Access, ChannelKind, HeldState, Holding, Role
from tests.backend.chat.talking import Talker, a_client_id, records
from tests.factories import a_channel, a_chatter, a_person

PEOPLE, CHANNELS, SAID = st.integers(0, 3), st.sampled_from([0, 0, 1, 2]), st.integers(0, 5)
EMOJI = st.sampled_from("👍🎉")
BEFORE = PAGE + 5  # messages that are there from the beginning: more than a phone is given
_words = count(1)


class Window:
    """What a phone holds of a channel: its messages from `low` on, by frames and pages."""

    def __init__(self) -> None:
        self.head, self.low = 0, 1
        self.messages: dict[int, dict[str, Any]] = {}

    def take(self, frame: dict[str, Any]) -> None:
        """As the front end does it; an older message that was not loaded is none of its business."""
        rows = frame["records"].get("message", [])
        if frame["reset"]:
            assert len(rows) <= PAGE
            self.messages = {}
            self.low = min((row["number"] for row in rows), default=1) if len(rows) >= PAGE else 1
        for row in rows:
            if row.get("removed"):
                self.messages.pop(row["id"], None)
            elif row["number"] >= self.low:
                self.put(row)
        self.head = frame["head"]

    def put(self, row: dict[str, Any]) -> None:
        known = self.messages.get(row["id"])
        if known is None or row["rev"] >= known["rev"]:
            self.messages[row["id"]] = row

    def load(self, page: dict[str, Any]) -> None:
        """An older page, taken while nothing changes: all there is of its numbers."""
        self.low = min(self.low, page["first"])
        for row in page["messages"]:
            self.put(row)

    def shown(self) -> list[dict[str, Any]]:
        return sorted(self.messages.values(), key=lambda row: row["number"])


class Chat(RuleBasedStateMachine):
    """Two channels, one of them open to anyone, and what Ada and Ben say to each other."""

    sign_in: ClassVar[Any]

    @initialize()
    def begin(self) -> None:
        limits.forget()
        self.channels = [a_channel("For members"), a_channel("For anyone", access=Access.OPEN)]
        names = (("Ada A", ()), ("Ben B", ()), ("Cleo C", ()), ("Moa M", (Role.MODERATOR,)))
        people = [a_chatter(a_person(name, *roles), *self.channels) for name, roles in names]
        self.people = [Talker(type(self).sign_in(person), person) for person in people]
        ada, ben, *_ = self.people
        direct = ada.phone.post(f"/api/people/{ben.id}/direct").json["id"]
        with db.reading() as session:
            self.channels.append(session.get_one(Channel, direct))
        fill(self.channels[0], people[0])
        self.sent: list[tuple[Talker, Channel, dict[str, Any], dict[str, Any]]] = []
        self.held: list[tuple[Talker, Channel, dict[str, Any], int]] = []
        self.removed: list[str] = []
        self.taken: list[tuple[int, list[str]]] = []  # removals that stand, with what was said
        self.reads: dict[tuple[int, int], int] = {}
        self.step = 0
        self.windows = [{channel.id: Window() for channel in self.channels} for _ in self.people]
        for who in range(4):
            self.look(who)
            self.somebody_speaks(who, who % 2, (who + 1) % 4, who - 1 if who else None)

    def pick(self, number: int) -> tuple[Talker, dict[str, Any]]:
        """One of the latest messages, and who said it."""
        talker, _, _, message = self.sent[-1 - number % len(self.sent)]
        return talker, message

    @rule(who=PEOPLE, where=CHANNELS, names=st.none() | PEOPLE, answers=st.none() | SAID)
    def somebody_speaks(self, who: int, where: int, names: int | None, answers: int | None) -> None:
        talker, channel = self.people[who], self.channels[where]
        body: dict[str, Any] = {"client_id": a_client_id(), "text": f"word{next(_words)}x"}
        if names is not None:
            body["text"] += f" <@{self.people[names].id}>"
        if answers is not None and self.sent:
            body["reply_to"] = self.pick(answers)[1]["id"]
        reply = talker.phone.post(f"/api/channels/{channel.id}/messages", json=body)
        assert reply.status_code in {201, 202, 403, 404, 409, 410}, reply.text
        if reply.status_code == 201:
            self.sent.append((talker, channel, body, reply.json))
        if reply.status_code == 202:
            self.held.append((talker, channel, body, reply.json["id"]))

    @rule(where=st.integers(0, 1), whose=st.sampled_from(list(Holding)))
    def a_moderator_holds_messages_or_lets_them_pass(self, where: int, whose: Holding) -> None:
        door = f"/api/channels/{self.channels[where].id}/moderation"
        assert self.people[3].phone.put(door, json={"holding": whose.value}).status_code == 200

    @rule(number=SAID, does=st.sampled_from(["publish", "publish", "withhold", "withdraw"]))
    def somebody_decides_what_waits(self, number: int, does: str) -> None:
        """In any order; what one person wrote in a channel is published as they wrote it."""
        if not self.held:
            return
        talker, _, _, held_id = self.held[-1 - number % len(self.held)]
        with db.writing() as session:
            if does == "withdraw":
                holding.withdraw(session, talker.id, held_id)
            else:
                getattr(holding, does)(session, held_id)
        self.see_what_was_published()

    def see_what_was_published(self) -> None:
        with db.reading() as session:
            known = {one.id: one for one in session.scalars(sa.select(Held))}
        for one in self.held:
            talker, channel, body, held_id = one
            held = known[held_id]
            if held.published_id is not None:
                again = talker.phone.post(f"/api/channels/{channel.id}/messages", json=body)
                assert (again.status_code, again.json["id"]) == (200, held.published_id)
                self.sent.append((talker, channel, body, again.json))
            elif held.state in {HeldState.WITHHELD, HeldState.WITHDRAWN}:
                self.removed.append(body["text"].split()[0])
        self.held = [one for one in self.held if known[one[3]].state is HeldState.WAITING]

    @rule(number=SAID)
    def a_phone_sends_again(self, number: int) -> None:
        talker, channel, body, first = self.sent[-1 - number % len(self.sent)]
        reply = talker.phone.post(f"/api/channels/{channel.id}/messages", json=body)
        assert (reply.status_code, reply.json["id"], reply.json["number"]) == (200, first["id"], first["number"])

    @rule(number=SAID, other=st.none() | PEOPLE, names=PEOPLE)
    def somebody_changes_a_message(self, number: int, other: int | None, names: int) -> None:
        author, message = self.pick(number)
        talker = author if other is None else self.people[other]
        text = f"word{next(_words)}x <@{self.people[names].id}>"
        reply = talker.edit(message, text, corrected=other is not None)
        assert reply.status_code in {200, 202, 403, 404, 410}, reply.text
        assert reply.status_code != 200 or talker is author

    @rule(number=SAID, other=st.none() | PEOPLE)
    def somebody_takes_a_message_away(self, number: int, other: int | None) -> None:
        author, message = self.pick(number)
        talker, before = author if other is None else self.people[other], texts_of(message["id"])
        reply = talker.remove(message)
        assert reply.status_code == (204 if talker is author else 403), reply.text
        self.removed += before if reply.status_code == 204 else []

    @rule(number=SAID)
    def a_moderator_removes_a_message(self, number: int) -> None:
        _, message = self.pick(number)
        before, phone = texts_of(message["id"]), self.people[3].phone
        body = {"subject": "message", "subject_id": message["id"], "guideline": "kindness"}
        reply = phone.post("/api/moderation/removals", json=body)
        assert reply.status_code in {201, 403, 404}, reply.text
        if reply.status_code == 201 and before:
            self.taken.append((reply.json["id"], before))
            self.removed += before

    @rule(number=SAID, again=st.booleans())
    def a_moderator_puts_a_message_back(self, number: int, again: bool) -> None:
        if not self.taken:
            return
        place = number % len(self.taken)
        removal, words = self.taken[place]
        for _ in range(1 + again):
            reply = self.people[3].phone.delete(f"/api/moderation/removals/{removal}")
            assert reply.status_code == 200, reply.text
        self.taken.pop(place)
        self.removed = [word for word in self.removed if word not in words]

    @rule(who=PEOPLE, number=SAID)
    def somebody_reports_a_message(self, who: int, number: int) -> None:
        talker, (_, message) = self.people[who], self.pick(number)
        body = {"subject": "message", "subject_id": message["id"], "guideline": "spam", "client_id": a_client_id()}
        reply = talker.phone.post("/api/reports", json=body)
        assert reply.status_code in {200, 201, 403, 404, 429}, reply.text

    @rule(who=PEOPLE, number=SAID, emoji=EMOJI, on=st.sampled_from([True, True, False]))
    def somebody_reacts(self, who: int, number: int, emoji: str, on: bool) -> None:
        talker, (_, message) = self.people[who], self.pick(number)
        reply = (talker.react if on else talker.unreact)(message, emoji)
        assert reply.status_code in {200, 403, 404, 410}, reply.text

    @rule(who=PEOPLE, where=CHANNELS, number=st.integers(0, BEFORE + 20))
    def somebody_has_read(self, who: int, where: int, number: int) -> None:
        talker, channel = self.people[who], self.channels[where]
        reply = talker.read(channel, number)
        assert reply.status_code in {200, 404, 409}, reply.text
        if reply.status_code == 200:
            assert reply.json["read_number"] >= self.reads.get((talker.id, channel.id), 0)

    @rule(who=PEOPLE, where=CHANNELS, does=st.sampled_from(["join", "leave"]))
    def somebody_comes_or_goes(self, who: int, where: int, does: str) -> None:
        self.people[who].phone.post(f"/api/channels/{self.channels[where].id}/{does}")

    @rule(who=PEOPLE, other=PEOPLE, does=st.sampled_from(["put", "delete"]))
    def somebody_blocks_or_forgives(self, who: int, other: int, does: str) -> None:
        getattr(self.people[who].phone, does)(f"/api/people/{self.people[other].id}/block")

    @rule(who=PEOPLE, where=CHANNELS)
    def somebody_scrolls_up(self, who: int, where: int) -> None:
        channel, window = self.channels[where], self.windows[who][self.channels[where].id]
        self.look(who)
        if window.low > 1 and window.head:
            window.load(self.people[who].page(channel, before=window.low, limit=4).json)

    @rule(who=PEOPLE, where=CHANNELS)
    def a_phone_begins_anew(self, who: int, where: int) -> None:
        self.windows[who][self.channels[where].id] = Window()
        self.look(who)

    @rule(who=PEOPLE)
    def somebody_looks(self, who: int) -> None:
        self.look(who)

    def look(self, who: int) -> None:
        """The phone catches up with every channel it may hear, and forgets the others."""
        reader = Reader(self.people[who])
        for channel in self.channels:
            window = self.windows[who][channel.id]
            with db.reading() as session:
                if not feed.may_open(session, reader, f"channel:{channel.id}"):
                    self.windows[who][channel.id] = Window()
                    continue
                frame = feed.changes_since(session, f"channel:{channel.id}", window.head)
            assert not [word for word in self.removed if word in str(frame)]
            window.take(frame)

    @invariant()
    def what_one_phone_holds_is_what_a_reload_shows(self) -> None:
        """Somebody else's after each step, everybody's at the end."""
        self.step += 1
        self.compare(self.step % 4)
        check_numbers(self.channels[self.step % 3])
        check_counts(self.channels[self.step % 3])
        if self.step % 5 == 0:
            self.search(self.step % 4)

    def teardown(self) -> None:
        for who in range(4):
            self.compare(who)
            self.search(who)
        for channel in self.channels:
            check_numbers(channel)
            check_counts(channel)

    def compare(self, who: int) -> None:
        self.look(who)
        talker = self.people[who]
        heard = str([records(f"me:{talker.id}"), records("moderation:1")])
        assert not [word for word in self.removed if word in heard]
        for place, channel in enumerate(self.channels):
            window, page = self.windows[who][channel.id], talker.page(channel, limit=100)
            assert page.status_code == (200 if self.may_read(who, place) else 404)
            if page.status_code == 200:
                assert window.head == page.json["head"]
                assert window.shown() == [row for row in page.json["messages"] if row["number"] >= window.low]

    def search(self, who: int) -> None:
        """What somebody finds is what they may read now, as it reads now, of whom they want to hear."""
        limits.forget()
        talker = self.people[who]
        blocked = sa.select(Block.blocked_id).where(Block.person_id == talker.id, Block.removed_at.is_(None))
        for place, channel in enumerate(self.channels):
            query: dict[str, Any] = {"q": "word", "channel": channel.id}
            found = talker.phone.get("/api/chat/search", query_string=query).json["found"]
            theirs = sa.select(Message.text).where(Message.channel_id == channel.id, Message.author_id.not_in(blocked))
            theirs = theirs.where(Message.text.startswith("word")).order_by(Message.number.desc()).limit(FOUND)
            with db.reading() as session:
                there = list(session.scalars(theirs)) if self.may_read(who, place) else []
            assert [one["message"]["text"] for one in found] == there

    def may_read(self, who: int, place: int) -> bool:
        """Everybody reads the two channels; Ada knows of the third, and Ben once something was said there."""
        there = any(channel.id == self.channels[2].id for _, channel, _, _ in self.sent)
        return place < 2 or who == 0 or (who == 1 and there)

    @invariant()
    def what_waits_is_read_by_nobody_else(self) -> None:
        """Neither in a channel nor in anybody's notices; and nobody's comes before what they wrote first."""
        if not self.held:
            return
        with db.reading() as session:
            said = set(session.scalars(sa.select(Message.client_id)))
            earlier = aliased(Held)
            before = (Held.author_id == earlier.author_id, Held.channel_id == earlier.channel_id, earlier.id < Held.id)
            passed = sa.select(Held.id).join(earlier, sa.and_(*before)).where(Held.published_id.is_not(None))
            passed = passed.where(Held.message_id.is_(None), earlier.message_id.is_(None))
            passed = passed.where(earlier.state == HeldState.WAITING)
            assert session.scalars(passed).all() == []
        assert said.isdisjoint(body["client_id"] for _, _, body, _ in self.held)

    @invariant()
    def a_mark_only_moves_forward(self) -> None:
        with db.reading() as session:
            for one in session.scalars(sa.select(Membership)):
                known = self.reads.get((one.person_id, one.channel_id), 0)
                assert one.read_number >= known
                self.reads[one.person_id, one.channel_id] = one.read_number

    @invariant()
    def nothing_is_there_twice_and_nothing_is_lost(self) -> None:
        with db.reading() as session:
            ids = [channel.id for channel in self.channels]
            asked = sa.select(Message.client_id).where(Message.channel_id.in_(ids), Message.rev > 0)
            there = session.scalars(asked).all()
        said = [body["client_id"] for _, _, body, _ in self.sent]
        assert sorted(one for one in there if one in set(said)) == sorted(said)
        assert len(there) == len(said) + BEFORE


def texts_of(message_id: int) -> list[str]:
    """What a message says; nothing once it was taken away."""
    with db.reading() as session:
        text = session.execute(sa.select(Message.text).where(Message.id == message_id)).scalar_one()
    return [text.split()[0]] if text else []


class Reader:
    """Who hears, as the socket's door knows them."""

    device_id = 0

    def __init__(self, talker: Talker) -> None:
        self.id, self.name = talker.id, talker.person.name
        self.roles = frozenset({Role.MODERATOR} if self.name == "Moa M" else ())


def fill(channel: Channel, author: Any) -> None:
    with db.writing() as session:
        there = session.get_one(Channel, channel.id)
        there.last_number = BEFORE
        for number in range(1, BEFORE + 1):
            said = {"text": f"n{number}", "html": f"<p>n{number}</p>", "client_id": a_client_id(), "reactions": {}}
            message = Message(channel_id=there.id, author_id=author.id, number=number, at=clock.now(), **said)
            session.add(message)
            feed.touch(session, message, on=f"channel:{channel.id}")


def check_numbers(channel: Channel) -> None:
    """One order for everybody, without a hole; the newest number is the channel's own."""
    with db.reading() as session:
        theirs = sa.select(Message.number).where(Message.channel_id == channel.id).order_by(Message.id)
        numbers = session.scalars(theirs).all()
        last = session.execute(sa.select(Channel.last_number).where(Channel.id == channel.id)).scalar_one()
    assert list(numbers) == list(range(1, last + 1))


def check_counts(channel: Channel) -> None:
    """What is counted in rows is what the rows that are counted say."""
    with db.reading() as session:
        messages = session.scalars(sa.select(Message).where(Message.channel_id == channel.id)).all()
        reactions = session.scalars(sa.select(Reaction).where(Reaction.channel_id == channel.id)).all()
        mentions = session.scalars(sa.select(Mention).where(Mention.channel_id == channel.id)).all()
        members = session.scalars(sa.select(Membership).where(Membership.channel_id == channel.id)).all()
        there = session.get_one(Channel, channel.id)
        blocks = session.scalars(sa.select(Block)).all()
    assert there.members == sum(one.left_at is None for one in members)
    for message in messages:
        ours = [emoji for one in reactions if one.message_id == message.id for emoji in one.emoji]
        assert message.reactions == {emoji: ours.count(emoji) for emoji in dict.fromkeys(ours)}
        replies = [one for one in messages if one.root_id == message.id and one.removed_at is None]
        assert message.removed_at or message.replies == len(replies)
        assert not message.removed_at or (message.text, message.html) == ("", "")
        named = {one.person_id for one in mentions if one.message_id == message.id}
        assert not message.removed_at or not named
        assert there.kind is ChannelKind.DIRECT or named <= {*message.mention_ids} - {message.author_id}
    for mine in members:
        unread = [one for one in mentions if one.person_id == mine.person_id and one.number > mine.read_number]
        assert mine.left_at or mine.mentions == len(unread), (mine.person_id, mine.mentions, unread)
    assert all(one.person_id != one.blocked_id for one in blocks)
