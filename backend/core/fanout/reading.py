"""What a client sends on a WebSocket, frame by frame. wsproto's frame layer parses; the limits are ours.

A client is mostly silent, so nothing is kept for one between its messages.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wsproto.frame_protocol import (
    MAX_CLOSE_REASON,
    MAX_PROTOCOL_CLOSE_REASON,
    MIN_CLOSE_REASON,
    CloseReason,
    Frame,
    FrameDecoder,
    Opcode,
    ParseFailed,
)

# What an endpoint may say in a close frame, of the codes that the protocol keeps for itself (RFC 6455, 7.4).
SAYABLE = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013}


class Refused(Exception):
    """The client broke the protocol or a limit: the connection ends with this close code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Ping:
    """A control frame that wants its payload back."""

    payload: bytes


@dataclass(frozen=True, slots=True)
class Closed:
    """The client said goodbye with this code."""

    code: int


Heard = str | bytes | Ping | Closed


class Reader:
    """The state of one connection in the middle of a frame or of a fragmented message."""

    __slots__ = ("_decoder", "_kind", "_largest", "_message")

    def __init__(self, largest: int) -> None:
        self._decoder = FrameDecoder(client=False)
        self._kind: Opcode | None = None
        self._message = bytearray()
        self._largest = largest

    def feed(self, data: bytes) -> Iterator[Heard]:
        """What these bytes complete.

        Raises:
            Refused: when the client broke RFC 6455 or sends more than one message may hold.
        """
        self._decoder.receive_bytes(data)
        try:
            while frame := self._decoder.process_buffer():
                if frame.opcode.iscontrol():
                    yield from self._control(frame)
                elif (whole := self._part(frame)) is not None:
                    yield whole
            self._check_announced()
        except ParseFailed as error:
            raise Refused(int(error.code), str(error)) from error

    @property
    def rests(self) -> bool:
        """Whether nothing is half read, so that this reader may be forgotten."""
        return self._decoder.header is None and not len(self._decoder.buffer) and self._kind is None

    def _check_announced(self) -> None:
        """A length that a header announces is refused before its bytes are waited for."""
        if self._decoder.header and self._decoder.header.payload_len > self._largest:
            raise Refused(CloseReason.MESSAGE_TOO_BIG, "too large")

    def _control(self, frame: Frame) -> Iterator[Heard]:
        payload = bytes(frame.payload)  # type: ignore[arg-type] # the decoder gives bytes
        if frame.opcode is Opcode.PING:
            yield Ping(payload)
        elif frame.opcode is Opcode.CLOSE:
            yield Closed(_close_code(payload))

    def _part(self, frame: Frame) -> str | bytes | None:
        """The whole message, once this part of a frame ends it."""
        begins = frame.opcode is not Opcode.CONTINUATION
        if begins != (self._kind is None):
            raise Refused(CloseReason.PROTOCOL_ERROR, "a fragment out of order")
        self._kind = self._kind or frame.opcode
        self._message += frame.payload  # type: ignore[arg-type] # the decoder gives bytes
        if len(self._message) > self._largest:
            raise Refused(CloseReason.MESSAGE_TOO_BIG, "too large")
        if not (frame.frame_finished and frame.message_finished):
            return None
        kind, message = self._kind, bytes(self._message)
        self._kind = None
        self._message.clear()
        return _text(message) if kind is Opcode.TEXT else message


def _text(message: bytes) -> str:
    try:
        return message.decode()
    except UnicodeDecodeError as error:
        raise Refused(CloseReason.INVALID_FRAME_PAYLOAD_DATA, "not UTF-8") from error


def _close_code(payload: bytes) -> int:
    if not payload:
        return int(CloseReason.NO_STATUS_RCVD)
    code = int.from_bytes(payload[:2], "big")
    reserved = MIN_CLOSE_REASON <= code <= MAX_PROTOCOL_CLOSE_REASON and code not in SAYABLE
    if len(payload) == 1 or not MIN_CLOSE_REASON <= code <= MAX_CLOSE_REASON or reserved:
        raise Refused(CloseReason.PROTOCOL_ERROR, "a close code that may not be sent")
    _text(payload[2:])
    return code
