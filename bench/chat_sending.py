"""How many messages a second are accepted, with nobody listening: over HTTP, each on disk before it is answered."""

import os
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import select

from backend.chat.models import Message
from backend.core import db
from backend.migrations import upgrade
from bench import senders, talk, twenty_rules
from bench.crowd import Reply
from bench.figures import Figure, Measured
from bench.signups import Way, people, serving

TITLE = "Messages accepted"
PEOPLE, LINES, ROUNDS = 1_000, 64, 3
OURS = Way("wsgi:app", "")
SECONDS = 10.0
GOAL = 400


@dataclass(slots=True)
class Rounds:
    """Messages accepted a second and the slowest hundredth's wait in ms, of each round; what went wrong in any."""

    rates: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """The last one."""
        return f"{self.rates[-1]:,.0f}/s, p99 {self.late[-1]:,.0f} ms {self.wrong}"


def measure(folder: Path) -> Measured:
    """Messages a second and their waits without and with rules, and whether each is there once, in one order."""
    seconds = float(os.environ.get("BENCH_SECONDS", SECONDS))
    plain, judged = _taken(folder, seconds)
    how = (
        f"`python -m bench chat_sending`: {PEOPLE:,} people write ten words each over {LINES} connections for "
        f"{seconds:g} s, each connection as soon as it was answered (BENCH_SECONDS changes it), when they had a fifth "
        f"of that to begin; {ROUNDS} channels without rules and as many with, in turns, medians. One gunicorn worker "
        "on SQLite, synchronous=FULL."
    )
    rules = f"with {len(twenty_rules.WANTED)} live rules of all nine kinds"
    wrong = [*plain.wrong, *judged.wrong]
    return Measured(
        TITLE,
        how,
        (
            _rate("messages accepted a second", plain),
            _rate(rules, judged),
            Figure("p99 of the answer", f"{median(plain.late):,.0f} ms"),
            Figure(rules, f"{median(judged.late):,.0f} ms"),
            Figure(
                "each is there once, in one order without holes",
                "; ".join(wrong) or "every time",
                "every time",
                not wrong,
            ),
        ),
    )


def _rate(what: str, rounds: Rounds) -> Figure:
    rate = median(rounds.rates)
    return Figure(what, f"{rate:,.0f}/s", f"at least {GOAL}/s", rate >= GOAL)


def _taken(folder: Path, seconds: float) -> tuple[Rounds, Rounds]:
    """The rounds without rules and those with, in turns."""
    database = f"sqlite:///{folder}/sending.db"
    db.bind(database)
    upgrade()
    cookies = people(PEOPLE)
    ids = talk.people_ids()
    talk.accepted(ids)
    twenty_rules.make()
    plain, judged = Rounds(), Rounds()
    for turn in range(ROUNDS):
        for live, rounds in ((False, plain), (True, judged)):
            twenty_rules.turn(live=live)
            channel_id = talk.a_channel(f"Round {turn}", ids)
            with serving(folder, database, OURS) as (port,):
                replies = _said(port, channel_id, cookies, seconds)
            _note(rounds, channel_id, *replies, seconds)
            print(f"  {'with' if live else 'without'} rules: {rounds}", flush=True)
    return plain, judged


def _said(port: int, channel_id: int, cookies: Sequence[str], seconds: float) -> tuple[list[Reply], list[Reply]]:
    """What was answered at first, while the process gets to know people and words, and then."""
    first, then = (
        senders.message(port, channel_id, cookies, partial(_text, f"{channel_id} {name}")) for name in ("first", "then")
    )
    return senders.say(port, first, seconds=seconds / 5, lines=LINES), senders.say(
        port, then, seconds=seconds, lines=LINES
    )


def _note(rounds: Rounds, channel_id: int, first: Sequence[Reply], then: Sequence[Reply], seconds: float) -> None:
    rounds.rates.append(sum(reply.status == 201 for reply in then) / seconds)
    rounds.late.append(quantiles([reply.seconds for reply in then], n=100)[-1] * 1000)
    rounds.wrong += _wrong(channel_id, [*first, *then])


def _text(name: str, number: int) -> str:
    """Words that nobody said in this order before; it can be told which is missing."""
    chance = random.Random(f"{name} {number}")  # noqa: S311 - the same each time
    return f"{' '.join(chance.choices(talk.WORDS, k=talk.LENGTH))} {name} {number}"


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
