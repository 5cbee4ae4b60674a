"""A thousand people tap "take a seat" in the same moment, for forty seats: over HTTP, against the real server.

On SQLite beside the same server with a commit for each request (bench.alone); on PostgreSQL, with two processes,
beside a door written the plain way (bench.plain).
"""

import json
import secrets
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from backend.core import clock, db
from backend.meetings.models import Meeting
from backend.migrations import upgrade
from backend.panels.models import Panel, Signup
from backend.panels.service.keeping import make_panel
from backend.people import rules
from backend.people.models import Device, Person
from backend.people.signed_in import COOKIE
from backend.programme.models import ProgrammeSession, Slot
from bench.crowd import Reply, post, rush
from bench.figures import Figure, Measured
from scripts import machine
from tests import served
from tests.databases import Cluster
from tests.deployment import until

TITLE = "A thousand sign-ups at once"
PEOPLE, SEATS, ROUNDS = 1_000, 40, 3
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Way:
    """An application under gunicorn, and the last word of its door."""

    application: str
    door: str
    processes: int = 1


@dataclass(frozen=True, slots=True)
class Rush:
    """What came of one: people put on the panel a second, the slowest hundredth's wait, and what went wrong.

    Who is told that the server is busy has not been put anywhere.
    """

    rate: float
    late: float
    wrong: Sequence[str]


def measure(folder: Path) -> Measured:
    """Rates and waits of both ways in turn, and whether all came out right."""
    shared, alone = Way("wsgi:app", "signups"), Way("bench.alone:app", "signups")
    figures = [*_beside("SQLite, one process", "a commit each", *_taken(folder, _on_sqlite(folder), shared, alone))]
    if (binaries := machine.postgresql()) is not None:
        ours, plain = Way("wsgi:app", "signups", 2), Way("bench.plain:app", "plain", 2)
        with cluster(binaries) as database:
            figures += _beside("PostgreSQL, two processes", "plain SQLAlchemy", *_taken(folder, database, ours, plain))
    how = (
        f"`python -m bench signups`: {PEOPLE:,} people with a session, one request each over a connection that is open "
        f"already, {SEATS} seats; {ROUNDS} panels each way, the ways take turns, medians. Every commit is durable."
    )
    return Measured(TITLE, how, tuple(figures))


def _beside(where: str, other: str, ours: Sequence[Rush], theirs: Sequence[Rush]) -> Iterator[Figure]:
    rate, late = median(one.rate for one in ours), median(one.late for one in ours)
    their_rate, their_late = median(one.rate for one in theirs), median(one.late for one in theirs)
    wrong = [what for one in ours for what in one.wrong]
    theirs_wrong = sum(bool(one.wrong) for one in theirs)
    right = f"{'; '.join(wrong) or 'every time'}; {other}: {len(theirs) - theirs_wrong} of {len(theirs)} times"
    yield Figure(f"{where}: came out right", right, "40 seated, 960 in order, no error", not wrong)
    told = f"{rate:,.0f}/s, {rate / their_rate:.1f} x {other} ({their_rate:,.0f}/s)"
    yield Figure(f"{where}: put on the panel", told, "at least 2 x", rate / their_rate >= 2)
    told = f"{late * 1000:,.0f} ms, {late / their_late:.2f} x {other} ({their_late * 1000:,.0f} ms)"
    goal = ("at most 0.2 x", late / their_late <= 0.2) if where.startswith("SQLite") else ("", None)
    yield Figure(f"{where}: p99", told, *goal)


def _on_sqlite(folder: Path) -> str:
    return f"sqlite:///{folder}/signups.db"


def _taken(folder: Path, database: str, *ways: Way) -> list[list[Rush]]:
    """The rushes of each way, in turns."""
    db.bind(database)
    upgrade()
    cookies = people(PEOPLE)
    taken: list[list[Rush]] = [[] for _ in ways]
    for turn in range(ROUNDS * len(ways)):
        way, rushes = ways[turn % len(ways)], taken[turn % len(ways)]
        last = _rush(folder, database, way, a_panel(turn)[0], cookies)
        rushes.append(last)
        print(f"  {way.application}: {last.rate:,.0f}/s, p99 {last.late * 1000:,.0f} ms {last.wrong}", flush=True)
    return taken


