"""A moderator takes messages away while thousands hear the channel and others write: from the tap to the last phone."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import select

from backend.chat.models import Message
from backend.core import db
from backend.migrations import upgrade
from backend.people.service import members
from bench import hearers, senders, talk
from bench.crowd import post
from bench.figures import Figure, Measured
from bench.hearers import Hearers
from bench.signups import Way, people, serving
from schemas.words import Role

TITLE = "A removal that thousands see"
OURS = Way("wsgi:app", "")
PHONES, AUTHORS, MODERATORS = 5_000, 50, 10
POLLING_OF = 20  # one phone in so many never gets a WebSocket
ONE_IN = 3  # taps is a removal, the others are messages
RATE, SECONDS, ROUNDS = 12.0, 30.0, 3
GOAL = 0.5  # seconds


@dataclass(frozen=True, slots=True)
class Round:
    """For each removal how long it took to be answered and to be gone on the last phone, in seconds."""

    answered: Sequence[float]
    last: Sequence[float]
    still_shown: int
    refused: int


def measure(folder: Path) -> Measured:
    """How long what is removed stays on anybody's screen."""
    seconds = float(os.environ.get("BENCH_SECONDS", SECONDS))
    phones = int(PHONES * float(os.environ.get("BENCH_SHARE", "1")))
    database = f"sqlite:///{folder}/removing.db"
    db.bind(database)
    upgrade()
    cookies = people(1_000)
    ids = talk.people_ids()
    talk.accepted(ids)
    with db.writing() as session:
        for person_id in ids[-MODERATORS:]:
            members.grant(session, None, person_id, Role.MODERATOR)
    crowd = [cookies[place % len(cookies)] for place in range(phones)]
    rounds = [_round(Place(folder, database, cookies, ids), number, crowd, seconds) for number in range(ROUNDS)]
    how = (
        f"`python -m bench removing`: phones hear one channel, one in {POLLING_OF} by long-polling; {AUTHORS} people "
        f"write and {MODERATORS} moderators remove, together {RATE:g} taps a second for {seconds:g} s, one in {ONE_IN} "
        f"a removal of a message with evidence, audit and word to its author; {ROUNDS} rounds. From the tap to the "
        "frame read by the last phone's program, which shares the machine. One gunicorn worker on SQLite, "
        "synchronous=FULL (BENCH_SECONDS and BENCH_SHARE make it smaller)."
    )
    return Measured(TITLE, how, tuple(_figures(phones, rounds)))


@dataclass(frozen=True, slots=True)
class Place:
    """Where all of it happens, and everybody with their phones' cookies; the last few are moderators."""

    folder: Path
    database: str
    cookies: Sequence[str]
    ids: Sequence[int]


def _round(place: Place, number: int, crowd: Sequence[str], seconds: float) -> Round:
    ours = slice(number * AUTHORS, (number + 1) * AUTHORS)
    authors, writing = place.ids[ours], place.cookies[ours]
    channel_id = talk.a_channel("A conversation", authors)
    taps = int(RATE * seconds)
    talk.filled(channel_id, authors, taps)
    with db.reading() as session:
        there = list(session.scalars(select(Message.id).where(Message.channel_id == channel_id)))
    with serving(place.folder, place.database, OURS) as (port,):
        audience = Hearers(port, crowd, f"channel:{channel_id}", polling_of=POLLING_OF)
        says = senders.message(port, channel_id, writing, hearers.stamp)

        def request(number: int) -> bytes:
            return says(number) if number % ONE_IN else _removal(port, place.cookies, there[number // ONE_IN], number)

        replies = senders.say(port, request, seconds=seconds, rate=RATE)
        done = [reply for reply in replies if reply.status == 201]
        heard = audience.heard(len(done))
    tapped = {known: reply.at - reply.seconds for reply in done if (known := _removed(reply.body))}
    answered = [reply.seconds for reply in done if _removed(reply.body)]
    last = _last(tapped, heard.gone)
    missing = sum(len(crowd) - heard.gone.get(number, (0, 0.0))[0] for number in tapped)
    told = Round(answered, last, missing, len(replies) - len(done))
    waited = _percent(last, 99) * 1000
    print(f"  {len(last)} removals, {len(crowd):,} phones: {waited:,.0f} ms p99, {missing} left", flush=True)
    return told


def _removal(port: int, cookies: Sequence[str], message_id: int, number: int) -> bytes:
    body = json.dumps({"subject": "message", "subject_id": message_id, "guideline": "spam", "note": "A raid"})
    return post(port, "/api/moderation/removals", cookies[len(cookies) - 1 - number % MODERATORS], body)


def _removed(body: bytes) -> int:
    """The message that was removed; 0 where the answer tells of something said."""
    return int(json.loads(body).get("subject_id", 0))


def _last(tapped: Mapping[int, float], gone: Mapping[int, tuple[int, float]]) -> list[float]:
    return [gone[number][1] - at for number, at in tapped.items() if number in gone]


def _percent(waits: Sequence[float], percent: int) -> float:
    return quantiles(waits, n=100)[percent - 1]


def _figures(phones: int, rounds: Sequence[Round]) -> Iterator[Figure]:
    last = [wait for one in rounds for wait in one.last]
    answered = [wait for one in rounds for wait in one.answered]
    worst = _percent(last, 99)
    who = f"{phones:,} phones, {len(last)} removals while others write"
    told = f"median {median(last) * 1000:,.0f} ms, p99 {worst * 1000:,.0f} ms"
    yield Figure(f"{who}: from the tap to gone on the last phone", told, "p99 under 500 ms", worst < GOAL)
    told = f"median {median(answered) * 1000:,.0f} ms, p99 {_percent(answered, 99) * 1000:,.0f} ms"
    yield Figure("until the moderator is answered", told)
    left, refused = sum(one.still_shown for one in rounds), sum(one.refused for one in rounds)
    yield Figure("still shown on a phone", f"{left}; {refused} refused", "none", left == refused == 0)
