"""RFC 6455 from the client's side, against the direct path: simple-websocket has its own tests."""

import random
import time

import pytest

from tests.protocol.raw import BINARY, CLOSE, MORE, PING, PONG, TEXT, WebSocket, eventually, frame, phone

ASKED = '421["open","room"]'
ANSWERED = '431[{"ok":true,"stream":"room"}]'


@pytest.fixture
def direct(serve):
    return serve("direct")


def test_a_message_in_fragments_with_a_ping_between_them_is_one_message(direct):
    with phone(direct) as socket:
        socket.write(frame(ASKED[:5], last=False) + frame(b"are you there", PING) + frame(b"", MORE, last=False))
        socket.write(frame(ASKED[5:], MORE))

        assert socket.read() == (PONG, b"are you there")
        assert socket.packet() == ANSWERED


def test_a_letter_may_lie_in_two_fragments(direct):
    asked = '421["open","é"]'.encode()
    cut = asked.index("é".encode()) + 1
    with phone(direct) as socket:
        socket.write(frame(asked[:cut], last=False) + frame(asked[cut:], MORE))

        assert socket.packet() == '431[{"ok":true,"stream":"\\u00e9"}]'


def test_a_message_that_comes_byte_by_byte_is_one_message(direct):
    with phone(direct) as socket:
        for byte in frame(ASKED):
            socket.write(bytes([byte]))
            time.sleep(0.005)

        assert socket.packet() == ANSWERED


def test_several_messages_in_one_piece_are_several(direct):
    with phone(direct) as socket:
        socket.write(frame(ASKED) * 3)

        assert [socket.packet() for _ in range(3)] == [ANSWERED] * 3


def test_the_largest_message_is_taken_and_a_larger_one_is_not(direct):
    room = "x" * (64 * 1024 - len('421["open",""]'))
    with phone(direct) as socket:
        socket.send(f'421["open","{room}"]')
        assert len(socket.packet()) > len(room)
        socket.send(f'421["open","x{room}"]')

        assert socket.closed_with() == 1009


BROKEN = {
    "not masked": (frame(ASKED, masked=False), 1002),
    "a reserved bit": (frame(ASKED, reserved=0x40), 1002),
    "an opcode that does not exist": (frame(ASKED, kind=0x3), 1002),
    "a control opcode that does not exist": (frame(b"", kind=0xB), 1002),
    "a fragmented ping": (frame(b"", PING, last=False), 1002),
    "a large ping": (frame(b"x" * 126, PING), 1002),
    "a continuation of nothing": (frame(ASKED, MORE), 1002),
    "a message inside a message": (frame(ASKED, last=False) + frame(ASKED), 1002),
    "a length in more bytes than it needs": (b"\x81\xfe\x00\x05" + b"\0\0\0\0" + b"42[1]", 1002),
    "a length beyond 63 bits": (b"\x81\xff" + b"\xff" * 8, 1002),
    "not UTF-8": (frame(b"4\xff\xfe"), 1007),
    "not UTF-8 across fragments": (frame(b"4\xc3", last=False) + frame(b"4", MORE), 1007),
    "a letter cut off": (frame(b"4\xc3"), 1007),
    "a surrogate": (frame(b"4\xed\xa0\x80"), 1007),
    "binary": (frame(b"\1\2\3", BINARY), 1003),
    "a close of one byte": (frame(b"\x03", CLOSE), 1002),
    "a close code that may not be sent": (frame((1005).to_bytes(2, "big"), CLOSE), 1002),
    "a close code of nobody": (frame((999).to_bytes(2, "big"), CLOSE), 1002),
    "a close reason that is not UTF-8": (frame((1000).to_bytes(2, "big") + b"\xff", CLOSE), 1007),
    "100 MB announced": (frame(b"4", announced=100_000_000), 1009),
}


@pytest.mark.parametrize("sort", BROKEN)
def test_what_breaks_the_protocol_is_closed_with_the_code_for_it(direct, sort):
    data, code = BROKEN[sort]
    with phone(direct) as socket:
        socket.write(data)

        assert socket.closed_with() == code


@pytest.mark.parametrize("code", [1000, 1001, 3000, 4999])
def test_a_close_is_answered_with_a_close(direct, code):
    with phone(direct) as socket:
        socket.write(frame(code.to_bytes(2, "big") + "bye é".encode(), CLOSE))

        assert socket.closed_with() == code


def test_an_empty_close_is_answered_with_a_normal_one(direct):
    with phone(direct) as socket:
        socket.write(frame(b"", CLOSE))

        assert socket.closed_with() == 1000


def test_a_pong_that_nobody_asked_for_is_no_harm(direct):
    with phone(direct) as socket:
        socket.write(frame(b"", PONG))

        assert socket.ask("open", "room") == [{"ok": True, "stream": "room"}]


def test_whatever_bytes_come_the_server_closes_or_goes_on_and_keeps_nothing(direct):
    """Half of it is garbage, half are frames with one thing changed; the seed is fixed so that a failure repeats."""
    chance = random.Random(6455)
    before = direct.log.stat().st_size
    for _ in range(300):
        socket = WebSocket(direct)
        socket.write(_garbage(chance))
        socket.close()

    assert eventually(lambda: direct.state()["sockets"] == 0)
    with phone(direct) as socket:
        assert socket.ask("open", "room") == [{"ok": True, "stream": "room"}]
    said = direct.log.read_bytes()[before:]
    assert b"Traceback" not in said
    assert len(said) < 10_000


def _garbage(chance):
    if chance.random() < 0.5:
        return chance.randbytes(chance.randrange(1, 300))
    data = bytearray(frame("40") + frame(ASKED, chance.choice([TEXT, BINARY, PING, MORE])) * chance.randrange(1, 4))
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data[: chance.randrange(1, len(data) + 1)])
