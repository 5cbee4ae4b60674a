"""Moderators who remove what others are saying, and those who read it in every way there is (R5).

Once a removal is acknowledged, nothing that is asked for after that may hold a word of it; from screens it is gone
within two seconds.
"""

import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import requests

from schemas.words import Role
from tests.factories import a_device, a_person
from tests.faults.live.chatting import Conversation, Said
from tests.faults.live.checker import PATIENCE, Listener
from tests.parcels import words_of

ON_SCREENS = 2.0  # seconds
FEWEST, LONGEST = 12, 40.0  # removals, and seconds that a busy machine may take for them
STANDING = 6  # of a person's latest messages are left to them: they change those
HERE, AWAY = 0.7, 1.0


@dataclass(frozen=True)
class Gone:
    """A message whose removal was acknowledged at that moment, and what it ever said."""

    id: int
    texts: tuple[str, ...]
    at: float


@dataclass
class Desk:
    """Moderators with phones, a removal each at this pace; `gone` is what they were told is gone."""

    talk: Conversation
    pace: float = 0.3
    gone: list[Gone] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def run(self, name: str, token: str, stop: threading.Event) -> None:
        chance = random.Random(name)
        with someone(token) as http:
            while not stop.wait(self.pace * chance.random() * 2):
                if found := self._choose(chance):
                    self._remove(http, found)

    def _choose(self, chance: random.Random) -> Said | None:
        talker = chance.choice(self.talk.talkers)
        there = [one for one in talker.said if one.id and not one.maybe_gone][:-STANDING]
        return chance.choice(there) if there else None

    def _remove(self, http: requests.Session, said: Said) -> None:
        said.maybe_gone = True
        body = {"subject": "message", "subject_id": said.id, "guideline": "spam"}
        try:
            reply = http.post(f"{self.talk.address}/api/moderation/removals", json=body, timeout=PATIENCE)
        except requests.RequestException:
            return
        if reply.status_code == requests.codes.created:
            said.gone = True
            self.gone.append(Gone(said.id, tuple(said.texts), time.monotonic()))
        elif reply.status_code != requests.codes.too_many_requests:
            self.faults.append(f"a removal was answered {reply.text[:200]}")

    def read(self, name: str, token: str, stop: threading.Event) -> None:
        """Read pages, chains, earlier words, searches, digests and one's own export, over and over."""
        chance = random.Random(name)
        with someone(token) as http:
            while not stop.wait(0.05):
                path, query = self._somewhere(chance)
                known = list(self.gone)
                try:
                    reply = http.get(f"{self.talk.address}/api/{path}", params=query, timeout=PATIENCE)
                except requests.RequestException:
                    continue
                self.faults += [f"{path} {query} still tells {text!r}" for text in told(known, words_of(reply.content))]

    def _somewhere(self, chance: random.Random) -> tuple[str, dict[str, Any]]:
        channel, one = self.talk.channel, chance.choice(self.gone).id if self.gone else 1
        return chance.choice(
            [
                (f"channels/{channel}/messages", {"limit": 100}),
                (f"channels/{channel}/messages", {"after": 0, "limit": 100}),
                (f"channels/{channel}/digest", {"since": 0}),
                (f"messages/{one}/thread", {}),
                (f"messages/{one}/edits", {}),
                ("chat/search", {"q": f"t{chance.randrange(len(self.talk.talkers))}"}),
                ("me/chat-export", {}),
            ]
        )

    def look(self, screens: list[Listener], stop: threading.Event) -> None:
        """Look at every screen: what was removed two seconds ago is on none."""
        while not stop.wait(0.1):
            late = [one for one in list(self.gone) if time.monotonic() - one.at > ON_SCREENS]
            for screen in screens:
                shown = [one.id for one in late if ("message", one.id) in screen.records]
                self.faults += [f"{screen.name} still shows {number}" for number in shown]


class NowAndThen(Listener):
    """A phone that is put away again and again, until it is `quiet`."""

    def __init__(self, *named: Any) -> None:
        super().__init__(*named)
        self.quiet = threading.Event()

    def run(self, stop: threading.Event) -> None:
        while not self.quiet.is_set():
            pocketed = threading.Event()
            timer = threading.Timer(HERE, pocketed.set)
            timer.start()
            super().run(pocketed)
            timer.cancel()
            self.quiet.wait(AWAY)
        super().run(stop)


def someone(token: str) -> requests.Session:
    http = requests.Session()
    http.cookies.set("fireside", token)
    http.headers["Sec-Fetch-Site"] = "same-origin"
    return http


def told(gone: list[Gone], body: str) -> Iterator[str]:
    """What of all this a body says, as JSON or as HTML in it."""
    return (text for one in gone for text in one.texts if f'"{text}"' in body or f"<p>{text}</p>" in body)


def under_fire(talk: Conversation, seconds: float, *, moderators: int = 4, readers: int = 2) -> Desk:
    """Let people talk while moderators remove and others read; what was found stands in the desk's `faults`."""
    desk, stop = Desk(talk), threading.Event()
    screens = list(talk.listeners)
    first = screens[0]
    pocket = NowAndThen("now and then", first._addresses, first._stream, first._origin)
    talk.listeners.append(pocket)
    tokens = [a_device(a_person(f"Moderator {number}", Role.MODERATOR)) for number in range(moderators)]
    hands = [threading.Thread(target=desk.run, args=(f"m{number}", one, stop)) for number, one in enumerate(tokens)]
    eyes = [talker.token for talker in talk.talkers[:readers]]
    hands += [threading.Thread(target=desk.read, args=(f"r{number}", one, stop)) for number, one in enumerate(eyes)]
    hands.append(threading.Thread(target=desk.look, args=(screens, stop)))
    talk.start()
    for hand in hands:
        hand.start()
    began = time.monotonic()
    while (past := time.monotonic() - began) < seconds or (len(desk.gone) < FEWEST and past < LONGEST):
        stop.wait(0.1)
    stop.set()
    for hand in hands:
        hand.join(PATIENCE * 3)
    pocket.quiet.set()
    desk.faults += talk.finish()
    return desk
