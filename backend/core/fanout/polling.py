"""Long-polling: a GET that waits for packets, a POST that brings some."""

import base64
import binascii
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gevent import get_hub
from gevent.event import Event

from backend.core.fanout import frames, handshake
from backend.core.fanout.outlets import READ, Mailbox
from backend.core.fanout.peer import NORMAL, PROTOCOL_ERROR, Peer
from backend.core.fanout.reading import Heard
from backend.core.fanout.replies import BAD, OK, Reply, text

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

SEPARATOR = "\x1e"
NOTHING = "6"


def poll(peer: Peer, environ: "WSGIEnvironment") -> Reply:
    """Wait until there is something for the client. A second poll beside the first ends the session."""
    mailbox = peer.outlet
    if not isinstance(mailbox, Mailbox) or peer.is_late(time.monotonic()):
        peer.end(peer.engine.reason.PING_TIMEOUT, NORMAL)
        return BAD
    if peer.moves():
        return text(NOTHING)
    if mailbox.arrived:
        peer.refuse("two polls at once", PROTOCOL_ERROR)
        return BAD
    if not mailbox.behind and not _wait(peer, mailbox, environ):
        peer.end(peer.engine.reason.TRANSPORT_CLOSE, NORMAL)
        return BAD
    if peer.moves():
        return text(NOTHING)
    return text(SEPARATOR.join(_written(packet) for packet in frames.packets(mailbox.take())))


def _wait(peer: Peer, mailbox: Mailbox, environ: "WSGIEnvironment") -> bool:
    """Until something arrives; False when nothing did for too long, or the client gave up."""
    arrived = Event()
    mailbox.arrived = arrived.set
    try:
        with _told_when_gone(handshake.connection(environ), arrived):
            arrived.wait(peer.engine.limits.ping_every + peer.engine.limits.pong_within)
    finally:
        mailbox.arrived = None
    return mailbox.behind > 0 or peer.moves()


@contextmanager
def _told_when_gone(given: socket.socket | None, arrived: Event) -> Iterator[None]:
    """Wake the poll when its client hangs up: what it would be answered is lost, so the session has to end."""
    if given is None:
        yield
        return
    watcher = get_hub().loop.io(given.fileno(), READ)

    def look() -> None:
        watcher.stop()  # a request behind this one has to wait, and looking again would not help
        if not _is_there(given):
            arrived.set()

    watcher.start(look)
    try:
        yield
    finally:
        watcher.stop()
        watcher.close()


def _is_there(given: socket.socket) -> bool:
    try:
        return given.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False


def _written(packet: str | bytes) -> str:
    return packet if isinstance(packet, str) else "b" + base64.b64encode(packet).decode()


def take_body(peer: Peer, environ: "WSGIEnvironment") -> Reply:
    """Take in the packets of a body; a broken one ends the session."""
    try:
        packets = _packets(environ, peer.engine.limits.packets)
    except ValueError:
        peer.refuse("malformed", PROTOCOL_ERROR)
        return BAD
    for packet in packets:
        peer.on_heard(packet)
        if peer.closing:
            break
    left = peer.closing and packets[-1] != "1"
    return BAD if left else OK


def _packets(environ: "WSGIEnvironment", most: int) -> list[Heard]:
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    parts = body.decode().split(SEPARATOR)
    if len(parts) > most:
        raise ValueError("too many packets")
    return [_binary(part) if part.startswith("b") else part for part in parts]


def _binary(part: str) -> bytes:
    try:
        return base64.b64decode(part[1:], validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
