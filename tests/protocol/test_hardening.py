"""What has brought servers of this kind down. With --bare each is seen to fail on Flask-SocketIO as it comes."""

import contextlib
import http.client
import time

import requests

from tests.protocol.raw import TEXT, Gone, Poller, WebSocket, eventually, frame, phone, request

MB = 1024 * 1024
PING = b"2"


def answers_at_once(served):
    began = time.monotonic()
    served.state()
    return time.monotonic() - began < 0.5


def settled(served, before):
    """Whether the server is as small as it was: its sessions and its file descriptors."""

    def is_small():
        now = served.state()
        return now["sockets"] <= before["sockets"] and now["files"] <= before["files"] + 5

    return eventually(is_small)


def test_bodies_that_are_too_large_wedge_nothing(hardened):
    before = hardened.state()
    for _ in range(20):
        client = Poller(hardened)
        for _ in range(10):
            assert client.post("4" + "x" * 100_000)[0] == 413
        client.post("1")

    assert answers_at_once(hardened)
    assert settled(hardened, before)


def test_a_body_without_a_length_is_not_read(hardened):
    client = Poller(hardened)
    connection = http.client.HTTPConnection("127.0.0.1", hardened.port, timeout=5)
    connection.putrequest("POST", f"/socket.io/?EIO=4&transport=polling&sid={client.sid}")
    connection.putheader("Origin", hardened.origin)
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    connection.send(b"3\r\n40x\r\n0\r\n\r\n")
    status = connection.getresponse().status
    connection.close()

    assert status == 413


def test_idle_upgrades_are_closed_by_the_server(hardened):
    before = hardened.state()
    sockets = [WebSocket(hardened, sid=Poller(hardened).sid) for _ in range(50)]

    assert [socket.closed_with() for socket in sockets] == [1008] * 50
    assert settled(hardened, before)


def test_sockets_that_never_connect_are_closed_while_others_come_in(hardened):
    before = hardened.state()
    strangers = [WebSocket(hardened) for _ in range(100)]
    with phone(hardened) as guest:
        assert guest.ask("open", "room") == [{"ok": True, "stream": "room"}]

    assert [stranger.closed_with() for stranger in strangers] == [1008] * 100
    assert settled(hardened, before)


def test_strangers_have_no_more_than_their_share(path, serve):
    served = serve(path, strangers=5)
    with phone(served):
        sockets = [WebSocket(served) for _ in range(8)]

        assert [socket.status for socket in sockets] == [101] * 5 + [503] * 3


def test_a_process_holds_no_more_sockets_than_it_may(path, serve):
    served = serve(path, sockets=2)
    with phone(served), phone(served):
        assert WebSocket(served).status == 503
        assert request(served, "GET")[0] == 503


def test_one_huge_frame_is_refused_before_it_is_read(hardened):
    before = hardened.state()
    with phone(hardened) as socket:
        with contextlib.suppress(OSError):
            socket.write(b"\x81\xff" + (100 * MB).to_bytes(8, "big") + b"\0\0\0\0")  # a mask that changes nothing
            for _ in range(60):
                socket.write(b"x" * MB)
        grown = hardened.state()["rss"] - before["rss"]

    assert grown < 5 * MB


def test_fragments_without_end_are_refused(hardened):
    before = hardened.state()
    piece = frame(b"x" * 60_000, 0, last=False)
    with phone(hardened) as socket:
        with contextlib.suppress(OSError):
            socket.write(frame(b"4", last=False))
            for _ in range(1000):
                socket.write(piece)
        grown = hardened.state()["rss"] - before["rss"]

    assert grown < 5 * MB


def test_attachments_are_not_waited_for(hardened):
    with phone(hardened) as socket:
        socket.send('451000000-["open",{"_placeholder":true,"num":0}]')

        assert socket.closed_with() == 1008


def test_a_client_that_reads_nothing_is_put_out_and_costs_the_others_nothing(hardened):
    before = hardened.state()
    bodies = [{"text": "x" * 30_000}] * 40
    with phone(hardened, receive=4096) as frozen, phone(hardened) as quick:
        frozen.ask("open", "hall")
        quick.ask("open", "hall")
        for _ in range(5):
            hardened.tell("hall", *bodies)
            assert [quick.event()[0] for _ in bodies] == ["changes"] * len(bodies)
        after = hardened.state()

    assert after["gauges"]["put_out_slow"] == before["gauges"]["put_out_slow"] + 1
    assert after["rss"] - before["rss"] < 5 * MB
    assert settled(hardened, before)


def test_a_slow_client_that_does_read_gets_everything(serve):
    served = serve("direct")
    with phone(served, receive=4096) as slow:
        slow.ask("open", "slow hall")
        served.tell("slow hall", *({"number": number, "text": "x" * 10_000} for number in range(20)))

        assert [slow.event()[1]["number"] for _ in range(20)] == list(range(20))
        assert served.state()["gauges"]["backlog"] == 0


def test_a_clock_that_jumps_keeps_nobody_and_puts_nobody_out(hardened):
    with phone(hardened) as silent:
        silent.ask("open", "clock")
        assert silent.read() == (TEXT, PING)
        requests.post(f"http://localhost:{hardened.port}/clock/-3600", timeout=5)
        try:
            assert eventually(lambda: hardened.state()["sockets"] == 0)
            with phone(hardened) as awake:
                requests.post(f"http://localhost:{hardened.port}/clock/3600", timeout=5)
                until = time.monotonic() + 2.5
                while time.monotonic() < until:
                    assert awake.ask("open", "clock") == [{"ok": True, "stream": "clock"}]
                    time.sleep(0.3)
        finally:
            requests.post(f"http://localhost:{hardened.port}/clock/0", timeout=5)


def test_clients_that_vanish_leave_nothing_behind(serve):
    hardened = serve("direct")
    before = hardened.state()
    for _ in range(200):
        socket = WebSocket(hardened)
        socket.send("40")
        socket.close()

    assert settled(hardened, before)
    assert eventually(lambda: hardened.state()["greenlets"] <= before["greenlets"] + 5)


def test_a_connection_that_is_idle_has_no_greenlet(hardened):
    before = hardened.state()["greenlets"]
    sockets = [WebSocket(hardened) for _ in range(50)]
    for socket in sockets:
        socket.send("40")
        socket.packet()
    time.sleep(0.2)

    assert hardened.state()["greenlets"] - before < 10


def test_bad_packets_do_not_fill_the_log(hardened):
    before = hardened.log.stat().st_size
    for number in range(300):
        with phone(hardened) as socket:
            socket.send("4abc" if number % 2 else "abc")
            with contextlib.suppress(Gone, TimeoutError):
                socket.packet()

    assert hardened.log.stat().st_size - before < 3_000


def test_a_client_that_asks_without_end_is_put_out(hardened):
    with phone(hardened) as socket:
        for _ in range(30):
            socket.send('42["open","flood"]')

        assert socket.closed_with() == 1008


def test_many_upgrades_at_once_all_end_up_on_websockets(hardened):
    for _ in range(50):
        client = Poller(hardened)
        client.join()
        socket = WebSocket(hardened, sid=client.sid)
        socket.send("2probe")
        assert socket.packet() == "3probe"
        socket.send("5")

        assert socket.ask("open", "upgraded") == [{"ok": True, "stream": "upgraded"}]
        socket.close()
