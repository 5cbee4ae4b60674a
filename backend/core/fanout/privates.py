"""Every name of Engine.IO, Socket.IO and Flask-SocketIO that is not promised to us: leaned on here and nowhere else.

`check` compares them with what is installed, and an application that would break does not start. The classes below
give these names promised ones; the rest of the package uses only those, and the linter holds it to that (SLF001).
"""

import inspect
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import engineio
import flask_socketio
import socketio
from socketio import packet as kinds

from backend.core.fanout import encoding
from backend.core.fanout.frames import Answer, acknowledged

if TYPE_CHECKING:
    from flask import Flask

    from backend.core.fanout.direct import Direct

PARAMETERS: dict[tuple[type, str], tuple[str, ...]] = {
    (engineio.Server, "_trigger_event"): ("self", "event", "args", "kwargs"),
    (engineio.Server, "handle_request"): ("self", "environ", "start_response"),
    (engineio.Server, "send_packet"): ("self", "sid", "pkt"),
    (engineio.Server, "generate_id"): ("self",),
    (socketio.Server, "_engineio_server_class"): ("self",),
    (socketio.Server, "_handle_eio_message"): ("self", "eio_sid", "data"),
    (socketio.Server, "_handle_eio_connect"): ("self", "eio_sid", "environ"),
    (socketio.Server, "_handle_eio_disconnect"): ("self", "eio_sid", "reason"),
    (socketio.Server, "_handle_connect"): ("self", "eio_sid", "namespace", "data"),
    (socketio.Server, "_handle_disconnect"): ("self", "eio_sid", "namespace", "reason"),
    (socketio.Server, "_handle_event"): ("self", "eio_sid", "namespace", "id", "data"),
    (socketio.Server, "_handle_event_internal"): ("self", "server", "sid", "eio_sid", "data", "namespace", "id"),
    (socketio.Server, "_send_packet"): ("self", "eio_sid", "pkt"),
    (socketio.Server, "_trigger_event"): ("self", "event", "namespace", "args"),
    (socketio.Manager, "connect"): ("self", "sid", "namespace"),
    (socketio.Manager, "disconnect"): ("self", "sid", "namespace", "kwargs"),
    (socketio.Manager, "sid_from_eio_sid"): ("self", "eio_sid", "namespace"),
    (socketio.Manager, "eio_sid_from_sid"): ("self", "sid", "namespace"),
}
BINARY_KINDS = {str(kinds.BINARY_EVENT), str(kinds.BINARY_ACK)}
RESERVED = frozenset(socketio.Server.reserved_events)
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "engineio.Server": ("sockets", "handlers", "logger"),
    "socketio.Server": ("eio", "manager", "environ", "handlers", "not_handled", "packet_class", "async_mode"),
    "flask_socketio.SocketIO": ("server", "handlers", "namespace_handlers", "manage_session"),
}


class UnknownVersion(Exception):
    """The installed libraries are not the ones that the direct path was made for."""

    def __init__(self, missing: list[str]) -> None:
        installed = ", ".join(
            f"{name} {version(name)}" for name in ("flask-socketio", "python-socketio", "python-engineio")
        )
        super().__init__(
            f"The direct fan-out does not know {installed}: {'; '.join(missing)}. "
            "Install the versions of requirements.txt, or set FANOUT=stock."
        )


def check() -> None:
    """Compare what the direct path leans on with what is installed.

    Raises:
        UnknownVersion: naming what is missing or has other parameters.
    """
    changed = [
        f"{owner.__module__}.{owner.__name__}.{name}"
        for (owner, name), parameters in PARAMETERS.items()
        if not hasattr(owner, name) or tuple(inspect.signature(getattr(owner, name)).parameters) != parameters
    ]
    if changed:
        raise UnknownVersion(changed)
    plain = socketio.Server(async_mode="threading", logger=encoding.SILENT, engineio_logger=encoding.SILENT)
    made = {
        "engineio.Server": plain.eio,
        "socketio.Server": plain,
        "flask_socketio.SocketIO": flask_socketio.SocketIO(),
    }
    absent = [
        f"{owner}.{name}" for owner, names in ATTRIBUTES.items() for name in names if not hasattr(made[owner], name)
    ]
    if absent:
        raise UnknownVersion(absent)


class OpenEngine(engineio.Server):  # type: ignore[misc] # the library is untyped
    """Engine.IO's server, with its events and its table of sessions under names of ours."""

    def tell(self, event: str, sid: str, *details: Any) -> None:
        """Call Socket.IO's handler of `connect`, `message` or `disconnect`, and wait for it."""
        self._trigger_event(event, sid, *details, run_async=False)


