"""The black-box checker with chat: people say, change, take away and react, and phones hear it.

Each person has a phone that sends as the app does: one thing at a time, and the same request again until the server
says what became of it. When all is quiet, `complaints` compares what was acknowledged with what everybody shows.
"""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import requests

from schemas.words import Access
from tests.factories import a_channel, a_chatter, a_device, a_person
from tests.faults.live.checker import BROKEN, PATIENCE, QUIET, Listener
from tests.faults.live.conftest import DIALS, Place

EMOJI = "👍🎉"
PAGE = 100


@dataclass
class Said:
    """What one message may be by now: the texts it may have, whether it is there, and who reacted."""

    client_id: str
    texts: list[str]
    number: int = 0
    id: int = 0
    gone: bool = False
    maybe_gone: bool = False


@dataclass
class Talker:
    """Somebody's phone, and what became of what it did: `unsure` are reactions that nobody acknowledged."""

    name: str
    addresses: Sequence[str]
    channel: int
    token: str
    pace: float = 0.1
    said: list[Said] = field(default_factory=list)
    reacted: set[tuple[int, str]] = field(default_factory=set)
    unsure: set[tuple[int, str]] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    again: int = 0

    def run(self, stop: threading.Event) -> None:
        chance, count = random.Random(self.name), 0
        with requests.Session() as http:
            http.cookies.set("fireside", self.token)
            http.headers["Sec-Fetch-Site"] = "same-origin"
            while not stop.wait(self.pace * chance.random() * 2):
                count += 1
                standing = [one for one in self.said if one.id and not one.maybe_gone]
                does = chance.choices((self._say, self._edit, self._remove, self._react), (6, 2, 1, 2))[0]
                if does == self._say or not standing:
                    self._say(http, chance, f"{self.name} {count}", stop)
                else:
                    does(http, chance, chance.choice(standing[-5:]), f"{self.name} {count} anew")

    def _say(self, http: requests.Session, chance: random.Random, text: Any, stop: Any) -> None:
        """Until it is acknowledged; only when the run ends is it left open."""
        said = Said(str(uuid4()), [text])
        self.said.append(said)
        while (reply := self._ask(http, chance, "post", f"channels/{self.channel}/messages", said)) is None:
            self.again += 1
            if stop.wait(0.1):
                return
        said.number, said.id = reply["number"], reply["id"]

    def _edit(self, http: requests.Session, chance: random.Random, said: Said, text: str) -> None:
        said.texts.append(text)
        if self._ask(http, chance, "patch", f"messages/{said.id}", said) is not None:
            said.texts = [text]

    def _remove(self, http: requests.Session, chance: random.Random, said: Said, _text: str) -> None:
        said.maybe_gone = True
        said.gone = self._ask(http, chance, "delete", f"messages/{said.id}", None) is not None

    def _react(self, http: requests.Session, chance: random.Random, said: Said, _text: str) -> None:
        emoji = chance.choice(EMOJI)
        key = said.id, emoji
        if self._ask(http, chance, "put", f"messages/{said.id}/reactions/{emoji}", None) is not None:
            self.reacted.add(key)
        else:
            self.unsure.add(key)

    def _ask(
        self, http: requests.Session, chance: random.Random, method: str, path: str, said: Said | None
    ) -> dict[str, Any] | None:
        """What was answered when the server said that it is done; None while nobody knows."""
        body = {"client_id": said.client_id} if said and method == "post" else {}
        told = {"json": body | {"text": said.texts[-1]}} if said else {}
        address = f"{chance.choice(self.addresses)}/api/{path}"
        try:
            reply = http.request(method, address, timeout=PATIENCE, **told)
        except requests.RequestException:
            return None
        if reply.status_code == BROKEN:
            self.faults.append(f"{self.name} was answered {reply.text[:200]}")
        if reply.status_code in {400, 401, 403, 404, 409, 410, 422}:
            self.faults.append(f"{self.name} was refused {method} {path}: {reply.text[:200]}")
        if reply.status_code >= 300:
            return None
        return reply.json() if reply.content else {}


