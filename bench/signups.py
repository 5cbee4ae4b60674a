"""A thousand people tap "take a seat" in the same second, for forty seats: over HTTP, against the real server.

On SQLite beside the same server with a commit for each request; on PostgreSQL, with two processes, beside a door
written the plain way (bench.plain).
"""

import json
import secrets
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import func, select, update

from backend.core import clock, db
from backend.meetings.models import Meeting
from backend.migrations import upgrade
from backend.panels.models import Panel, PanelHost, Signup
from backend.people import rules
from backend.people.models import Device, Person
from backend.people.signed_in import COOKIE
from backend.programme.models import ProgrammeSession, Slot
from bench import load
from bench.crowd import Reply, post, rush
from bench.figures import Figure, Measured
from scripts import machine
from tests import databases, served

PEOPLE, SEATS, ROUNDS = 1_000, 40, 3
TITLE = "A thousand sign-ups at once for forty seats"


@dataclass(frozen=True, slots=True)
class Rush:
    """What came of one: people answered a second, and the slowest hundredth's wait in seconds."""

    rate: float
    late: float
    places: Mapping[str, int]
    in_order: bool


def measure(folder: Path) -> Measured:
    """Rates and waits of both ways in turn, and whether all came out right."""
    ours, alone = _on_sqlite(folder)
    figures = [*_beside("SQLite, one process", ours, alone, "a commit each", late_goal=True)]
    if (binaries := machine.postgresql()) is not None:
        figures += _beside("PostgreSQL, two processes", *_on_postgresql(folder, binaries), "plain SQLAlchemy")
    how = (
        f"`python -m bench signups`: {PEOPLE:,} people with a session each send one request over a connection that is "
        f"open already, server on one core and crowd on the other, {ROUNDS} panels a way, the ways take turns, medians."
    )
    return Measured(TITLE, how, tuple(figures))
