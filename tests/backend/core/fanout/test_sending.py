"""The sending side in this process, over socket pairs that keep the borders of writes: one read is one write."""

import socket

import gevent
import pytest

from backend.core.fanout import frames
from backend.core.fanout.direct import Direct
from backend.core.fanout.limits import Limits
from backend.core.fanout.outlets import Wire
from backend.core.fanout.peer import Peer


class Phone:
    """A session of the engine and the other end of its connection."""

    def __init__(self, path, stream=None, kind=socket.SOCK_SEQPACKET):
        ours, self.end = socket.socketpair(socket.AF_UNIX, kind)
        ours.setblocking(False)
        self.end.setblocking(False)
        engine = path.engine
        self.peer = Peer(engine, engine.generate_id())
        engine.sockets[self.peer.sid] = self.peer
        engine.tell("connect", self.peer.sid, {})
        self.peer.upgraded = True
        self.peer.outlet = Wire(ours, self.peer, path.limits.behind)
        engine.strangers += 1
        self.sid = path.server.manager.connect(self.peer.sid, "/")
        if stream:
            path.audience.join(stream, self.sid)

    def writes(self):
        """What was written to this phone, write by write."""
        found = []
        try:
            while data := self.end.recv(1 << 20):
                found.append(list(frames.packets(data)))
        except BlockingIOError:
            pass
        return found


@pytest.fixture
def path():
    return Direct(Limits(behind=10_000))


@pytest.fixture
def phone(path):
    phones = []

    def made(stream=None, kind=socket.SOCK_SEQPACKET):
        phones.append(Phone(path, stream, kind))
        return phones[-1]

    yield made
    for one in phones:
        one.peer.end("test is over", 1000)
        one.end.close()
    gevent.sleep(0)
    gevent.sleep(0.01)


def event(name, body):
    return frames.frame(name, body)


def test_what_one_turn_sends_to_a_client_goes_out_in_one_write(path, phone):
    both, one = phone("a"), phone("a")
    path.audience.join("b", both.sid)

    path.send("a", event("changes", b"1"))
    path.send("b", event("changes", b"2"))
    path.send("a", event("changes", b"3"))
    path.send_to(both.sid, event("mine", b"4"))
    gevent.sleep(0)

    assert both.writes() == [['42["changes",1]', '42["changes",2]', '42["changes",3]', '42["mine",4]']]
    assert one.writes() == [['42["changes",1]', '42["changes",3]']]


def test_who_joins_is_not_sent_what_was_sent_before(path, phone):
    member, late = phone("a"), phone()

    path.send("a", event("changes", b"1"))
    path.audience.join("a", late.sid)
    path.send("a", event("changes", b"2"))
    gevent.sleep(0)

    assert member.writes() == [['42["changes",1]'], ['42["changes",2]']]
    assert late.writes() == [['42["changes",2]']]


def test_who_is_put_out_is_written_what_was_sent_before(path, phone):
    leaving = phone("a")

    path.send("a", event("out", b'"signed_out"'))
    path.put_out(leaving.sid, "signed-out")
    path.send("a", event("changes", b"2"))
    gevent.sleep(0)

    assert leaving.writes()[0] == ['42["out","signed_out"]']
    assert path.audience.count("a") == 0


def test_a_client_that_is_behind_is_held_for_and_put_out_beyond_the_limit(path, phone):
    frozen, quick = phone("a", kind=socket.SOCK_STREAM), phone("a", kind=socket.SOCK_STREAM)
    body = b'"' + b"x" * 5000 + b'"'
    for _ in range(1000):
        path.send("a", event("changes", body))
        gevent.sleep(0)
        quick.end.recv(1 << 20)
        if frozen.peer.closing:
            break

    assert frozen.peer.closing
    assert path.gauges().put_out_slow == 1
    assert not quick.peer.closing
    assert path.audience.members("a") == (quick.sid,)


def test_a_client_that_was_behind_gets_everything_in_order(path, phone):
    slow = phone("a", kind=socket.SOCK_STREAM)
    slow.peer.outlet._limit = 10_000_000
    for number in range(2000):
        path.send("a", event("changes", b'[%d,"%s"]' % (number, b"x" * 500)))
        gevent.sleep(0)
    assert path.gauges().backlogged == 1
    received = b""
    while path.gauges().backlog or path.gauges().backlogged:
        received += slow.end.recv(1 << 20)
        gevent.sleep(0.001)
    received += slow.end.recv(1 << 20)

    numbers = [int(packet.split("[")[2].split(",")[0]) for packet in frames.packets(received)]
    assert numbers == list(range(2000))


def test_a_socket_that_has_ended_joins_nothing(path, phone):
    gone = phone()
    gone.peer.end("gone", 1000)

    assert not path.audience.join("a", gone.sid)
    assert path.audience.count("a") == 0
    assert not path.send_to(gone.sid, event("changes", b"1"))


def test_a_message_larger_than_the_backlog_may_be_is_sent_all_the_same(path, phone):
    first = phone(kind=socket.SOCK_STREAM)
    path.send_to(first.sid, event("changes", b'"' + b"x" * 1_000_000 + b'"'))
    gevent.sleep(0)

    assert not first.peer.closing
    assert path.gauges().backlog > 10_000


def test_what_is_droppable_is_not_kept_for_who_is_behind(path, phone):
    slow, quick = phone("a", kind=socket.SOCK_STREAM), phone("a", kind=socket.SOCK_STREAM)
    path.send_to(slow.sid, event("changes", b'"' + b"x" * 1_000_000 + b'"'))
    gevent.sleep(0)
    before = path.gauges().backlog

    assert path.send("a", event("typing", b"1"), droppable=True) == 2
    gevent.sleep(0)

    assert path.gauges().backlog == before
    assert quick.writes() == [['42["typing",1]']]