def people(count: int) -> list[str]:
    """So many members, each signed in on a phone; their cookies."""
    at = clock.now()
    tokens = [secrets.token_urlsafe(32) for _ in range(count)]
    with db.writing() as session:
        people = [
            Person(name=f"Ada Example {place}", email=f"ada{place}@example.org", joined_at=at) for place in range(count)
        ]
        session.add_all(people)
        session.flush()
        seen = {"signed_in_at": at, "seen_at": at, "label": "a phone"}
        for person, token in zip(people, tokens, strict=True):
            session.add(Device(person_id=person.id, token_digest=rules.digest(token), **seen))
    return [f"{COOKIE}={token}" for token in tokens]


def a_panel(number: int) -> tuple[int, int]:
    """A panel at a meeting of its own, open for sign-up and at another time than the others; the ids of both."""
    starts = datetime.now(UTC).replace(microsecond=0) + (7 + number) * DAY
    with db.writing() as session:
        days = {"starts_on": starts.date(), "ends_on": (starts + DAY).date()}
        meeting = Meeting(slug=secrets.token_hex(6), name="A meeting", timezone="UTC", **days)
        session.add(meeting)
        session.flush()
        item = ProgrammeSession(meeting_id=meeting.id, title="Meet the bloggers", changed_at=clock.now())
        item.slots, item.speaking = [Slot(starts_at=starts, minutes=60)], []
        session.add(item)
        session.flush()
        return make_panel(session, None, item.id, {"seats": SEATS}).id, meeting.id


def _rush(folder: Path, database: str, way: Way, panel: int, cookies: Sequence[str]) -> Rush:
    with serving(folder, database, way) as ports:
        replies = rush(taps(f"/api/panels/{panel}/{way.door}", ports, cookies))
    waits = [reply.seconds for reply in replies]
    placed = sum(reply.status == 201 for reply in replies)
    return Rush(placed / max(waits), quantiles(waits, n=100)[-1], _wrong(panel, replies))


def taps(path: str, ports: Sequence[int], cookies: Sequence[str]) -> list[tuple[int, bytes]]:
    """A request of each of them, the processes in turn."""
    asked = [(ports[place % len(ports)], json.dumps({"client_id": str(uuid.uuid4())})) for place in range(len(cookies))]
    return [(port, post(port, path, cookie, body)) for (port, body), cookie in zip(asked, cookies, strict=True)]


@contextmanager
def cluster(binaries: Path) -> Iterator[str]:
    """A PostgreSQL of its own that writes as durably as in earnest; its address."""
    made = Cluster(binaries, durable=True)
    try:
        until(lambda: _answers(made.address("postgres")))
        yield made.address("postgres")
    finally:
        made.stop()


def _answers(database: str) -> bool:
    try:
        db.bind(database).connect().close()
    except OperationalError:
        return False
    return True


@contextmanager
def serving(folder: Path, database: str, way: Way) -> Iterator[list[int]]:
    """The application's processes; the ports they listen at."""
    with ExitStack() as stack:
        log = stack.enter_context((folder / "signups.log").open("a"))
        ports = []
        for _ in range(way.processes):
            settings = served.settings(folder, DATABASE_URL=database)
            command = ("gunicorn", "-c", "gunicorn.conf.py", way.application)
            stack.enter_context(served.running(command, settings, log))
            served.wait_for(settings["PUBLIC_URL"])
            ports.append(int(settings["PORT"]))
        yield ports


def _wrong(panel_id: int, replies: Sequence[Reply]) -> list[str]:
    """What did not come out as it must, in words."""
    said = Counter(reply.status for reply in replies)
    wrong = [f"{count} answered {status}" for status, count in said.items() if status != 201]
    with db.reading() as session:
        panel = session.get_one(Panel, panel_id)
        rows = session.execute(
            select(Signup.place, Signup.number).where(Signup.panel_id == panel_id).order_by(Signup.asked_at, Signup.id)
        ).all()
    counted: Mapping[str, int] = Counter(str(row.place) for row in rows)
    if counted != {"seated": SEATS, "waiting": PEOPLE - SEATS} or (panel.seated, panel.waiting) != (
        SEATS,
        PEOPLE - SEATS,
    ):
        wrong.append(f"{dict(counted)}, the panel says {panel.seated} and {panel.waiting}")
    if [row.number for row in rows] != list(range(1, PEOPLE + 1)) or any(row.place != "seated" for row in rows[:SEATS]):
        wrong.append("not in the order they came")
    return wrong
