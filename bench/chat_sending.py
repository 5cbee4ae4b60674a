"""How many messages a second are accepted, with nobody listening: over HTTP, each on disk before it is answered."""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import select

from backend.chat.models import Message
from backend.core import db
from backend.migrations import upgrade
from bench import senders, talk
from bench.crowd import Reply
from bench.figures import Figure, Measured
from bench.signups import Way, people, serving

TITLE = "Messages accepted"
PEOPLE, LINES, ROUNDS = 1_000, 64, 3
OURS = Way("wsgi:app", "")
SECONDS = 10.0
GOAL = 400
TEXT = "Message {number}: who has seen the room where the bloggers meet at four?"


def measure(folder: Path) -> Measured:
    """Messages a second and their waits, and whether each is there once, in one order."""
    seconds = float(os.environ.get("BENCH_SECONDS", SECONDS))
    database = f"sqlite:///{folder}/sending.db"
    db.bind(database)
    upgrade()
    cookies = people(PEOPLE)
    ids = talk.people_ids()
    talk.accepted(ids)
    rates, late, wrong = list[float](), list[float](), list[str]()
    for turn in range(ROUNDS):
        channel_id = talk.a_channel(f"Round {turn}", ids)
        with serving(folder, database, OURS) as (port,):
            request = senders.message(port, channel_id, cookies, lambda number: TEXT.format(number=number))
            replies = senders.say(port, request, seconds=seconds, lines=LINES)
        waits = [reply.seconds for reply in replies]
        rates.append(sum(reply.status == 201 for reply in replies) / seconds)
        late.append(quantiles(waits, n=100)[-1] * 1000)
        wrong += _wrong(channel_id, replies)
        print(f"  {rates[-1]:,.0f}/s, p99 {late[-1]:,.0f} ms {wrong}", flush=True)
    how = (
        f"`python -m bench chat_sending`: {PEOPLE:,} people write over {LINES} connections for {seconds:g} s, each "
        f"connection as soon as it was answered (BENCH_SECONDS changes it); {ROUNDS} channels, medians. One gunicorn "
        "worker on SQLite, synchronous=FULL."
    )
    rate = median(rates)
    told = f"{'; '.join(wrong) or 'every time'}"
    return Measured(
        TITLE,
        how,
        (
            Figure("messages accepted a second", f"{rate:,.0f}/s", f"at least {GOAL}/s", rate >= GOAL),
            Figure("p99 of the answer", f"{median(late):,.0f} ms"),
            Figure("each is there once, in one order without holes", told, "every time", not wrong),
        ),
    )


def _wrong(channel_id: int, replies: Sequence[Reply]) -> list[str]:
    """What did not come out as it must, in words."""
    said = Counter(reply.status for reply in replies)
    wrong = [f"{count} answered {status}" for status, count in said.items() if status != 201]
    with db.reading() as session:
        theirs = select(Message.number, Message.text).where(Message.channel_id == channel_id).order_by(Message.id)
        rows = session.execute(theirs).all()
    if [row.number for row in rows] != list(range(1, said[201] + 1)):
        wrong.append(f"{len(rows)} are there, {said[201]} were acknowledged, or their numbers have holes")
    if len({row.text for row in rows}) != len(rows):
        wrong.append("some are there twice")
    return wrong
