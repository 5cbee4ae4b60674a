"""A channel with as many messages as years of talk leave, written past the verbs: what is measured is reading it."""

import random
import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from backend.chat.models import Channel, ChatSettings, Chatter, Membership, Message
from backend.chat.rules import finding
from backend.core import clock, db, feed, timeline
from backend.people.models import Person
from schemas.words import ChannelKind

A_BATCH = 5_000
YEARS = timedelta(days=5 * 365)
COMMON, RARE = "the", "zebrafink"
SYLLABLES = [first + second for first in "bdfgklmnprstvw" for second in ("a", "e", "i", "o", "u", "en", "ar")]


def _vocabulary(count: int) -> list[str]:
    """Invented words of two to four syllables, which begin alike as often as real ones do."""
    chance, words = random.Random(3), dict[str, None]()  # noqa: S311 - the same words each time
    while len(words) < count:
        words["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4))))] = None
    return list(words)


# As in real talk, few words are most of it; the last of ten thousand comes in one message of fifteen hundred.
WORDS = [COMMON, *_vocabulary(10_000)]
LENGTH = 10  # words of a message
RARE_EVERY = 333_333
MESSAGE = ("id", "channel_id", "number", "author_id", "client_id", "at", "text", "html", "rev", "corrected", "replies")
MESSAGE += ("new_here", "reactions", "mention_ids", "photo_ids")
PLAIN = (False, 0, False, "{}", "[]", "[]")  # what most messages have in the columns after rev
FOUND_BY = ("moment", "message_id", "words", "places")
Row = tuple[Any, ...]
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
    """Write so many messages of the last five years into the empty channel, as quickly as the database takes them."""
    chance = random.Random(1)  # noqa: S311 - the same texts each time
    begins, step = clock.now() - YEARS, YEARS / count
    with db.reading() as session:
        first_id = (session.scalar(select(func.max(Message.id))) or 0) + 1
    for first in range(0, count, A_BATCH):
        numbers = range(first + 1, min(first + A_BATCH, count) + 1)
        texts = list(_texts(chance, numbers))
        said = [
            (first_id + number - 1, number, authors[number % len(authors)], begins + number * step, text)
            for number, text in zip(numbers, texts, strict=True)
        ]
        with db.writing() as session:
            _write(session, "message", MESSAGE, [_message(channel_id, *one) for one in said])
            _write(session, "message_text", FOUND_BY, [_found_by(channel_id, *one) for one in said])
            newest = {"last_number": numbers[-1], "last_at": begins + numbers[-1] * step}
            session.execute(update(Channel).where(Channel.id == channel_id).values(newest))
            head = update(feed.Stream).where(feed.Stream.name == f"channel:{channel_id}")
            session.execute(head.values(head=numbers[-1] + 1))


def settle() -> None:
    """Let PostgreSQL look at what is there, as its own housekeeping would within minutes."""
    if not db.has_one_writer():
        with db.engine().execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


def _texts(chance: random.Random, numbers: range) -> Iterator[str]:
    words = iter(chance.choices(WORDS, WEIGHTS, k=len(numbers) * LENGTH))
    for number in numbers:
        text = " ".join(next(words) for _ in range(LENGTH))
        yield f"{text} {RARE}" if number % RARE_EVERY == 1 else text


def _message(channel_id: int, number_of_all: int, number: int, author: int, at: datetime, text: str) -> Row:
    name, html = str(uuid.UUID(int=number)), f"<p>{text}</p>"
    kept = at.strftime("%Y-%m-%d %H:%M:%S.%f") + ("" if db.has_one_writer() else "+00")
    return (number_of_all, channel_id, number, author, name, kept, text, html, number + 1, *PLAIN)


def _found_by(channel_id: int, number_of_all: int, _number: int, author: int, at: datetime, text: str) -> Row:
    places = finding.places_of(channel_id, author, ChannelKind.TOPIC, None)
    return (timeline.key_of(at, number_of_all), number_of_all, finding.words_of(text), places)


def _write(session: Session, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Rows past SQLAlchemy, which takes longer over them than the database."""
    names, connection = ", ".join(columns), session.connection()
    if db.has_one_writer():
        connection.exec_driver_sql(
            f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", list(rows)
        )
        return
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
