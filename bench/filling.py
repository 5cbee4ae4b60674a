"""A panel fills while five thousand phones look at it; and one tap while nobody else does anything."""

from pathlib import Path
from statistics import median, quantiles

from backend.core import db
from backend.meetings.queries import stream_of
from backend.migrations import upgrade
from bench.crowd import rush
from bench.figures import Figure, Measured
from bench.signups import PEOPLE, SEATS, Way, a_panel, people, serving, taps
from bench.watchers import Watchers

TITLE = "Five thousand phones watch a panel fill"
PHONES, ROUNDS, ALONE = 5, 3, 200  # phones of each person; taps one after the other
OURS = Way("wsgi:app", "signups")


def measure(folder: Path) -> Measured:
    """How late the last of the phones sees the final count, how many frames that took, and what one tap takes."""
    database = f"sqlite:///{folder}/filling.db"
    db.bind(database)
    upgrade()
    cookies = people(PEOPLE)
    rounds = [_fill(folder, database, turn, cookies) for turn in range(ROUNDS)]
    late, frames = median(late for late, _, _ in rounds), median(frames for _, frames, _ in rounds)
    blind = sum(blind for _, _, blind in rounds)
    alone = _alone(folder, database, cookies[:ALONE])
    worst = quantiles(alone, n=100)[-1] * 1000
    how = (
        f"`python -m bench filling`: {PEOPLE:,} people sign up for {SEATS} seats in the same moment over HTTP, while "
        f"{PHONES} phones of each hear the meeting over WebSockets; {ROUNDS} panels, medians. Then {ALONE} people tap "
        "one after the other. One gunicorn worker on SQLite, synchronous=FULL."
    )
    phones = PEOPLE * PHONES
    return Measured(
        TITLE,
        how,
        (
            Figure(
                "from the last answer to the last phone with the final count",
                f"{late * 1000:,.0f} ms, {phones * ROUNDS - blind:,} of {phones * ROUNDS:,} phones saw it",
                "under 1 s, all of them",
                late < 1 and blind == 0,
            ),
            Figure("frames a phone got for a thousand changes", f"{frames:,.0f}"),
            Figure(
                "one tap until it is answered, alone",
                f"median {median(alone) * 1000:.1f} ms, p99 {worst:.1f} ms",
                "under 100 ms",
                worst < 100,
            ),
        ),
    )


def _fill(folder: Path, database: str, turn: int, cookies: list[str]) -> tuple[float, float, int]:
    """Seconds from the last answer to the last phone, frames a phone, and phones that never saw it."""
    panel, meeting = a_panel(turn)
    wanted = f'"waiting":{PEOPLE - SEATS}'.encode()
    with serving(folder, database, OURS) as ports:
        watchers = Watchers(ports[0], cookies * PHONES, stream_of(meeting), wanted)
        replies = rush(taps(f"/api/panels/{panel}/{OURS.door}", ports, cookies))
        seen = watchers.seen()
    if not watchers.ready or any(reply.status != 201 for reply in replies):
        raise RuntimeError("Not every phone heard the meeting, or not everybody was answered.")
    late = max(seen.at) - max(reply.at for reply in replies)
    print(f"  {late * 1000:,.0f} ms, {seen.frames / len(seen.at):.1f} frames a phone", flush=True)
    return late, seen.frames / len(seen.at), sum(1 for at in seen.at if not at)


def _alone(folder: Path, database: str, cookies: list[str]) -> list[float]:
    """Seconds from each tap to its answer."""
    panel, _ = a_panel(ROUNDS)
    with serving(folder, database, OURS) as ports:
        path = f"/api/panels/{panel}/{OURS.door}"
        return [rush(taps(path, ports, [cookie]))[0].seconds for cookie in cookies]
