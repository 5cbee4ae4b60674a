"""The black-box checker: what was acknowledged, what every client showed, and what may never be.

Writers change sessions of one meeting through the HTTP door, each the titles of its own sessions, and write down what
was acknowledged, refused or left open. Listeners are phones on the socket that take frames in as the app does, and
write down every record they show. When all is quiet, `complaints` compares.
"""

import random
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import requests

from tests.socket_phone import NotLetIn, SocketPhone

STRAGGLER = 0.3  # seconds a phone waits for the frame before the one it was given
PATIENCE = 4.0  # seconds a writer waits for an answer
QUIET = 20.0  # seconds until everybody must know everything

BROKEN, BUSY = 500, 503

Key = tuple[str, int]
Dial = Callable[..., SocketPhone]


@dataclass
class Writer:
    """One organiser's program, which renames its own sessions in turn; `tries` are (session, title, outcome, rev)."""

    name: str
    addresses: Sequence[str]
    token: str
    sessions: Sequence[int]
    pace: float = 0.03
    tries: list[tuple[int, str, str, int]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def run(self, stop: threading.Event) -> None:
        chance = random.Random(self.name)
        number = 0
        with requests.Session() as http:
            while not stop.wait(self.pace * chance.random() * 2):
                number += 1
                session = self.sessions[number % len(self.sessions)]
                title = f"{self.name} {number}"
                outcome, rev = self._write(http, chance.choice(self.addresses), session, title)
                self.tries.append((session, title, outcome, rev))

    def _write(self, http: requests.Session, address: str, session: int, title: str) -> tuple[str, int]:
        """`stored` only when the server said so, `refused` when it said no, else `open`: it may be there."""
        try:
            reply = http.patch(
                f"{address}/api/sessions/{session}",
                json={"title": title},
                cookies={"fireside": self.token},
                headers={"Sec-Fetch-Site": "same-origin"},
                timeout=PATIENCE,
            )
        except requests.RequestException:
            return "open", 0
        if reply.status_code == 200:
            return "stored", reply.json()["rev"]
        if reply.status_code == BROKEN or _says_no_time(reply):
            self.faults.append(f"{self.name} was answered {reply.status_code}: {reply.text[:200]}")
        return ("refused" if reply.status_code < 500 else "open"), 0


def _says_no_time(reply: requests.Response) -> bool:
    """Whether the product, not a proxy before it, says that it is busy and not when to come back."""
    ours = reply.headers.get("Content-Type", "") == "application/problem+json"
    return ours and reply.status_code == BUSY and "Retry-After" not in reply.headers


class Listener:
    """A phone that listens, and comes back by itself; `shown` is every (kind, id, rev, text) in order.

    `dial` connects it, by WebSocket or by long-polling.
    """

    def __init__(
        self, name: str, addresses: Sequence[str], stream: str, origin: str = "", dial: Dial = SocketPhone
    ) -> None:
        self.name, self._addresses, self._stream, self._origin, self._dial = name, addresses, stream, origin, dial
        self.records: dict[Key, dict[str, Any]] = {}
        self.head = 0
        self.shown: list[tuple[str, int, int, str]] = []
        self.faults: list[str] = []
        self.gaps = 0
        self.arrivals = 0

    def run(self, stop: threading.Event) -> None:
        chance = random.Random(self.name)
        while not stop.is_set():
            with suppress(OSError, NotLetIn, AssertionError):
                self._listen(self._dial(chance.choice(self._addresses), origin=self._origin), stop)
            stop.wait(0.1 + chance.random() * 0.2)

    def _listen(self, phone: SocketPhone, stop: threading.Event) -> None:
        try:
            self.arrivals += 1
            taken = 0
            self._open(phone)
            while not stop.is_set() and not phone.closed.is_set():
                taken = self._take_new(phone, taken)
                phone.wait_for_more(taken, 0.1)
        finally:
            phone.hang_up()

    def _open(self, phone: SocketPhone) -> None:
        answer = phone.ask("open", {"stream": self._stream, "since": self.head}, seconds=PATIENCE)
        if not answer["ok"] and answer["problem"]["status"] == BROKEN:
            self.faults.append(f"{self.name} was answered {answer}")
        assert answer["ok"], answer
        self.take(answer["frame"])

    def _take_new(self, phone: SocketPhone, taken: int) -> int:
        frames = phone.all("changes")
        for frame in frames[taken:]:
            if not self.take(frame):
                self.gaps += 1
                time.sleep(STRAGGLER)
                self._open(phone)
        return len(frames)

    def take(self, frame: dict[str, Any]) -> bool:
        """Take a frame in as the app does; False when something before it is missing."""
        if frame["reset"]:
            self.records.clear()
        elif frame["head"] <= self.head:
            return True
        elif frame["since"] > self.head:
            return False
        for kind, rows in frame["records"].items():
            for row in rows:
                self._show(kind, row, reset=frame["reset"])
        self.head = frame["head"]
        return True

    def _show(self, kind: str, row: dict[str, Any], *, reset: bool) -> None:
        key = (kind, row["id"])
        before = self.records.get(key)
        if before and not reset and row["rev"] <= before["rev"]:
            self.faults.append(f"{self.name}: {kind} {row['id']} shown again at {row['rev']} after {before['rev']}")
        self.shown.append((kind, row["id"], row["rev"], row.get("title", "")))
        if row.get("removed"):
            self.records.pop(key, None)
        else:
            self.records[key] = row


@dataclass
class Run:
    """Writers and listeners at work."""

    writers: list[Writer]
    listeners: list[Listener]
    began_at: int
    _writing: threading.Event = field(default_factory=threading.Event)
    _listening: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        for one, stop in (*((w, self._writing) for w in self.writers), *((h, self._listening) for h in self.listeners)):
            thread = threading.Thread(target=one.run, args=(stop,), daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop_writing(self) -> None:
        self._writing.set()
        for thread in self._threads[: len(self.writers)]:
            thread.join(PATIENCE * 2)

    def stop_listening(self) -> None:
        self._listening.set()
        for thread in self._threads[len(self.writers) :]:
            thread.join(PATIENCE * 2)

    def wait_until_told(self, head: int) -> None:
        """Give every listener the time to come back and catch up."""
        give_up = time.monotonic() + QUIET
        while any(listener.head < head for listener in self.listeners) and time.monotonic() < give_up:
            time.sleep(0.05)


def finish(run: Run, address: str, slug: str, *, patience: float = 0.0) -> list[str]:
    """Stop the writers, let things settle, compare; no complaint is the best that can be said."""
    run.stop_writing()
    fresh = whole(address, slug)
    run.wait_until_told(fresh.head)
    time.sleep(patience)
    run.stop_listening()
    return complaints(run, whole(address, slug))


def whole(address: str, slug: str) -> Listener:
    """What a reload shows."""
    give_up = time.monotonic() + QUIET
    while True:
        try:
            reply = requests.get(f"{address}/api/meetings/{slug}/programme", timeout=PATIENCE)
            reply.raise_for_status()
        except requests.RequestException:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.2)
        else:
            fresh = Listener("a reload", [], "")
            fresh.take(reply.json())
            return fresh


def complaints(run: Run, fresh: Listener) -> list[str]:
    """What must never be, found in what everybody wrote down."""
    return [
        *(fault for one in (*run.listeners, *run.writers) for fault in one.faults),
        *(_difference(one, fresh) for one in run.listeners if one.records != fresh.records),
        *_lost(run.writers, fresh),
        *_holes(run, fresh),
        *_invented(run),
    ]


def _difference(listener: Listener, fresh: Listener) -> str:
    keys = {*listener.records, *fresh.records}
    other = sorted(key for key in keys if listener.records.get(key) != fresh.records.get(key))
    return f"{listener.name} shows another state than a reload at {listener.head}, not {fresh.head}: {other[:5]}"


def _lost(writers: Sequence[Writer], fresh: Listener) -> list[str]:
    """A session has the title that was acknowledged last, or one that was left open and came to be after it."""
    found = []
    for writer in writers:
        for session in writer.sessions:
            tries = [one for one in writer.tries if one[0] == session]
            _, last, _, stored = next((one for one in reversed(tries) if one[2] == "stored"), (0, "", "", 0))
            left_open = [title for _, title, outcome, _ in tries if outcome == "open"]
            now = fresh.records["session", session]
            later = now["title"] in left_open and now["rev"] > stored
            if now["title"] != last and not later and not now["title"].startswith("Session "):
                found.append(f"session {session} is called {now['title']}, and not {last} or {left_open} after it")
    return found


def _holes(run: Run, fresh: Listener) -> list[str]:
    """Every number was given once, and every number that was given belongs to a write."""
    given = [rev for writer in run.writers for _, _, outcome, rev in writer.tries if outcome == "stored"]
    left_open = sum(outcome == "open" for writer in run.writers for _, _, outcome, _ in writer.tries)
    twice = len(given) - len(set(given))
    missing = fresh.head - run.began_at - len(set(given))
    found = [f"{twice} numbers were given twice"] if twice else []
    if not 0 <= missing <= left_open:
        found.append(f"{missing} numbers belong to no acknowledged write; {left_open} were left open")
    return found


def _invented(run: Run) -> list[str]:
    """What is shown was written by somebody."""
    written = {title for writer in run.writers for _, title, _, _ in writer.tries}
    shown = {text for listener in run.listeners for kind, _, _, text in listener.shown if kind == "session"}
    return [f"{text!r} was shown and never written" for text in shown - written if not text.startswith("Session ")]
