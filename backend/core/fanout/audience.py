"""Who hears which stream in this process, by Socket.IO's `sid`."""

from collections.abc import Callable, Collection, Mapping
from typing import Generic, TypeVar

Socket = TypeVar("Socket")


class Audience(Generic[Socket]):
    """Members of streams.

    `find` gives the socket of a sid, or None once it has ended: such a one cannot join, so a handler that was still at
    work when its client left leaves nothing behind. `before_joining` writes what was sent to the members until now,
    so that a new one is not sent what its answer holds already.
    """

    def __init__(self, find: Callable[[str], Socket | None], *, before_joining: Callable[[], None]) -> None:
        self._find = find
        self._before_joining = before_joining
        self._members: dict[str, dict[str, Socket]] = {}
        self._streams: dict[str, tuple[str, ...]] = {}

    def join(self, stream: str, sid: str) -> bool:
        """Make the socket a member; False when it has ended meanwhile. Joining twice is harmless."""
        self._before_joining()
        socket = self._find(sid)
        if socket is None:
            return False
        self._members.setdefault(stream, {})[sid] = socket
        streams = self._streams.get(sid, ())
        if stream not in streams:
            self._streams[sid] = (*streams, stream)
        return True

    def leave(self, stream: str, sid: str) -> None:
        """Take the socket out of the stream, if it is in."""
        self._take_out(stream, sid)
        left = tuple(name for name in self._streams.get(sid, ()) if name != stream)
        if left:
            self._streams[sid] = left
        else:
            self._streams.pop(sid, None)

    def leave_all(self, sid: str) -> None:
        """Take the socket out of every stream."""
        for stream in self._streams.pop(sid, ()):
            self._take_out(stream, sid)

    def members(self, stream: str) -> Collection[str]:
        """The sids that hear the stream, as they are now."""
        return tuple(self._members.get(stream, ()))

    def streams(self, sid: str) -> Collection[str]:
        """The streams that this socket hears."""
        return self._streams.get(sid, ())

    def sockets(self, stream: str) -> Mapping[str, Socket]:
        """The sockets that hear the stream, by sid. Not a copy."""
        return self._members.get(stream, {})

    def count(self, stream: str) -> int:
        """How many hear the stream."""
        return len(self._members.get(stream, ()))

    def _take_out(self, stream: str, sid: str) -> None:
        members = self._members.get(stream, {})
        members.pop(sid, None)
        if not members:
            self._members.pop(stream, None)
