import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from backend.core.fanout import encoding, frames


@given(some.lists(some.text(max_size=300), min_size=1, max_size=5))
def test_what_is_framed_for_websockets_can_be_taken_out_again_for_polling(texts):
    wire = b"".join(frames.framed(text.encode()) for text in texts)

    assert list(frames.packets(wire)) == texts


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536, 200_000])
def test_every_length_has_its_header(size):
    assert list(frames.packets(frames.framed(b"x" * size))) == ["x" * size]


def test_a_frame_is_an_event_with_the_callers_bytes_in_it():
    frame = frames.frame("changes", '{"text":"é"}'.encode())

    assert list(frames.packets(frame.wire)) == ['42["changes",{"text":"é"}]']
    assert json.loads(frame.packet[1:]) == ["changes", {"text": "é"}]


def test_an_answer_stays_as_it_is_encoded():
    answer = frames.Answer(b'{"a": 1}')

    assert encoding.dumps([answer], separators=(",", ":")) == '[{"a": 1}]'
    assert list(frames.packets(frames.acknowledged(12, answer))) == ['4312[{"a": 1}]']


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", "-Infinity", "1" * 101, "{", "", "[1,]"])
def test_what_is_not_json_is_not_taken_for_it(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the library's own kinds differ
        encoding.loads(text)
