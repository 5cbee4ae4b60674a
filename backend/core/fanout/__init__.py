"""The fan-out: how frames reach thousands of sockets. The only package that knows Engine.IO and Socket.IO from inside.

    socketio = attach(app, origins=settings.origins, path="direct")

    @socketio.server.on("open")                  # the handler gets (sid, *arguments); no request context is entered
    def open_stream(sid, asked):
        audience().join("meeting:3", sid)
        return Answer(body)                      # or a dict; the acknowledgement's one argument

    send("meeting:3", frame("changes", body))    # the same bytes to every member, in one write a turn of the loop
    put_out(sid, "signed-out")

There is one fan-out a process. `direct` is the path that is meant; `stock` is Flask-SocketIO as it comes, behind the
same guard and the same functions.
"""

from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from backend.core.fanout.audience import Audience
from backend.core.fanout.complaints import Complaints
from backend.core.fanout.counts import Gauges
from backend.core.fanout.frames import Answer, Frame, frame
from backend.core.fanout.guard import Guard
from backend.core.fanout.limits import Limits
from backend.core.fanout.stock import Stock

if TYPE_CHECKING:
    from flask import Flask
    from flask_socketio import SocketIO

    from backend.core.fanout.direct import Direct

__all__ = [
    "Answer",
    "Audience",
    "Complaints",
    "Frame",
    "Gauges",
    "Limits",
    "attach",
    "audience",
    "drain",
    "frame",
    "gauges",
    "is_there",
    "put_out",
    "send",
    "send_to",
]

PREFIX = "/socket.io/"

Path = Literal["direct", "stock"]


class _Attached:
    """The path of this process, once there is one."""

    path: "Direct | Stock"
    guard: Guard


def attach(app: "Flask", *, origins: frozenset[str], path: Path = "direct", limits: Limits | None = None) -> "SocketIO":
    """Put the sockets before the app's present layers, behind the guard.

    `origins` are the only pages that may open one; hosts are theirs and the app's `TRUSTED_HOSTS`.

    Raises:
        UnknownVersion: when the direct path does not know the installed libraries.
    """
    limits = limits or Limits()
    _Attached.path = chosen = _path(path, limits)
    mounted, layer = chosen.mount(app)
    _Attached.guard = Guard(
        layer,
        app.wsgi_app,
        prefix=PREFIX,
        origins=origins,
        hosts=lambda: _hosts(app, origins),
        limits=limits,
        complaints=chosen.complaints,
        crowd=chosen.crowd,
    )
    app.wsgi_app = _Attached.guard  # type: ignore[method-assign] # Flask's own way to add a layer
    return mounted


def _path(path: Path, limits: Limits) -> "Direct | Stock":
    if path == "stock":
        return Stock(limits)
    from backend.core.fanout.direct import Direct  # noqa: PLC0415 - imported only where its private names are wanted

    return Direct(limits)


def _hosts(app: "Flask", origins: frozenset[str]) -> frozenset[str]:
    trusted: list[str] = app.config.get("TRUSTED_HOSTS") or []
    return frozenset([urlsplit(origin).hostname or "" for origin in origins] + [host.strip("[]") for host in trusted])


def audience() -> "Audience[Any]":
    """Who hears which stream, by sid."""
    return _Attached.path.audience


def send(stream: str, ready: Frame, *, droppable: bool = False) -> int:
    """Send the same bytes to every member; gives how many. What is droppable skips those who are behind."""
    return _Attached.path.send(stream, ready, droppable=droppable)


def send_to(sid: str, ready: Frame) -> bool:
    """Send to one socket; False when it has ended."""
    return _Attached.path.send_to(sid, ready)


def is_there(sid: str) -> bool:
    """Whether this socket has not ended; while its handshake waits for something, nobody is told that it has."""
    return _Attached.path.is_there(sid)


def put_out(sid: str, reason: str) -> None:
    """Close this socket. The client may come back, and is then judged anew."""
    _Attached.path.put_out(sid, reason)


def gauges() -> Gauges:
    """Numbers for /metrics."""
    return _Attached.path.gauges()


def drain(spread_seconds: float) -> None:
    """Let no new socket in, tell each to return after its own delay within the spread, and close all."""
    _Attached.guard.leaving = True
    _Attached.path.drain(spread_seconds)
