"""A conversation that thousands hear: from sending a message to the frame on each phone, and nothing lost."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from backend.core import db
from backend.migrations import upgrade
from bench import hearers, senders, talk
from bench.figures import Figure, Measured
from bench.hearers import Hearers
from bench.signups import Way, people, serving

TITLE = "A conversation that thousands hear"
OURS = Way("wsgi:app", "")
POLLING_OF = 20  # one phone in so many never gets a WebSocket
SECONDS, ROUNDS = 20.0, 3


@dataclass(frozen=True, slots=True)
class Crowd:
    """Phones, how many of their people write, and how many messages they all write a second."""

    phones: int
    authors: int
    rate: float


@dataclass(frozen=True, slots=True)
class Round:
    """The waits in seconds, and what did not arrive or went wrong."""

    late: Sequence[float]
    lost: int
    refused: int


ROOM, HALL = Crowd(2_000, 50, 10), Crowd(5_000, 50, 10)


def measure(folder: Path) -> Measured:
    """The waits of both crowds."""
    seconds = float(os.environ.get("BENCH_SECONDS", SECONDS))
    share = float(os.environ.get("BENCH_SHARE", "1"))
    database = f"sqlite:///{folder}/hearing.db"
    db.bind(database)
    upgrade()
    cookies = people(1_000)
    ids = talk.people_ids()
    talk.accepted(ids)
    figures = list[Figure]()
    for crowd, percent, goal in ((ROOM, 99, 300), (HALL, 95, 500)):
        smaller = Crowd(int(crowd.phones * share), crowd.authors, crowd.rate)
        rounds = [_round(folder, database, smaller, cookies, ids, seconds) for _ in range(ROUNDS)]
        figures += _figures(smaller, rounds, percent, goal)
    how = (
        f"`python -m bench chat_hearing`: phones hear one channel, one in {POLLING_OF} by long-polling, the others by "
        f"WebSocket; {ROOM.authors} people write, together {ROOM.rate:g} messages a second for {seconds:g} s; "
        f"{ROUNDS} rounds, medians. From the moment of sending to the frame read by the phone's program, which shares "
        "the machine; each message is on disk before it is told. One gunicorn worker on SQLite, synchronous=FULL "
        "(BENCH_SECONDS and BENCH_SHARE make it smaller)."
    )
    return Measured(TITLE, how, tuple(figures))


def _round(
    folder: Path, database: str, crowd: Crowd, cookies: Sequence[str], ids: Sequence[int], seconds: float
) -> Round:
    channel_id = talk.a_channel("A conversation", ids[: crowd.authors])
    phones = [cookies[place % len(cookies)] for place in range(crowd.phones)]
    with serving(folder, database, OURS) as (port,):
        audience = Hearers(port, phones, f"channel:{channel_id}", polling_of=POLLING_OF)
        request = senders.message(port, channel_id, cookies[: crowd.authors], hearers.stamp)
        replies = senders.say(port, request, seconds=seconds, rate=crowd.rate)
        said = sum(reply.status == 201 for reply in replies)
        heard = audience.heard(said)
    if not audience.ready or not heard.late:
        raise RuntimeError("Not every phone heard the channel.")
    told = Round(heard.late, sum(abs(said - count) for count in heard.messages), len(replies) - said)
    print(f"  {crowd.phones:,} phones: {_milliseconds(told, 99):,.0f} ms p99, {told.lost} lost", flush=True)
    return told


def _milliseconds(one: Round, percent: int) -> float:
    return quantiles(one.late, n=100)[percent - 1] * 1000


def _figures(crowd: Crowd, rounds: Sequence[Round], percent: int, goal: int) -> Iterator[Figure]:
    late = median(_milliseconds(one, percent) for one in rounds)
    middle = median(median(one.late) * 1000 for one in rounds)
    lost, refused = sum(one.lost for one in rounds), sum(one.refused for one in rounds)
    who = f"{crowd.phones:,} phones, {crowd.authors} write {crowd.rate:g} a second"
    told = f"median {middle:,.0f} ms, p{percent} {late:,.0f} ms"
    yield Figure(f"{who}: from sending to the frame", told, f"p{percent} under {goal} ms", late < goal)
    count = sum(len(one.late) for one in rounds)
    yield Figure(f"{who}: lost or doubled", f"{lost} of {count:,}; {refused} refused", "none", lost == refused == 0)
