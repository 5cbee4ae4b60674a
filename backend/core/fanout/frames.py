"""The bytes that go out: Engine.IO text packets in unmasked WebSocket frames (RFC 6455, section 5.2).

A frame is made once and the same bytes go to everybody. A long-polling session keeps them too, and takes the text
out again when it is polled; so there is one backlog, whatever the transport, and an upgrade only has to write it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

TEXT, BINARY, CLOSE, PONG = 0x1, 0x2, 0x8, 0xA
FINISHED = 0x80
SHORT, MEDIUM = 126, 127  # the two length marks
SHORT_LENGTH, MEDIUM_LENGTH = 126, 1 << 16


@dataclass(frozen=True, slots=True)
class Frame:
    """An event, ready to be written to any number of sockets."""

    packet: str  # the Engine.IO message without its type: `2["changes",{...}]`
    wire: bytes  # the whole WebSocket frame


@dataclass(frozen=True, slots=True)
class Answer:
    """What a handler may return in place of a dict: the JSON bytes of the acknowledgement's one argument."""

    body: bytes


def frame(event: str, body: bytes) -> Frame:
    """An event with one argument, whose JSON bytes the caller has encoded."""
    packet = b"2[%b,%b]" % (json.dumps(event).encode(), body)
    return Frame(packet.decode(), framed(b"4" + packet))


def acknowledged(number: int, answer: Answer) -> bytes:
    """The WebSocket frame of an acknowledgement whose argument is encoded already."""
    return framed(b"43%d[%b]" % (number, answer.body))


def framed(payload: bytes, kind: int = TEXT) -> bytes:
    """One unfragmented WebSocket frame."""
    size = len(payload)
    if size < SHORT_LENGTH:
        return bytes((FINISHED | kind, size)) + payload
    if size < MEDIUM_LENGTH:
        return bytes((FINISHED | kind, SHORT)) + size.to_bytes(2, "big") + payload
    return bytes((FINISHED | kind, MEDIUM)) + size.to_bytes(8, "big") + payload


def closing(code: int, reason: str = "") -> bytes:
    """A close frame."""
    return framed(code.to_bytes(2, "big") + reason.encode()[:120], CLOSE)


def packets(wire: bytes) -> Iterator[bytes | str]:
    """The payloads of whole text and binary frames of ours, in order: text as str."""
    at = 0
    while at < len(wire):
        kind, size, start = wire[at] & 0xF, wire[at + 1], at + 2
        if size == SHORT:
            size, start = int.from_bytes(wire[start : start + 2], "big"), start + 2
        elif size == MEDIUM:
            size, start = int.from_bytes(wire[start : start + 8], "big"), start + 8
        at = start + size
        if kind == TEXT:
            yield wire[start:at].decode()
        elif kind == BINARY:
            yield wire[start:at]


PING = framed(b"2")
NOTHING = framed(b"6")
GOODBYE = framed(b"1")
