"""An end to everything that is said over a session's connections, whatever the other side does.

A time-out of a socket begins anew with every byte, so one who sends a byte now and then is never timed out. Here a
clock runs, and when it is over the connections are shut: whoever reads from one of them is told at once.
"""

import socket
import threading
from typing import TYPE_CHECKING, Self, cast

from requests import Session
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool as AnyPool

if TYPE_CHECKING:
    from requests.adapters import HTTPAdapter


class Deadline:
    """So many seconds; `over` says whether they have passed."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._lock = threading.Lock()
        self._handles: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            for handle in self._handles:
                handle.close()
            self._handles.clear()

    def holds(self, session: Session) -> None:
        """Have every connection that the session opens from now on end with this deadline."""
        pools = _pools(self)
        for adapter in session.adapters.values():
            cast("HTTPAdapter", adapter).poolmanager.pool_classes_by_scheme = pools

    def watch(self, connection: socket.socket) -> None:
        """Shut this connection when the time is over; a handle of our own outlives its change into TLS."""
        with self._lock:
            handle = connection.dup()
            self._handles.append(handle)
            if self.over:
                _shut(handle)

    def _ring(self) -> None:
        with self._lock:
            self.over = True
            for handle in self._handles:
                _shut(handle)


def _shut(handle: socket.socket) -> None:
    try:
        handle.shutdown(socket.SHUT_RDWR)
    except OSError:  # the other side was faster
        return


def _pools(deadline: Deadline) -> dict[str, type[AnyPool]]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            made = super()._new_conn()
            deadline.watch(made)
            return made

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            made = super()._new_conn()
            deadline.watch(made)
            return made

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
