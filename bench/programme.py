"""A meeting of a thousand invented sessions, the same at every run."""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock, db
from backend.demo import shelf
from backend.meetings import service as meetings
from backend.migrations import upgrade
from backend.programme import service
from schemas.words import Subject

SLUG = "bench"
SESSIONS = 1_000
SPEAKERS, ROOMS, TRACKS, DAYS = 400, 20, 12, 4


def fill(folder: Path) -> str:
    """Make a database in the folder that holds the meeting; returns its URL."""
    url = f"sqlite:///{folder}/bench.db"
    db.bind(url)
    upgrade()
    with db.writing() as session:
        _write(session, random.Random(1))  # noqa: S311 - the same texts each time
    return url


def _write(session: Session, chance: random.Random) -> None:
    first = clock.now().date()
    meetings.create_meeting(
        session,
        None,
        {
            "slug": SLUG,
            "name": "A thousand sessions",
            "starts_on": first,
            "ends_on": first + timedelta(days=DAYS - 1),
            "timezone": "Europe/Brussels",
        },
    )
    parts = {
        subject: [_part(session, subject, f"{subject.value.title()} {number:03}") for number in range(count)]
        for subject, count in ((Subject.ROOM, ROOMS), (Subject.TRACK, TRACKS), (Subject.SPEAKER, SPEAKERS))
    }
    pieces = shelf.written("this_year")
    for number in range(SESSIONS):
        piece = pieces[number % len(pieces)]
        words = piece.abstract.split()
        service.create_session(
            session,
            None,
            SLUG,
            {
                "title": f"{piece.title} {number}",
                "abstract": f"<p>{' '.join(chance.choices(words, k=len(words)))}</p>".replace("<p>", "", 1),
                "kind": piece.kind,
                "language": piece.language,
                "tags": list(piece.tags),
                "track_id": chance.choice(parts[Subject.TRACK]),
                "speaker_ids": chance.sample(parts[Subject.SPEAKER], 2),
                "slots": [_slot(number, first, parts[Subject.ROOM])],
            },
        )


def _part(session: Session, subject: Subject, name: str) -> int:
    made: int = service.create_part(session, None, SLUG, subject, {"name": name}).id
    return made


def _slot(number: int, first: date, rooms: list[int]) -> dict[str, Any]:
    turn, room = divmod(number, ROOMS)
    day, hour = divmod(turn, SESSIONS // ROOMS // DAYS + 1)
    at = datetime(first.year, first.month, first.day, 7, tzinfo=UTC) + timedelta(days=day, minutes=45 * hour)
    return {"starts_at": at, "minutes": 40, "room_id": rooms[room]}
