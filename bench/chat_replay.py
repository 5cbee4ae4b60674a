"""Real chat of ../shared/data moves in by the importer and is read back; planted words are found in it."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import requests

from backend.core import db
from backend.core.text import tidy
from backend.migrations import upgrade
from bench import irc
from bench.figures import Figure, Measured, absent
from bench.irc import Line
from bench.signups import Way, people, serving
from scripts import places
from tests import served, shared_data

TITLE = "Two hundred thousand messages of real chat move in"
OURS = Way("wsgi:app", "")
PLANTED = ("zebrafink", "Übermorgen-Käsespätzle", "quokkagram42")
PAGE = 100

Day = tuple[str, list[Line]]


def measure(folder: Path) -> Measured:
    """Messages imported a second, and whether every one is there with its text, author, order, time and answer."""
    if (data := shared_data.folder()) is None:
        return absent(TITLE, "../shared/data is not there.")
    days = [(title, _planted(place, lines)) for place, (title, lines) in enumerate(_some(data))]
    count = sum(len(lines) for _, lines in days)
    database = f"sqlite:///{folder}/replay.db"
    db.bind(database)
    upgrade()
    cookie = people(1)[0]
    file = folder / "past.jsonl"
    file.write_text("".join(f"{irc.as_json(title, line)}\n" for title, lines in days for line in lines))
    first, took = _imported(folder, database, file)
    again, _ = _imported(folder, database, file)
    with serving(folder, database, OURS) as (port,), requests.Session() as http:
        http.headers["Cookie"] = cookie
        api = f"http://127.0.0.1:{port}/api"
        wrong, read = _read_back(http, api, days)
        found = [word for word in PLANTED if _finds(http, api, word)]
    return Measured(
        TITLE,
        f"`python -m bench chat_replay`: #ubuntu's archive of ../shared/data, {len(days)} days as channels, "
        "by `flask fireside import-chat`, then read over HTTP page by page; SQLite.",
        (
            Figure("imported a second", f"{count / took:,.0f} of {count:,}"),
            Figure("taken in", first, f"{count:,} messages", first.startswith(f"{count:,} messages taken in")),
            Figure("the same file again", again, "nothing new", again.startswith(f"0 messages taken in, {count:,}")),
            Figure("read back otherwise than written", f"{wrong:,} of {read:,}", "none", wrong == 0 and read == count),
            Figure(
                "planted words found, each once", f"{len(found)} of {len(PLANTED)}", "all", len(found) == len(PLANTED)
            ),
        ),
    )


def _some(data: Path) -> list[Day]:
    """The archive, or so many days of it."""
    return list(islice(irc.days(data), int(os.environ.get("BENCH_DAYS", "1000"))))


def _planted(place: int, lines: list[Line]) -> list[Line]:
    """The day's messages; in the middle of the first days one holds a word that nobody said."""
    if place >= len(PLANTED):
        return lines
    middle = len(lines) // 2
    there = lines[middle]
    planted = Line(there.place, there.at, there.nick, f"{there.text} {PLANTED[place]}", there.answers)
    return [*lines[:middle], planted, *lines[middle + 1 :]]


def _imported(folder: Path, database: str, file: Path) -> tuple[str, float]:
    """What the command said last, and the seconds it took, its own start with it."""
    command = ["flask", "--app", "backend.app", "fireside", "import-chat", str(file), "--join"]
    began = time.monotonic()
    settings = served.settings(folder, DATABASE_URL=database)
    done = subprocess.run(command, cwd=places.ROOT, env=settings, capture_output=True, text=True, check=False)
    return (done.stdout.strip().splitlines() or [done.stderr[-300:]])[-1], time.monotonic() - began


def _read_back(http: requests.Session, api: str, days: Sequence[Day]) -> tuple[int, int]:
    """Messages that are not as they were written, and how many there are."""
    channels = http.get(f"{api}/channels", timeout=60).json()["channels"]
    ids = {channel["title"]: channel["id"] for channel in channels}
    wrong = read = 0
    for title, lines in days:
        messages = _pages(http, f"{api}/channels/{ids[title]}/messages") if title in ids else []
        numbers = {line.place: number for number, line in enumerate(lines, 1)}
        wanted = [_as_written(line, numbers) for line in lines]
        got = [_as_read(message) for message in messages]
        wrong += sum(one != other for one, other in zip(wanted, got, strict=False)) + abs(len(wanted) - len(got))
        read += len(got)
    return wrong, read


def _pages(http: requests.Session, address: str) -> list[Mapping[str, Any]]:
    messages: list[Mapping[str, Any]] = []
    while True:
        page = http.get(address, params={"after": len(messages), "limit": PAGE}, timeout=60).json()
        messages += page["messages"]
        if len(page["messages"]) < PAGE:
            return messages


def _as_written(line: Line, numbers: Mapping[int, int]) -> tuple[Any, ...]:
    text = tidy(line.text).strip()
    return (
        numbers[line.place],
        line.nick.lower(),
        line.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        text,
        numbers.get(line.answers),
    )


def _as_read(message: Mapping[str, Any]) -> tuple[Any, ...]:
    answered = message["reply_to"]["number"] if message["reply_to"] else None
    return message["number"], message["author"]["name"].lower(), message["at"], message["text"], answered


def _finds(http: requests.Session, api: str, word: str) -> bool:
    found = http.get(f"{api}/chat/search", params={"q": word}, timeout=60).json()["found"]
    return len(found) == 1 and word in found[0]["message"]["text"]
