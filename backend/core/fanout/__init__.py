"""The sockets' engine behind one seam: streams, those who hear them, and bytes that are the same for all."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask_socketio import SocketIO


class Answer:
    """What an event's handler may return: the JSON bytes of the one argument of the acknowledgement."""

    def __init__(self, body: bytes) -> None:
        self.body = body


@dataclass(frozen=True, slots=True)
class Frame:
    """An event ready to be sent."""

    event: str
    body: bytes


class Audience:
    """Who hears which stream, by the sockets' ids."""

    def __init__(self) -> None:
        self._members: dict[str, set[str]] = {}

    def join(self, stream: str, sid: str) -> bool:
        """Make the socket a member."""
        self._members.setdefault(stream, set()).add(sid)
        return True

    def leave(self, stream: str, sid: str) -> None:
        """Take the socket out of the stream."""
        members = self._members.get(stream, set())
        members.discard(sid)
        if not members:
            self._members.pop(stream, None)

    def members(self, stream: str) -> Collection[str]:
        """The sockets that hear the stream."""
        return self._members.get(stream, set())

    def count(self, stream: str) -> int:
        """How many these are."""
        return len(self._members.get(stream, ()))


class _Json:
    @staticmethod
    def dumps(value: Any, **options: Any) -> str:
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], Answer):
            return f"[{value[0].body.decode()}]"
        return json.dumps(value, **options)

    loads = staticmethod(json.loads)


_audience = Audience()
_engine: dict[str, Any] = {}


def attach(app: Flask, *, origins: frozenset[str], path: str = "direct") -> SocketIO:
    """Mount the engine before the app."""
    mode: Any = "gevent" if path and _patched() else "threading"
    _engine["socketio"] = SocketIO(app, async_mode=mode, cors_allowed_origins=sorted(origins), json=_Json)
    attached: SocketIO = _engine["socketio"]
    return attached


def audience() -> Audience:
    """Who hears which stream."""
    return _audience


def _patched() -> bool:
    from gevent import monkey  # noqa: PLC0415

    return bool(monkey.is_module_patched("socket"))


def frame(event: str, body: bytes) -> Frame:
    """An event whose one argument is this JSON."""
    return Frame(event, body)


def send(stream: str, sent: Frame) -> int:
    """Send to everybody who hears the stream."""
    members = list(_audience.members(stream))
    for sid in members:
        send_to(sid, sent)
    return len(members)


def send_to(sid: str, sent: Frame) -> None:
    """Send to one socket."""
    _engine["socketio"].emit(sent.event, json.loads(sent.body), to=sid)


def put_out(sid: str, reason: str) -> None:  # noqa: ARG001 - the real one logs it
    """Close this socket."""
    _engine["socketio"].server.disconnect(sid)


@dataclass(frozen=True, slots=True)
class Gauges:
    """Numbers for the metrics."""

    sockets: int


def gauges() -> Gauges:
    """How things stand."""
    return Gauges(0)


def drain(spread_seconds: float) -> None:
    """Send everybody away."""
