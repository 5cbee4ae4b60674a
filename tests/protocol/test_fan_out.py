"""The seam of backend.core.fanout, on both paths."""

import os
import signal
import subprocess

import pytest

from tests.protocol.raw import Gone, Poller, WebSocket, eventually, phone, request


def test_every_member_of_a_stream_hears_the_same_and_nobody_else_does(served):
    with phone(served) as one, phone(served) as other, phone(served) as outside:
        one.ask("open", "meeting:3")
        other.ask("open", "meeting:3")
        outside.ask("open", "meeting:4")

        assert served.tell("meeting:3", {"head": 1}, {"head": 2}) == [2, 2]

        heard = [["changes", {"head": 1}], ["changes", {"head": 2}]]
        assert [one.event(), one.event()] == heard
        assert [other.event(), other.event()] == heard
        assert outside.ask("close", "meeting:4") == [{"ok": True}]


def test_frames_of_several_streams_arrive_in_the_order_they_were_sent(served):
    with phone(served) as both, phone(served) as one:
        for stream in ("a", "b"):
            both.ask("open", stream)
        one.ask("open", "b")
        both.send('42["tell","a",1]')
        both.send('42["tell","b",2]')
        both.send('42["tell","a",3]')

        assert [both.event()[1] for _ in range(3)] == [1, 2, 3]
        assert one.event() == ["changes", 2]


def test_who_has_closed_a_stream_hears_it_no_more(served):
    with phone(served) as socket:
        socket.ask("open", "left")
        socket.ask("close", "left")

        assert served.tell("left", "unheard") == [0]


def test_a_frame_for_one_socket_reaches_that_one(served):
    with phone(served) as socket, phone(served) as other:
        socket.send('42["me","é"]')

        assert socket.event() == ["mine", "é"]
        assert other.ask("open", "room") == [{"ok": True, "stream": "room"}]


def test_a_frame_is_delivered_whatever_its_size(served):
    with phone(served) as socket:
        socket.ask("open", "sizes")
        for size in (1, 100, 125, 126, 1000, 65_500, 70_000, 900_000):
            served.tell("sizes", "x" * size)
            assert socket.event() == ["changes", "x" * size]


def test_who_is_put_out_is_disconnected_and_may_come_back(served):
    with phone(served, headers={"Cookie": "name=first"}) as socket:
        sid = socket.ask("who")[0]["sid"]
        socket.ask("open", "out")
        with phone(served) as other:
            other.ask("put_out", sid)

            assert served.tell("out", "unheard") == [0]
            with pytest.raises(Gone):
                while True:
                    socket.packet()

    with phone(served) as socket:
        assert socket.ask("open", "out") == [{"ok": True, "stream": "out"}]


def test_numbers_for_the_metrics(serve):
    served = serve("direct")
    before = served.state()["gauges"]
    with phone(served) as one, phone(served) as other:
        one.ask("open", "counted")
        other.ask("open", "counted")
        stranger = WebSocket(served)
        served.tell("counted", 1, 2, 3)
        now = served.state()["gauges"]
        stranger.close()

    assert now["sockets"] - before["sockets"] == 3
    assert now["strangers"] - before["strangers"] == 1
    assert now["frames"] - before["frames"] == 3
    assert now["deliveries"] - before["deliveries"] == 6


@pytest.mark.parametrize("path", ["direct", "stock"])
def test_a_process_that_leaves_says_when_to_return_and_lets_nobody_in(serve, path):
    served = serve(path, pong_within=2)  # a server of its own
    with phone(served) as socket:
        polled = Poller(served)
        polled.join()
        worker = subprocess.run(
            ["pgrep", "-P", str(served.process.pid)], capture_output=True, text=True, check=True
        ).stdout.split()[0]
        os.kill(int(worker), signal.SIGUSR2)

        name, told = socket.event()
        assert name == "return"
        assert 0 <= told["after_ms"] < 5000
        with pytest.raises(Gone):
            while True:
                socket.packet()
        assert request(served, "GET")[0] == 503
        assert eventually(lambda: served.state()["sockets"] == 0)
