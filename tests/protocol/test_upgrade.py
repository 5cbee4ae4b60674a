import threading

import pytest

from tests.protocol.raw import Gone, Poller, WebSocket


def upgraded(served, client):
    socket = WebSocket(served, sid=client.sid)
    socket.send("2probe")
    assert socket.packet() == "3probe"
    return socket


def test_a_session_moves_from_long_polling_to_a_websocket(served):
    client = Poller(served)
    client.join()
    waiting = []
    poll = threading.Thread(target=lambda: waiting.append(client.poll()))
    poll.start()
    threading.Event().wait(0.2)

    socket = upgraded(served, client)
    poll.join()
    socket.send("5")

    assert waiting[0][0] == 200
    assert waiting[0][1] in {"6", "2", "2\x1e6"}
    socket.send('421["open","moved"]')
    assert next(packet for packet in iter(socket.packet, None) if packet != "6").startswith("431[")
    assert served.tell("moved", "heard") == [1]
    assert socket.event() == ["changes", "heard"]


@pytest.mark.stock_fails("python-engineio sends the 6 that ends a poll on the WebSocket as well")
def test_what_was_sent_during_the_upgrade_arrives_once_and_in_order(served):
    client = Poller(served)
    client.join()
    client.post('421["open","moving"]')
    client.packets(wanted=1)
    served.tell("moving", 1)
    socket = upgraded(served, client)
    served.tell("moving", 2)
    assert client.poll() == (200, "6")
    socket.send("5")
    served.tell("moving", 3)

    assert [socket.event() for _ in range(3)] == [["changes", 1], ["changes", 2], ["changes", 3]]


def test_plain_requests_are_refused_after_the_upgrade(served):
    client = Poller(served)
    client.join()
    socket = upgraded(served, client)
    socket.send("5")
    socket.send('421["open","room"]')
    assert next(packet for packet in iter(socket.packet, None) if packet != "6").startswith("431[")

    assert client.poll()[0] == 400
    assert client.post("41")[0] == 400
    assert socket.ask("open", "room") == [{"ok": True, "stream": "room"}]


@pytest.mark.stock_fails("python-engineio lets the second one hang")
def test_a_second_websocket_for_a_session_is_closed(served):
    client = Poller(served)
    client.join()
    first = upgraded(served, client)

    with pytest.raises(Gone):
        WebSocket(served, sid=client.sid).packet()
    first.send("5")
    assert first.ask("open", "room") == [{"ok": True, "stream": "room"}]
    with pytest.raises(Gone):
        WebSocket(served, sid=client.sid).packet()


@pytest.mark.parametrize("wrong", ["2", "3probe", "5", '42["open"]', "garbage"])
@pytest.mark.stock_fails("python-engineio leaves the connection open or answers in HTTP")
def test_an_upgrade_that_is_none_is_closed_and_polling_goes_on(served, wrong):
    client = Poller(served)
    client.join()
    socket = WebSocket(served, sid=client.sid)
    socket.send(wrong)

    assert socket.closed_with() == 1002
    client.post('421["open","still polling"]')
    assert client.packets(wanted=1) == ['431[{"ok":true,"stream":"still polling"}]']


@pytest.mark.stock_fails("python-engineio waits for ever")
def test_an_idle_upgrade_is_closed_and_polling_goes_on(served):
    client = Poller(served)
    client.join()
    socket = WebSocket(served, sid=client.sid)
    client.poll()
    client.post("3")

    assert socket.closed_with() == 1008
    client.post('421["open","still here"]')
    assert client.packets(wanted=1) == ['431[{"ok":true,"stream":"still here"}]']
