import contextlib
import itertools

from hypothesis import given
from hypothesis import strategies as some

from backend.core.fanout.reading import Reader, Refused
from tests.protocol.raw import MORE, PING, TEXT, frame

LARGEST = 1000
texts = some.lists(some.text(max_size=200), min_size=1, max_size=5)


def cut(data, places):
    edges = sorted({0, len(data), *(place % (len(data) + 1) for place in places)})
    return [data[start:end] for start, end in itertools.pairwise(edges)]


@given(texts, some.lists(some.integers(0, 10_000), max_size=20))
def test_however_the_bytes_are_cut_the_same_messages_are_read(messages, places):
    reader, heard = Reader(LARGEST), []
    for piece in cut(b"".join(frame(text) for text in messages), places):
        heard += reader.feed(piece)

    assert heard == messages
    assert reader.rests


@given(some.text(min_size=1, max_size=200), some.lists(some.integers(0, 10_000), max_size=5))
def test_however_a_message_is_fragmented_it_is_one(text, places):
    parts = cut(text.encode(), places)
    wire = b"".join(
        frame(part, MORE if number else TEXT, last=number == len(parts) - 1) + frame(b"", PING)
        for number, part in enumerate(parts)
    )
    heard = [message for message in Reader(LARGEST).feed(wire) if isinstance(message, str)]

    assert heard == [text]


@given(some.lists(some.binary(max_size=400), max_size=5))
def test_whatever_comes_is_read_or_refused(pieces):
    reader = Reader(LARGEST)
    with contextlib.suppress(Refused):
        for piece in pieces:
            assert all(len(heard) <= LARGEST for heard in reader.feed(piece) if isinstance(heard, str | bytes))


@given(some.text(max_size=200), some.integers(0, 5000), some.integers(1, 255))
def test_a_frame_with_one_byte_changed_is_read_or_refused(text, place, change):
    data = bytearray(frame(text) + frame(text))
    data[place % len(data)] ^= change
    with contextlib.suppress(Refused):
        list(Reader(LARGEST).feed(bytes(data)))