@dataclass
class Conversation:
    """An open channel with people who talk in it and phones that hear it."""

    channel: int
    address: str
    talkers: list[Talker]
    listeners: list[Listener]
    _talking: threading.Event = field(default_factory=threading.Event)
    _listening: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        for one in (*self.listeners, *self.talkers):
            stop = self._listening if isinstance(one, Listener) else self._talking
            self._threads.append(threading.Thread(target=one.run, args=(stop,), daemon=True))
            self._threads[-1].start()

    def acknowledged(self) -> list[Said]:
        """What the server said it has."""
        return [said for talker in self.talkers for said in talker.said if said.number]

    def finish(self) -> list[str]:
        """Stop talking, let everybody hear all of it, compare; no complaint is the best that can be said."""
        self._talking.set()
        for thread in self._threads[len(self.listeners) :]:
            thread.join(PATIENCE * 3)
        head, give_up = self._fresh()[1], time.monotonic() + QUIET
        while any(one.head < head for one in self.listeners) and time.monotonic() < give_up:
            time.sleep(0.05)
        self._listening.set()
        for thread in self._threads:
            thread.join(PATIENCE * 3)
        return list(self._complaints(*self._fresh()))

    def _fresh(self) -> tuple[dict[int, dict[str, Any]], int, int]:
        """Every message as a reload shows it, by id; the stream's head and the newest number."""
        found: list[dict[str, Any]] = []
        address, after = f"{self.address}/api/channels/{self.channel}/messages", 0
        while True:
            page = requests.get(address, params={"after": after, "limit": PAGE}, timeout=PATIENCE).json()
            found += page["messages"]
            if page["last"] <= after or page["last"] >= page["newest"]:
                return {one["id"]: one for one in found}, page["head"], page["newest"]
            after = page["last"]

    def _complaints(self, fresh: dict[int, dict[str, Any]], head: int, newest: int) -> Iterator[str]:
        yield from (fault for one in (*self.listeners, *self.talkers) for fault in one.faults)
        for one in self.listeners:
            shown = {key[1]: row for key, row in one.records.items() if key[0] == "message"}
            if shown != fresh:
                other = sorted(key for key in {*shown, *fresh} if shown.get(key) != fresh.get(key))
                yield f"{one.name} shows another state at {one.head} than a reload at {head}: {other[:5]}"
        yield from self._lost(fresh, newest)
        yield from self._reactions(fresh)
        written = {text for talker in self.talkers for said in talker.said for text in said.texts}
        yield from (f"{row['text']!r} was never written last" for row in fresh.values() if row["text"] not in written)

    def _lost(self, fresh: dict[int, dict[str, Any]], newest: int) -> Iterator[str]:
        times = Counter(row["client_id"] for row in fresh.values())
        yield from (f"{name} is there {count} times" for name, count in times.items() if count > 1)
        numbers = {row["number"] for row in fresh.values()}
        for talker in self.talkers:
            sent = [said for said in talker.said if said.number]
            if [said.number for said in sent] != sorted(said.number for said in sent):
                yield f"{talker.name}'s messages are out of their order"
            for said in sent:
                row = fresh.get(said.id)
                if row is None and not said.maybe_gone:
                    yield f"{said.texts} was acknowledged and is not there"
                if row and (said.gone or row["text"] not in said.texts):
                    yield f"message {said.number} says {row['text']!r}, not {said.texts}; taken away: {said.gone}"
            numbers |= {said.number for said in sent if said.maybe_gone}
        if numbers != set(range(1, newest + 1)):
            yield f"numbers have holes: {sorted(set(range(1, newest + 1)) - numbers)[:5]}"

    def _reactions(self, fresh: dict[int, dict[str, Any]]) -> Iterator[str]:
        for talker in self.talkers:
            for number, emoji in talker.reacted:
                if number in fresh and fresh[number]["reactions"].get(emoji, 0) < 1:
                    yield f"{talker.name}'s {emoji} was acknowledged and does not count"
        sure = {key for talker in self.talkers for key in talker.reacted | talker.unsure}
        there = {(number, emoji) for number, row in fresh.items() for emoji in row["reactions"]}
        yield from (f"{key} was never reacted" for key in there - sure)


def a_conversation(place: Place, *, talkers: int = 5, listeners: int = 6) -> Conversation:
    """People with phones in a new channel that anybody may read, and phones that hear it, a third by long-polling."""
    channel = a_channel("Everybody", access=Access.OPEN)
    people = [a_chatter(a_person(f"Talker {number}"), channel) for number in range(talkers)]
    addresses = [place.address]
    stream = f"channel:{channel.id}"
    return Conversation(
        channel.id,
        place.webs[0].address,
        [Talker(f"t{number}", addresses, channel.id, a_device(one)) for number, one in enumerate(people)],
        [
            Listener(f"phone {number}", addresses, stream, place.address, DIALS[number % len(DIALS)])
            for number in range(listeners)
        ],
    )
