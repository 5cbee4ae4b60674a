"""A network between phones and the server that goes away without a word, and comes back as another one.

While it is away nothing passes in either direction and neither end is told: no FIN, no RST. Once it is back, what was
connected before is found to be lost.
"""

import socket
import struct
import threading
import time
from urllib.parse import urlsplit

from tests.faults.live.relay import STEP, Relay, readable

AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: a reset in place of a goodbye


class Tunnel(Relay):
    """Leads to a server from `address`; `cut` counts the connections that were lost."""

    def __init__(self, to: str) -> None:
        place = urlsplit(to)
        self._to = (place.hostname, place.port)
        self._away = threading.Event()
        self._era = self.cut = 0
        super().__init__()
        self.address = f"http://127.0.0.1:{self.port}"

    def go_away(self) -> None:
        self._away.set()

    def come_back(self) -> None:
        self._era += 1
        self._away.clear()

    def lets_in(self) -> bool:
        if self._away.is_set():
            time.sleep(STEP)
        return not self._away.is_set()

    def reach(self) -> socket.socket:
        return socket.create_connection(self._to)

    def carry(self, near: socket.socket, far: socket.socket) -> None:
        """Pass on what comes from either end, as long as the network is the one it was."""
        era = self._era
        while era == self._era and not self._ended.is_set():
            if self._away.is_set():
                time.sleep(STEP)
            elif not all(_passed_on(source, near if source is far else far) for source in readable(near, far)):
                return
        self.cut += 1
        for end in (near, far):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)


def _passed_on(source: socket.socket, sink: socket.socket) -> bool:
    """Whether the source goes on."""
    data = source.recv(65536)
    sink.sendall(data)
    return bool(data)
