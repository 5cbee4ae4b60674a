"""Something between two programs that passes on what they say."""

import select
import socket
import threading
from contextlib import suppress

STEP = 0.05  # seconds


class Relay:
    """Takes connections at `port`; a subclass says how one is reached on the other side, and what becomes of it."""

    def __init__(self) -> None:
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def _accept(self) -> None:
        with self._door:
            while not self._ended.is_set():
                if self.lets_in() and readable(self._door):
                    near, _ = self._door.accept()
                    self._threads.append(threading.Thread(target=self._join, args=(near,), daemon=True))
                    self._threads[-1].start()

    def _join(self, near: socket.socket) -> None:
        with near, suppress(OSError), self.reach() as far:
            self.carry(near, far)

    def lets_in(self) -> bool:
        return True

    def reach(self) -> socket.socket:
        raise NotImplementedError

    def carry(self, near: socket.socket, far: socket.socket) -> None:
        raise NotImplementedError

    def close(self) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join(timeout=10)


def readable(*given: socket.socket) -> list[socket.socket]:
    """Those that have something to read, after a step at the most."""
    return select.select(given, [], [], STEP)[0]
