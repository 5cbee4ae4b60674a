"""Bells between processes, over Redis: which streams moved and whose rights changed, never what.

A message is a hint: what it announces is always read from the database, so one that is lost, late, twice or
replayed does no harm. Each is signed with a key made of SECRET_KEY, at most 32 KB, and goes over a channel whose name
follows from that key, so that two deployments on one Redis do not hear each other. Nobody waits for Redis: what is to
be rung is collected and sent from a thread of its own. Every ten seconds each process rings for itself; one that
does not hear its own bell is deaf, and says so until it hears again.

Who is in whose company goes along: about how many of this process hear a stream, and who types. That alone is told
and not read, so it is dropped where it cannot be sent, and the numbers are told again with every test.
"""

import contextlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import redis
import structlog

from backend.core import feed, metrics, seal
from backend.core.frames import encode

log = structlog.get_logger()

LARGEST = 32 * 1024
MOST_STREAMS, MOST_PEOPLE = 300, 1000  # in one message
MOST_COUNTS, MOST_TYPING = 150, 50  # in one message
MOST_WAITING = 10_000  # streams; beyond, the sweep finds them
LONGEST_TALK = 1.0  # seconds one exchange with Redis may take
TEST_EVERY = 10.0
DEAF_AFTER = 2.5 * TEST_EVERY
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 3.0


@dataclass(slots=True)
class _Waiting:
    """What is still to be rung."""

    heads: dict[str, int] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    typing: set[tuple[str, int]] = field(default_factory=set)
    test: str = ""

    def take(self) -> dict[str, Any]:
        """As much as one message holds."""
        taken = {
            "heads": {name: self.heads.pop(name) for name in list(self.heads)[:MOST_STREAMS]},
            "people": [self.people.pop() for _ in range(min(len(self.people), MOST_PEOPLE))],
            "counts": {name: self.counts.pop(name) for name in list(self.counts)[:MOST_COUNTS]},
            "typing": [self.typing.pop() for _ in range(min(len(self.typing), MOST_TYPING))],
            "test": self.test,
        }
        self.test = ""
        return taken if any(taken.values()) else {}


class Company(Protocol):
    """Who wants to know how many are at the other processes, and who types there."""

    def hear(self, process: str, counts: Mapping[str, int], typing: Sequence[tuple[str, int]]) -> None:
        """A process tells about how many of it hear which stream, and (stream, person) of those who type."""

    def tell_again(self) -> None:
        """It is time to tell the others how many are here, and to forget whom one does not hear any more."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Who wants to know: of streams that moved, of people whose rights changed, and that bells may have been missed."""

    on_heads: Callable[[Mapping[str, int]], None]
    on_person: Callable[[int], None]
    on_missed: Callable[[], None]
    company: Company | None = None

    def hear(self, told: Mapping[str, Any]) -> None:
        """Pass on what a message says."""
        if told["heads"]:
            self.on_heads(told["heads"])
        for person_id in told["people"]:
            self.on_person(person_id)
        if self.company:  # while a deployment is updated, a process of before says nothing of it
            typing = [(stream, person_id) for stream, person_id in told.get("typing", ())]
            self.company.hear(told["from"], told.get("counts", {}), typing)

    def tell_again(self) -> None:
        """Have the company tell its numbers."""
        if self.company:
            self.company.tell_again()


