import json
import threading

import pytest
import requests

from tests.protocol.raw import Gone, Poller, WebSocket, eventually, phone, request

MALFORMED = ["", "abc", "7", "9x", "0{}", "2", "5", "6"]  # Engine.IO's own packets, which a client does not send
MALFORMED_EVENTS = [
    "4",
    "4abc",
    "48",
    "42",
    "42{}",
    "42[]",
    "42[1]",
    "42[null]",
    '42["open"',
    '42abc["open"]',
    '42["open",NaN]',
    '42["open",' + "1" * 200 + "]",
    '42["open",' + "[" * 20_000 + "]" * 20_000 + "]",
    '42["connect",{}]',
    '42["disconnect","x"]',
    "43",
    '44{"message":"no"}',
    "40[]",
]


def test_an_event_is_acknowledged_with_what_its_handler_gives(served):
    with phone(served) as socket:
        assert socket.ask("open", "meeting:3") == [{"ok": True, "stream": "meeting:3"}]


def test_an_answer_that_is_encoded_already_goes_out_as_it_is(served):
    with phone(served) as socket:
        socket.send('4299["encoded"]')

        assert socket.packet() == '4399[{"ok":true,"text":"\\u00e9 ready"}]'


def test_what_a_client_asks_is_answered_in_the_order_it_was_asked(served):
    with phone(served) as socket:
        socket.send('421["wait",0.3,"first"]')
        socket.send('422["wait",0,"second"]')

        assert [socket.packet(), socket.packet()] == ['431["first"]', '432["second"]']


def test_an_event_that_nobody_handles_is_not_answered_and_harms_nobody(served):
    with phone(served) as socket:
        socket.send('421["constructor",{"__proto__":1}]')

        assert socket.ask("open", "room") == [{"ok": True, "stream": "room"}]


def test_a_handler_that_breaks_costs_its_answer_and_nothing_else(served):
    with phone(served) as socket:
        socket.send('421["break"]')

        assert socket.ask("open", "room") == [{"ok": True, "stream": "room"}]


def test_a_handler_of_flask_socketio_sees_the_request_that_opened_the_socket(served):
    with phone(served, headers={"Cookie": "name=value"}) as socket:
        (seen,) = socket.ask("who")

    assert (seen["cookie"], seen["host"]) == ("value", f"localhost:{served.port}")


@pytest.mark.stock_fails("python-socketio answers with other words")
def test_a_namespace_that_does_not_exist_cannot_be_entered(served):
    socket = WebSocket(served)
    socket.packet()
    socket.send("40/random,")

    assert socket.packet() == '44/random,{"message":"Invalid namespace"}'


def test_leaving_the_namespace_ends_membership_and_not_the_connection(served):
    with phone(served) as socket:
        socket.ask("open", "leaving")
        socket.send("41")
        socket.send("40")
        assert socket.packet().startswith("40{")

        assert served.tell("leaving", "unheard") == [0]
        assert socket.ask("open", "other") == [{"ok": True, "stream": "other"}]


@pytest.mark.parametrize("packet", MALFORMED)
@pytest.mark.stock_fails("python-engineio ignores some and answers others with a traceback")
def test_a_packet_that_is_none_of_engine_io_ends_the_session(served, packet):
    with phone(served) as socket:
        socket.send(packet)

        assert socket.closed_with() == 1002


@pytest.mark.parametrize("packet", MALFORMED_EVENTS)
@pytest.mark.stock_fails("python-socketio ignores some and answers others with a traceback")
def test_a_packet_that_is_none_of_socket_io_ends_the_session(served, packet):
    with phone(served) as socket:
        socket.send(packet)

        assert socket.closed_with() == 1008


def test_saying_goodbye_closes_the_websocket(served):
    with phone(served) as socket:
        socket.ask("open", "goodbye")
        socket.send("1")

        with pytest.raises(Gone):
            socket.packet()
        assert eventually(lambda: served.tell("goodbye", "unheard") == [0])


# Long-polling


def test_a_client_on_long_polling_asks_and_hears(served):
    client = Poller(served)
    client.join()
    assert client.post('421["open","polled"]\x1e422["encoded"]') == (200, client.post("3")[1])
    assert client.packets(wanted=2) == ['431[{"ok":true,"stream":"polled"}]', '432[{"ok":true,"text":"\\u00e9 ready"}]']

    assert served.tell("polled", "é 1", "2") == [1, 1]

    assert [json.loads(packet[2:]) for packet in client.packets(wanted=2)] == [["changes", "é 1"], ["changes", "2"]]


def test_a_poll_waits_for_something_to_hear(served):
    client = Poller(served)
    client.join()
    client.post('421["open","waited for"]')
    client.packets(wanted=1)
    later = threading.Timer(0.3, served.tell, ["waited for", "now"])
    later.start()

    assert client.packets(wanted=1) == ['42["changes","now"]']
    later.join()


@pytest.mark.stock_fails("python-engineio lets two polls wait")
def test_a_second_poll_beside_the_first_ends_the_session(served):
    client = Poller(served)
    answers = []
    first = threading.Thread(target=lambda: answers.append(client.poll()))
    first.start()
    assert eventually(lambda: served.state()["sockets"] > 0)
    threading.Event().wait(0.2)

    second = client.poll()
    first.join()

    assert answers == [(200, "1")]
    assert second[0] == 400
    assert client.poll()[0] == 400


@pytest.mark.stock_fails("python-engineio does not see that the client gave up")
def test_a_poll_that_was_given_up_ends_the_session(served):
    client = Poller(served)
    with pytest.raises(TimeoutError):
        client.poll(patience=0.3)

    assert eventually(lambda: client.poll(patience=0.3)[0] == 400)


def test_saying_goodbye_releases_the_poll_and_ends_the_session(served):
    client = Poller(served)
    answers = []
    waiting = threading.Thread(target=lambda: answers.append(client.poll()))
    waiting.start()
    threading.Event().wait(0.2)
    client.post("1")
    waiting.join()

    assert answers[0][0] == 200
    assert client.poll()[0] == 400


@pytest.mark.parametrize("body", ["", "abc", "4x\x1e" * 17 + "3", "4abc\x1e", "b!!!"])
@pytest.mark.stock_fails("python-engineio takes a malformed body in, or logs a traceback")
def test_a_body_that_is_not_of_packets_ends_the_session(served, body):
    client = Poller(served)
    client.join()

    assert client.post(body)[0] == 400
    assert client.poll()[0] == 400


@pytest.mark.stock_fails("python-engineio reads an unbounded header and says OK otherwise")
def test_a_post_is_answered_in_the_protocols_words(served):
    client = Poller(served)

    assert client.post("40") == (200, "ok")


def test_answers_are_not_kept_by_anybody_on_the_way_and_allow_no_other_origin(served):
    answer = requests.get(
        f"http://localhost:{served.port}/socket.io/?EIO=4&transport=polling",
        headers={"Origin": served.origin},
        timeout=5,
    )

    assert [name for name in answer.headers if name.lower().startswith("access-control-")] == []
    assert request(served, "OPTIONS")[0] == 400
