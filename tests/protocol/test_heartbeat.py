import time

import pytest

from tests.protocol.raw import CLOSE, Gone, Poller, WebSocket, eventually, phone


def test_a_websocket_is_pinged_and_lives_as_long_as_it_answers(served):
    socket = WebSocket(served)
    socket.packet()
    socket.send("40")
    socket.packet()
    for _ in range(3):
        assert socket.read() == (1, b"2")
        socket.send("3")

    assert socket.ask("open", "room") == [{"ok": True, "stream": "room"}]


def test_a_websocket_that_does_not_answer_is_closed(served):
    with phone(served) as socket:
        socket.ask("open", "silent")
        try:
            while socket.read()[0] != CLOSE:
                pass
        except Gone:
            pass

    assert eventually(lambda: served.tell("silent", "unheard") == [0])


def test_a_polling_client_is_pinged_and_lives_as_long_as_it_answers(served):
    client = Poller(served)
    client.join()
    for _ in range(3):
        assert client.poll() == (200, "2")
        assert client.post("3")[0] == 200


def test_a_polling_client_that_stays_away_is_gone(served):
    client = Poller(served)
    client.join()
    assert client.poll() == (200, "2")
    time.sleep(2.5)

    assert client.poll()[0] == 400


@pytest.mark.stock_fails("python-engineio notices on its next round only")
def test_a_client_that_was_never_heard_is_gone_when_interval_and_timeout_have_passed(served):
    client = Poller(served)
    time.sleep(2.05)

    assert client.poll()[0] == 400


def test_a_polling_client_that_always_has_something_to_fetch_is_pinged_all_the_same(served):
    client = Poller(served)
    client.join()
    client.post('421["open","busy"]')
    client.packets(wanted=1)
    until = time.monotonic() + 3
    while time.monotonic() < until:
        served.tell("busy", *range(3))
        time.sleep(0.3)
        status, body = client.poll()
        assert status == 200
        if "2" in body.split("\x1e"):
            client.post("3")
