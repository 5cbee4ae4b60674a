"""Who else is here: about how many hear a stream, and who is typing. All of it may be lost without harm."""

import time
from bisect import bisect_right

from backend.core import fanout, feed
from backend.core.door.sockets import Socket
from backend.core.frames import encode

STEPS = (0, 1, 2, 3, 4, 5, 10, 20, 50, 100, 200, 500)  # nobody is told more exactly, or beyond
TYPING_EVERY = 2.0  # seconds; a phone may say it more often
MOST_TYPING = 10_000


def step(count: int) -> int:
    """The number that is told in place of the count."""
    return STEPS[bisect_right(STEPS, count) - 1]


class Company:
    """Tells those who hear a stream how many they are and who types; off where there are more than 500."""

    def __init__(self) -> None:
        self._told: dict[str, int] = {}
        self._typed: dict[tuple[str, int], float] = {}

    def came(self, socket: Socket, stream: str) -> None:
        """Tell how many there are: everybody if the number is another by now, else only who has just come."""
        if not self.moved(stream) and (people := self._told.get(stream)):
            fanout.send_to(socket.sid, fanout.frame("presence", encode({"stream": stream, "people": people})))

    def moved(self, stream: str) -> bool:
        """Somebody came or went; whether that was told."""
        sort = feed.sort_of(stream)
        people = step(fanout.audience().count(stream))
        if sort is None or not sort.together or people == self._told.get(stream, 0):
            return False
        self._told[stream] = people
        if not people:
            del self._told[stream]
        fanout.send(stream, fanout.frame("presence", encode({"stream": stream, "people": people})), droppable=True)
        return True

    def type(self, socket: Socket, stream: str) -> None:
        """Tell the others that this person types, unless that would be often or to very many."""
        sort = feed.sort_of(stream)
        if sort is None or not sort.together or socket.reader is None or stream not in socket.streams:
            return
        if fanout.audience().count(stream) <= STEPS[-1] and self._not_just_told(stream, socket.reader.id):
            body = encode({"stream": stream, "person": socket.reader.id})
            fanout.send(stream, fanout.frame("typing", body), droppable=True)

    def _not_just_told(self, stream: str, person_id: int) -> bool:
        now = time.monotonic()
        if now - self._typed.get((stream, person_id), 0.0) < TYPING_EVERY:
            return False
        if len(self._typed) >= MOST_TYPING:
            self._typed.clear()
        self._typed[stream, person_id] = now
        return True