class Bells:
    """Rings for other processes and hears theirs."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._me = secrets.token_hex(8)
        self._channel = f"fireside:{seal.digest('the channel of the bells')[:16]}"
        self._waiting = _Waiting()
        self._wanted = threading.Event()
        self._heard_at = time.monotonic()
        self._running = False
        self._hears = False

    def ring(self, heads: Mapping[str, int]) -> None:
        """Tell the other processes that these streams moved."""
        if len(self._waiting.heads) < MOST_WAITING:
            known = self._waiting.heads
            known.update({name: max(head, known.get(name, 0)) for name, head in heads.items()})
        self._go_on()

    def look(self, person_id: int) -> None:
        """Tell the other processes that this person's rights changed."""
        self._waiting.people.add(person_id)
        self._go_on()

    def count(self, stream: str, people: int) -> None:
        """Tell the other processes about how many of this one hear the stream; lost unless a thread rings."""
        if self._running and len(self._waiting.counts) < MOST_WAITING:
            self._waiting.counts[stream] = people
            self._wanted.set()

    def type(self, stream: str, person_id: int) -> None:
        """Tell the other processes that this person types; lost as well."""
        if self._running and len(self._waiting.typing) < MOST_TYPING:
            self._waiting.typing.add((stream, person_id))
            self._wanted.set()

    def _go_on(self) -> None:
        if self._running:
            self._wanted.set()
            return
        with contextlib.suppress(redis.RedisError, OSError), self._connected() as client:  # a command, soon over
            self._send(client)

    def hears(self) -> bool:
        """Whether the own bell was heard lately."""
        return self._hears and time.monotonic() - self._heard_at < DEAF_AFTER

    def start(self, listener: Listener) -> None:
        """Ring from now on from a thread, and hear."""
        self._running = True
        for name, work in (
            ("bell-ringer", lambda: self._ring_on(listener)),
            ("bell-hearer", lambda: self._hear_on(listener)),
        ):
            threading.Thread(target=work, name=name, daemon=True).start()

    def stop(self) -> None:
        """Hear no more; what is still rung from here on is sent at once by who rings."""
        self._running, self._hears = False, False
        self._wanted.set()

    def _connected(self) -> redis.Redis:
        return redis.Redis.from_url(
            self._url,
            socket_timeout=LONGEST_TALK,
            socket_connect_timeout=LONGEST_TALK,
            retry=redis.retry.Retry(redis.backoff.NoBackoff(), 0),
        )

    def _send(self, client: redis.Redis) -> None:
        while message := self._waiting.take():
            try:
                client.publish(self._channel, _signed(message | {"from": self._me}))
            except (redis.RedisError, OSError):
                self._waiting.people.update(message["people"])
                self._waiting.heads = message["heads"] | self._waiting.heads
                raise
            metrics.BELLS.labels("rung").inc()

    def _ring_on(self, listener: Listener) -> None:
        patience = _Patience("bells.not_rung")
        tested = 0.0
        while self._running:
            self._wanted.wait(max(0.0, tested + TEST_EVERY - time.monotonic()))
            self._wanted.clear()
            if time.monotonic() - tested >= TEST_EVERY:
                self._waiting.test, tested = self._me, time.monotonic()
                listener.tell_again()
            try:
                with self._connected() as client:
                    self._serve(client, patience, until=tested + TEST_EVERY)
            except (redis.RedisError, OSError) as error:
                patience.wait(error)

    def _serve(self, client: redis.Redis, patience: "_Patience", *, until: float) -> None:
        """Send what is wanted over one connection until the next test is due."""
        self._send(client)
        patience.over()
        while self._running and self._wanted.wait(max(0.0, until - time.monotonic())):
            self._wanted.clear()
            self._send(client)

    def _hear_on(self, listener: Listener) -> None:
        patience = _Patience("bells.not_heard")
        while self._running:
            try:
                with self._connected() as client, client.pubsub() as subscription:
                    subscription.subscribe(self._channel)
                    self._hear(subscription, listener, patience)
            except (redis.RedisError, OSError) as error:
                patience.wait(error)
            finally:
                self._hears = False

    def _hear(self, subscription: Any, listener: Listener, patience: "_Patience") -> None:
        """Hear until the connection breaks or nothing was heard for too long."""
        began = time.monotonic()
        while self._running and time.monotonic() - max(began, self._heard_at) < DEAF_AFTER:
            message = subscription.get_message(timeout=LONGEST_TALK)
            if message is None:
                continue
            if message["type"] == "subscribe":
                self._ring_for_itself()
                continue
            told = _verified(message["data"])
            if told is None:
                metrics.BELLS.labels("refused").inc()
            elif told["from"] == self._me:
                self._heard_itself(listener, patience)
            else:
                metrics.BELLS.labels("heard").inc()
                listener.hear(told)

    def _ring_for_itself(self) -> None:
        """From here on every bell is heard; see whether it is."""
        self._waiting.test = self._me
        self._wanted.set()

    def _heard_itself(self, listener: Listener, patience: "_Patience") -> None:
        self._heard_at = time.monotonic()
        if not self._hears:
            self._hears = True
            patience.over()
            log.info("bells.heard")
            listener.on_missed()


class _Patience:
    """Waits longer each time, and writes one line when the trouble begins."""

    def __init__(self, event: str) -> None:
        self._event = event
        self._pause = 0.0

    def over(self) -> None:
        """It went well."""
        self._pause = 0.0

    def wait(self, error: Exception) -> None:
        """Wait before the next try."""
        if not self._pause:
            log.warning(self._event, error=type(error).__name__)
        self._pause = min(LONGEST_PAUSE, self._pause * 2 or FIRST_PAUSE)
        time.sleep(self._pause)


def _signed(message: Mapping[str, Any]) -> bytes:
    body = encode(message)
    return f"{seal.digest('bell ' + body.decode())} ".encode() + body


def _verified(data: object) -> dict[str, Any] | None:
    """The message if it is one of ours; None for anything else that somebody put on the channel."""
    if not isinstance(data, bytes) or len(data) > LARGEST:
        return None
    mark, _, body = data.partition(b" ")
    try:
        if not seal.is_digest_of(mark.decode("ascii"), f"bell {body.decode()}"):
            return None
        told: dict[str, Any] = json.loads(body)
    except ValueError:
        return None
    return told


class _Tower:
    """The bells of this process; none where Redis is not configured."""

    bells: Bells | None = None


def bind(url: str) -> None:
    """Use the Redis at this address; none when it is empty."""
    _Tower.bells = Bells(url) if url else None


def current() -> Bells | None:
    """The bells in use."""
    return _Tower.bells


def _ring(heads: Mapping[str, int]) -> None:
    if _Tower.bells is not None:
        _Tower.bells.ring(heads)


def _look(person_id: int) -> None:
    if _Tower.bells is not None:
        _Tower.bells.look(person_id)


feed.rings(_ring)
feed.watches_rights(_look)
