"""Who else is here: about how many people hear a stream, and who is typing. All of it may be lost without harm.

A person counts once in a process, however many phones and windows are theirs; a visitor is not known, so each of their
connections is one. Above `FEW` connections those are told as they are: it is "about" by then, and costs nothing. The
numbers of several processes are added up, so whoever has phones at two of them counts twice. And hearing is not
looking: a phone hears what its list of channels shows, too.
"""

import time
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from backend.core import bells, fanout, feed
from backend.core.door.sockets import Socket, Sockets
from backend.core.frames import encode

STEPS = (0, 1, 2, 3, 4, 5, 10, 20, 50, 100, 200, 500)  # nobody is told more exactly, or beyond
FEW = 50  # connections up to which people are counted
TYPING_EVERY = 2.0  # seconds; a phone may say it more often
MOST_TYPING = 10_000


def step(count: int) -> int:
    """The number that is told in place of the count."""
    return STEPS[bisect_right(STEPS, count) - 1]


class Elsewhere:
    """About how many hear a stream at the other processes, as each last said; forgotten unless it says so again."""

    def __init__(self) -> None:
        self._said: dict[str, dict[str, tuple[int, float]]] = {}

    def count(self, stream: str) -> int:
        """How many, all processes together."""
        return sum(people for people, _ in self._said.get(stream, {}).values())

    def hear(self, process: str, stream: str, people: int) -> None:
        """This process says that so many of it hear the stream."""
        if people:
            self._said.setdefault(stream, {})[process] = (people, time.monotonic())
        else:
            self._drop(stream, process)

    def forget(self) -> list[str]:
        """Forget what was said too long ago; the streams it was of."""
        latest = time.monotonic() - bells.DEAF_AFTER
        old = [
            (stream, process) for stream, said in self._said.items() for process, (_, at) in said.items() if at < latest
        ]
        for stream, process in old:
            self._drop(stream, process)
        return [stream for stream, _ in old]

    def _drop(self, stream: str, process: str) -> None:
        said = self._said.get(stream, {})
        said.pop(process, None)
        if not said:
            self._said.pop(stream, None)


class Company:
    """Tells those who hear a stream how many they are and who types; off where there are more than 500.

    Other processes are told in the same steps, over the bells, and tell theirs.
    """

    def __init__(self, sockets: Sockets) -> None:
        self._sockets = sockets
        self._told: dict[str, int] = {}
        self._here: dict[str, int] = {}  # what other processes were told
        self._elsewhere = Elsewhere()
        self._typed: dict[tuple[str, int], float] = {}

    def came(self, socket: Socket, stream: str) -> None:
        """Tell how many there are: everybody if the number is another by now, else only who has just come."""
        if not self.moved(stream) and (people := self._told.get(stream)):
            fanout.send_to(socket.sid, fanout.frame("presence", encode({"stream": stream, "people": people})))

    def moved(self, stream: str) -> bool:
        """Somebody came or went; whether that was told."""
        if not _is_together(stream):
            return False
        here = step(self._count(stream))
        if here != self._here.get(stream, 0):
            _keep(self._here, stream, here)
            self._tell_others(stream, here)
        return self._tell(stream)

    def hear(self, process: str, counts: Mapping[str, int], typing: Sequence[tuple[str, int]]) -> None:
        """What another process tells: about how many of it hear a stream, and who types there."""
        for stream in filter(_is_together, counts):
            self._elsewhere.hear(process, stream, counts[stream])
            self._tell(stream)
        for stream, person_id in typing:
            if _is_together(stream):
                self._pass_on(stream, person_id)

    def tell_again(self) -> None:
        """Tell the other processes how many are here, and forget those that no longer do so."""
        for stream, here in list(self._here.items()):
            self._tell_others(stream, here)
        for stream in self._elsewhere.forget():
            self._tell(stream)

    def type(self, socket: Socket, stream: str) -> None:
        """Tell the others that this person types, unless that would be often or to very many."""
        if socket.reader is None or stream not in socket.streams or not _is_together(stream):
            return
        if self._pass_on(stream, socket.reader.id) and (ours := bells.current()):
            ours.type(stream, socket.reader.id)

    def _tell(self, stream: str) -> bool:
        """Tell those who are here how many there are, if that is another number than before."""
        here = self._count(stream)
        people = step(here + self._elsewhere.count(stream)) if here else 0
        if people == self._told.get(stream, 0):
            return False
        _keep(self._told, stream, people)
        fanout.send(stream, fanout.frame("presence", encode({"stream": stream, "people": people})), droppable=True)
        return True

    def _count(self, stream: str) -> int:
        """How many people of this process hear the stream; where many do, how many connections."""
        audience = fanout.audience()
        connections = audience.count(stream)
        return connections if connections > FEW else self._sockets.people(audience.members(stream))

    def _tell_others(self, stream: str, here: int) -> None:
        if ours := bells.current():
            ours.count(stream, here)

    def _pass_on(self, stream: str, person_id: int) -> bool:
        """Tell those who are here that this person types; whether it was neither often nor to very many."""
        all_told = fanout.audience().count(stream) + self._elsewhere.count(stream)
        passes = all_told <= STEPS[-1] and self._not_just_told(stream, person_id)
        if passes:
            body = encode({"stream": stream, "person": person_id})
            fanout.send(stream, fanout.frame("typing", body), droppable=True)
        return passes

    def _not_just_told(self, stream: str, person_id: int) -> bool:
        now = time.monotonic()
        if now - self._typed.get((stream, person_id), 0.0) < TYPING_EVERY:
            return False
        if len(self._typed) >= MOST_TYPING:
            self._typed.clear()
        self._typed[stream, person_id] = now
        return True


def _is_together(stream: str) -> bool:
    sort = feed.sort_of(stream)
    return sort is not None and sort.together


def _keep(counts: dict[str, int], stream: str, people: int) -> None:
    if people:
        counts[stream] = people
    else:
        counts.pop(stream, None)
