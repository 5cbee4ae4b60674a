"""Opening a channel with a million messages: the newest page, a date, a rare word and a common one."""

import os
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import requests

from backend.core import clock, db
from backend.migrations import upgrade
from bench import talk
from bench.figures import Figure, Measured
from bench.signups import Way, cluster, people, serving
from scripts import machine

TITLE = "A channel with a million messages"
MESSAGES, AUTHORS, ASKED = 1_000_000, 200, 200
OURS = Way("wsgi:app", "")
GOALS = {"newest page": 30, "jump to a date": 60, "search a rare word": 150, "search a common word": 150}


def measure(folder: Path) -> Measured:
    """p95 of each, on SQLite, and on PostgreSQL where there is one."""
    count = int(os.environ.get("BENCH_MESSAGES", MESSAGES))
    figures = [*_on("SQLite", folder, f"sqlite:///{folder}/opening.db", count)]
    if (binaries := machine.postgresql()) is not None:
        with cluster(binaries) as database:
            figures += _on("PostgreSQL", folder, database, count)
    how = (
        f"`python -m bench chat_opening`: {count:,} messages of five years by {AUTHORS} people (BENCH_MESSAGES changes "
        f"it), {ASKED} requests of each sort one after the other over one connection, from the request to the whole "
        "answer; dates and words differ each time. The commonest word stands in two of five messages, the rare one "
        f"in one of {talk.RARE_EVERY:,}."
    )
    return Measured(TITLE, how, tuple(figures))


def _on(where: str, folder: Path, database: str, count: int) -> Iterator[Figure]:
    db.bind(database)
    upgrade()
    cookies = people(AUTHORS)
    ids = talk.people_ids()
    channel_id = talk.a_channel("Years", ids)
    began = time.monotonic()
    talk.filled(channel_id, ids, count)
    talk.settle()
    print(f"  {where}: {count / (time.monotonic() - began):,.0f} messages/s filled", flush=True)
    with serving(folder, database, OURS) as ports, requests.Session() as http:
        took = _asked(http, f"http://127.0.0.1:{ports[0]}/api", channel_id, cookies)
    for what, milliseconds in took.items():
        late = quantiles(milliseconds, n=20)[-1]
        told = f"median {median(milliseconds):.1f} ms, p95 {late:.1f} ms"
        yield Figure(f"{where}: {what}", told, f"p95 under {GOALS[what]} ms", late < GOALS[what])


def _asked(http: requests.Session, api: str, channel_id: int, cookies: Sequence[str]) -> Mapping[str, list[float]]:
    """The milliseconds of each request; everybody asks once, since nobody may search without end."""
    chance, now = random.Random(2), clock.now()  # noqa: S311 - the same questions each time
    messages = f"{api}/channels/{channel_id}/messages"
    took: dict[str, list[float]] = {what: [] for what in GOALS}
    for place in range(ASKED):
        http.headers["Cookie"] = cookies[place % len(cookies)]
        at = (now - talk.YEARS * chance.random() + timedelta(days=1)).isoformat()
        word = talk.WORDS[1 + chance.randrange(20)]
        narrowed = {"channel": channel_id} if chance.random() < 0.5 else {}
        took["newest page"].append(_ask(http, messages, {}, "messages"))
        took["jump to a date"].append(_ask(http, messages, {"at": at}, "messages"))
        took["search a rare word"].append(_ask(http, f"{api}/chat/search", {"q": talk.RARE, **narrowed}, "found"))
        common = {"q": chance.choice([talk.COMMON, word, f"{talk.COMMON} {word}"]), **narrowed}
        took["search a common word"].append(_ask(http, f"{api}/chat/search", common, "found"))
    return took


def _ask(http: requests.Session, address: str, query: dict[str, Any], holds: str) -> float:
    """The milliseconds until the whole answer was there."""
    began = time.perf_counter()
    reply = http.get(address, params=query, timeout=60)
    took = (time.perf_counter() - began) * 1000
    if reply.status_code != 200 or not reply.json()[holds]:
        raise RuntimeError(f"{address} {query} was answered {reply.status_code}: {reply.text[:200]}")
    return took
