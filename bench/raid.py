"""A raid: two hundred new accounts write, one tap holds all of it, and one decision clears the queue."""

import http.client
import json
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any

from sqlalchemy import func, select, update

from backend.chat.models import Chatter, Held, Message
from backend.core import clock, db
from backend.migrations import upgrade
from backend.people.models import Grant
from bench import senders, talk
from bench.crowd import Reply
from bench.figures import Figure, Measured
from bench.signups import Way, people, serving
from schemas.words import HeldState, Role

TITLE = "A raid"
RAIDERS, RATE = 200, 20
OURS = Way("wsgi:app", "")
SECONDS, TAP_AT = 30.0, 3.0
LOOK_EVERY = 0.2  # seconds; an impatient moderator
SLOWEST = 100  # ms
TEXT = "Buy my things, number {number}, at https://things.example/{number}"


class Moderator:
    """A moderator's phone, on one connection."""

    def __init__(self, port: int, cookie: str) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._ours = {"Cookie": cookie, "Content-Type": "application/json"}
        self._ours["Origin"] = f"http://127.0.0.1:{port}"

    def ask(self, method: str, path: str, body: object = None) -> tuple[Any, float]:
        """The answer, and how long it took in ms."""
        began = time.monotonic()
        self._line.request(method, path, json.dumps(body) if body else None, self._ours)
        reply = self._line.getresponse()
        said = reply.read()
        if reply.status >= 400:
            raise RuntimeError(f"{method} {path}: {reply.status} {said[:300]!r}")
        return json.loads(said), (time.monotonic() - began) * 1000


@dataclass(frozen=True, slots=True)
class Raid:
    """What came of it: what the raiders were answered, and how long the moderator waited, in ms."""

    replies: list[Reply]
    tap: float
    looks: list[float]
    cleared: float
    turns: int
    empty: float


def measure(folder: Path) -> Measured:
    """How the queue answers while they write, and how long until nothing waits."""
    seconds = float(os.environ.get("BENCH_SECONDS", SECONDS))
    database = f"sqlite:///{folder}/raid.db"
    db.bind(database)
    upgrade()
    moderator, *raiders = people(RAIDERS + 1)
    channel_id = _gathered()
    with serving(folder, database, OURS) as (port,):
        request = senders.message(port, channel_id, raiders, lambda number: TEXT.format(number=number))
        raid = _raid(Moderator(port, moderator), port, request, seconds)
    return _told(channel_id, raid, seconds)


def _gathered() -> int:
    """The first of everybody looks after the channel in which the others have just come together."""
    keeper, *ids = talk.people_ids()
    talk.accepted([keeper, *ids])
    with db.writing() as session:
        new = update(Chatter).where(Chatter.person_id != keeper)
        session.execute(new.values(accepted_at=clock.now(), messages=0, first_at=None))
        session.add(Grant(person_id=keeper, role=Role.MODERATOR, granted_at=clock.now()))
    return talk.a_channel("Raided", ids)


def _raid(desk: Moderator, port: int, request: Callable[[int], bytes], seconds: float) -> Raid:
    replies = list[Reply]()
    writing = threading.Thread(target=lambda: replies.extend(senders.say(port, request, seconds=seconds, rate=RATE)))
    writing.start()
    time.sleep(TAP_AT)
    _, tap = desk.ask("PUT", "/api/moderation/holding", {"holding": "everyone"})
    looks = _look_while(desk, writing)
    cleared, turns = _clear(desk)
    _, empty = desk.ask("GET", "/api/moderation/cases")
    return Raid(replies, tap, looks, cleared, turns, empty)


def _look_while(desk: Moderator, writing: threading.Thread) -> list[float]:
    looks = []
    while writing.is_alive():
        looks.append(desk.ask("GET", "/api/moderation/cases")[1])
        time.sleep(LOOK_EVERY)
    return looks


def _clear(desk: Moderator) -> tuple[float, int]:
    """Withhold all that waits: seconds, and requests of a phone."""
    until = (clock.now() + timedelta(minutes=1)).isoformat()
    body = {"same": {"until": until}, "measure": "withheld", "guideline": "spam", "text": "This was a raid."}
    began, turns = time.monotonic(), 0
    while True:
        turns += 1
        if not desk.ask("POST", "/api/moderation/held/bulk", body)[0]["left"]:
            return time.monotonic() - began, turns


def _told(channel_id: int, raid: Raid, seconds: float) -> Measured:
    said = {status: sum(reply.status == status for reply in raid.replies) for status in (201, 202)}
    p95 = quantiles(raid.looks, n=20)[-1]
    whole = sum(said.values()) == len(raid.replies) and _stored(channel_id) == (said[201], 0, said[202])
    how = (
        f"`python -m bench raid`: {RAIDERS} accounts write {RATE} messages a second for {seconds:g} s (BENCH_SECONDS "
        f"changes it); after {TAP_AT:g} s a moderator holds everything, and looks at the queue every {LOOK_EVERY:g} s "
        "while they go on. Then all that waits is withheld by one decision. One gunicorn worker on SQLite."
    )
    return Measured(
        TITLE,
        how,
        (
            Figure("hold everything, one tap", f"{raid.tap:,.0f} ms"),
            Figure("the queue while they write, p95", f"{p95:,.0f} ms", f"under {SLOWEST} ms", p95 < SLOWEST),
            Figure(f"{said[202]:,} that waited are withheld", f"{raid.cleared:.1f} s in {raid.turns} requests"),
            Figure("the queue afterwards", f"{raid.empty:,.0f} ms"),
            Figure("what was held nobody read, and all of it is decided", "yes" if whole else "no", "yes", whole),
        ),
    )


def _stored(channel_id: int) -> tuple[int, int, int]:
    """How many messages there are, how many wait, how many were withheld."""
    with db.reading() as session:
        seen = session.execute(select(func.count()).where(Message.channel_id == channel_id)).scalar_one()
        states = (HeldState.WAITING, HeldState.WITHHELD)
        waiting, withheld = (
            session.execute(select(func.count()).where(Held.state == state)).scalar_one() for state in states
        )
    return seen, waiting, withheld
