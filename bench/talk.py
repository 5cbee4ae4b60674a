"""A channel with as many messages as years of talk leave, written past the verbs: what is measured is reading it."""

import random
import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select, update

from backend.chat.models import Channel, ChatSettings, Chatter, Membership, Message, MessageText
from backend.chat.rules import finding
from backend.core import clock, db, feed, timeline
from backend.people.models import Person
from schemas.words import ChannelKind

A_BATCH = 5_000
YEARS = timedelta(days=5 * 365)
COMMON, RARE = "the", "zebrafink"
RARE_TIMES = 3
# As in real talk, few words are most of it; the last of ten thousand comes in one message of fifteen hundred.
WORDS = [COMMON, *(f"word{number:x}" for number in range(10_000))]
WEIGHTS = [1 / (place + 2) for place in range(len(WORDS))]


def people_ids() -> list[int]:
    """Everybody in the database."""
    with db.reading() as session:
        return list(session.scalars(select(Person.id).order_by(Person.id)))


def accepted(people: Sequence[int]) -> None:
    """Let these people have accepted the guidelines long ago, so that they may write as much as they like."""
    long_ago = clock.now() - YEARS
    with db.writing() as session:
        version = session.scalar(select(ChatSettings.guidelines_version)) or 1
        for person_id in people:
            mine = Chatter(
                person_id=person_id, accepted_at=long_ago, accepted_version=version, messages=100, first_at=long_ago
            )
            session.add(mine)
            feed.touch(session, mine, on=f"me:{person_id}")


def a_channel(title: str, members: Sequence[int]) -> int:
    """A topic to which these people belong; its id."""
    with db.writing() as session:
        channel = Channel(kind=ChannelKind.TOPIC, title=title, created_at=clock.now(), members=len(members))
        session.add(channel)
        session.flush()
        feed.touch(session, channel, on=f"channel:{channel.id}")
        for person_id in members:
            mine = Membership(channel_id=channel.id, person_id=person_id, joined_at=clock.now())
            session.add(mine)
            feed.touch(session, mine, on=f"me:{person_id}")
    return channel.id


def filled(channel_id: int, authors: Sequence[int], count: int) -> None:
    """Write so many messages of the last five years into the empty channel."""
    chance = random.Random(1)  # noqa: S311 - the same texts each time
    with db.reading() as session:
        first_id = (session.scalar(select(func.max(Message.id))) or 0) + 1
    end = clock.now()
    for first in range(0, count, A_BATCH):
        numbers = range(first + 1, min(first + A_BATCH, count) + 1)
        rows = list(_rows(chance, channel_id, authors, numbers, (first_id, end - YEARS, YEARS / count)))
        with db.writing() as session:
            session.execute(insert(Message), rows)
            session.execute(insert(MessageText), [_found_by(row) for row in rows])
            newest = {"last_number": numbers[-1], "last_at": rows[-1]["at"]}
            session.execute(update(Channel).where(Channel.id == channel_id).values(newest))
            head = update(feed.Stream).where(feed.Stream.name == f"channel:{channel_id}")
            session.execute(head.values(head=numbers[-1] + 1))


def _rows(
    chance: random.Random,
    channel_id: int,
    authors: Sequence[int],
    numbers: range,
    place: tuple[int, datetime, timedelta],
) -> Iterator[dict[str, Any]]:
    first_id, begins, step = place
    texts = iter(chance.choices(WORDS, WEIGHTS, k=len(numbers) * 10))
    for number in numbers:
        text = " ".join(next(texts) for _ in range(10))
        text += f" {RARE}" if number % (1_000_000 // RARE_TIMES) == 1 else ""
        yield {
            "id": first_id + number - 1,
            "channel_id": channel_id,
            "number": number,
            "author_id": authors[number % len(authors)],
            "client_id": str(uuid.UUID(int=number)),
            "at": begins + number * step,
            "text": text,
            "html": f"<p>{text}</p>",
            "rev": number + 1,
        }


def _found_by(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "moment": timeline.key_of(row["at"], row["id"]),
        "message_id": row["id"],
        "words": finding.words_of(row["text"]),
        "places": finding.places_of(row["channel_id"], row["author_id"], ChannelKind.TOPIC, None),
    }
