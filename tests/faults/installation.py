"""An installation whose programs a test may end at any moment, and start again."""

import os
import signal
import sqlite3
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import requests

from scripts import places
from tests.served import WEB, WORKER, settings, wait_for

PROGRAMS = {"web": WEB, "worker": WORKER}
SLUG = "faults"
LONGEST_WAIT = 60.0


class Installation:
    """Gunicorn and the worker on the database in `data`; what they say is kept in `server.log` of `folder`."""

    def __init__(self, folder: Path, data: Path, **changes: str) -> None:
        self.environment = settings(data, **changes)
        self.address = self.environment["PUBLIC_URL"]
        self.database = data / "fireside.db"
        self.log = folder / "server.log"
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, *names: str) -> None:
        """Start these programs, and wait until the site answers."""
        for name in names:
            with self.log.open("ab") as log:
                self.running[name] = subprocess.Popen(
                    PROGRAMS[name], cwd=places.ROOT, env=self.environment, stdout=log, stderr=log
                )
        if "web" in names:
            wait_for(self.address)

    def kill(self, name: str) -> None:
        """What a machine out of memory does: no program hears of it beforehand."""
        program = self.running.pop(name)
        for number in (program.pid, *children(program.pid)):
            self.kill_one(number)
        program.wait()

    @staticmethod
    def kill_one(number: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)

    def stop(self) -> None:
        """End what still runs; how to stop politely is another test's."""
        for name in list(self.running):
            self.kill(name)

    def flask(self, *words: object) -> list[str]:
        """The command line of `flask fireside` with these words."""
        return ["flask", "--app", "backend.app", "fireside", *map(str, words)]

    def command(self, *words: object) -> "subprocess.CompletedProcess[str]":
        """`flask fireside …` as an operator types it."""
        done = subprocess.run(
            self.flask(*words), cwd=places.ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def rows(self, sql: str, *values: object) -> list[Any]:
        """What the database itself holds."""
        with sqlite3.connect(self.database) as connection:
            found = connection.execute(sql, values).fetchall()
        connection.close()
        return found

    def make_letters_due(self) -> None:
        """What would come by itself within minutes: a letter that could not leave is due again."""
        self.rows("UPDATE letter SET due_at = written_at WHERE sent_at IS NULL")

    def is_sound(self) -> bool:
        return self.rows("PRAGMA integrity_check") == [("ok",)] and self.rows("PRAGMA foreign_key_check") == []

    def says(self) -> str:
        """Everything the programs wrote."""
        return self.log.read_text()


class Desk(requests.Session):
    """An organiser's browser; `SLUG` is the meeting it works on."""

    def __init__(self, installation: Installation) -> None:
        super().__init__()
        self.address = installation.address
        self.headers["Origin"] = installation.address

    def request(self, method: str, url: str, **more: Any) -> requests.Response:  # type: ignore[override]
        return super().request(method, self.address + url, **{"timeout": 30, **more})

    def come_in(self) -> "Desk":
        """Sign in as the demo's first organiser, and make the meeting where there is none."""
        people = self.get("/api/demo/people").json()
        organiser = next(person["id"] for person in people if "organiser" in person["roles"])
        self.post("/api/demo/sign-in", json={"person_id": organiser})
        new = {"slug": SLUG, "name": "Faults", "starts_on": "2026-05-01", "ends_on": "2026-05-04", "timezone": "UTC"}
        made = self.post("/api/meetings", json=new)
        assert made.status_code == 201 or made.json()["code"] == "slug_taken", made.text
        return self

    def take_in(self, data: bytes, name: str) -> requests.Response:
        """Upload a schedule file and have it written."""
        path = f"/api/meetings/{SLUG}/programme/import"
        return self.post(path, files={"file": (name, data)}, data={"write": "true"})

    def write(self, title: str, **more: Any) -> requests.Response:
        """Make a session of this title."""
        return self.post(f"/api/meetings/{SLUG}/sessions", json={"title": title, **more})

    def programme(self) -> dict[str, Any]:
        frame = self.get(f"/api/meetings/{SLUG}/programme")
        assert frame.status_code == 200, frame.text
        return dict(frame.json())

    def titles(self) -> list[str]:
        return [session["title"] for session in self.programme()["records"].get("session", [])]


def children(number: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{number}/task/{number}/children").read_text().split()]
    except FileNotFoundError:
        return []


def wait_until(true: Any, longest: float = LONGEST_WAIT) -> None:
    """Return as soon as it is true; something that never comes is a failure."""
    give_up = time.monotonic() + longest
    while not true():
        assert time.monotonic() < give_up, "It did not happen."
        time.sleep(0.05)