class OpenManager(socketio.Manager):  # type: ignore[misc] # the library is untyped
    """Socket.IO's table of who is in which namespace; it tells our path who comes and goes."""

    path: "Direct"

    def connect(self, sid: str, namespace: str) -> str:
        """The client is in."""
        joined: str = super().connect(sid, namespace)
        self.path.on_joined(self.eio_sid_from_sid(joined, namespace))
        return joined

    def disconnect(self, sid: str, namespace: str, **options: Any) -> None:
        """The client is out."""
        self.path.on_left(sid, self.eio_sid_from_sid(sid, namespace))
        super().disconnect(sid, namespace, **options)


class OpenServer(socketio.Server):  # type: ignore[misc] # the library is untyped
    """Socket.IO's server over our engine, strict about what it takes in."""

    def __init__(self, path: "Direct", **options: Any) -> None:
        self.path = path
        super().__init__(**options)

    def _engineio_server_class(self) -> Any:
        return self.path.make_engine

    def _handle_eio_message(self, eio_sid: str, data: str | bytes) -> None:
        """One Socket.IO packet. Broken ones end the session; what a handler raises is not taken for one of them."""
        if isinstance(data, bytes) or data[:1] in BINARY_KINDS:
            self._handle_binary(eio_sid, data)
            return
        try:
            packet = readable(self.packet_class(encoded_packet=data))
        except encoding.UNREADABLE:
            self.path.refuse(eio_sid, "malformed")
            return
        match packet.packet_type:
            case kinds.CONNECT:
                self._handle_connect(eio_sid, packet.namespace, packet.data)
            case kinds.DISCONNECT:
                self._handle_disconnect(eio_sid, packet.namespace, self.reason.CLIENT_DISCONNECT)
            case kinds.EVENT:
                self._handle_event(eio_sid, packet.namespace, packet.id, packet.data)

    def _handle_binary(self, eio_sid: str, data: str | bytes) -> None:
        if self.path.limits.text_only:
            self.path.refuse(eio_sid, "binary")
            return
        super()._handle_eio_message(eio_sid, data)

    def _handle_connect(self, eio_sid: str, namespace: str | None, data: Any) -> None:
        name = namespace or "/"
        if name in self.handlers or name in self.namespace_handlers or name in self.namespaces:
            super()._handle_connect(eio_sid, namespace, data)
            return
        unknown = {"message": "Invalid namespace"}
        self._send_packet(eio_sid, self.packet_class(kinds.CONNECT_ERROR, data=unknown, namespace=namespace))

    def _handle_event_internal(
        self,
        server: Any,  # noqa: ARG002 - ourselves
        sid: str,
        eio_sid: str,
        data: list[Any],
        namespace: str,
        id: int | None,  # noqa: A002
    ) -> None:
        answer = self._trigger_event(data[0], namespace, sid, *data[1:])
        if id is None or answer is self.not_handled:
            return
        self.path.flush()
        if isinstance(answer, Answer) and namespace == "/":
            self.path.write(eio_sid, acknowledged(id, answer))
            return
        arguments = list(answer) if isinstance(answer, tuple) else [] if answer is None else [answer]
        self._send_packet(eio_sid, self.packet_class(kinds.ACK, namespace=namespace, id=id, data=arguments))


def readable(packet: Any) -> Any:
    """The packet, if it has the form that the protocol gives its type.

    Raises:
        ValueError: when it has not.
    """
    data = packet.data
    match packet.packet_type:
        case kinds.CONNECT:
            sound = data is None or isinstance(data, dict)
        case kinds.DISCONNECT:
            sound = data is None
        case kinds.EVENT:
            sound = isinstance(data, list) and bool(data) and isinstance(data[0], str) and data[0] not in RESERVED
        case kinds.ACK:
            sound = isinstance(data, list) and packet.id is not None
        case _:
            sound = False
    if not sound:
        raise ValueError("not a packet of this type")
    return packet


def mount(app: "Flask", server: OpenServer) -> flask_socketio.SocketIO:
    """Flask-SocketIO over this server. Its handlers work as ever; the layer before Flask is ours."""
    mounted = flask_socketio.SocketIO()
    vars(mounted).update(server=server, async_mode=server.async_mode)
    app.extensions["socketio"] = mounted
    return mounted
