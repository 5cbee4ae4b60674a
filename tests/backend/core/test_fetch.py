"""Fetching: only public documents, bounded in size and redirects; nothing of this machine can be reached."""

import gzip
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from backend.core.fetch import Bounds, NotFetched, Seen, fetch, look
from tests.small_web import PUBLIC, pieces

MOST = 100_000
HERE = "http://blog.example/feed"
PRIVATE = ["127.0.0.1", "0.0.0.0", "10.1.2.3", "169.254.169.254", "192.168.0.1", "100.64.0.1"]  # noqa: S104 - to refuse


class Canary(BaseHTTPRequestHandler):
    """Answers, and counts who came."""

    visits = 0

    def do_GET(self):
        type(self).visits += 1
        place = self.path.strip("/")
        if place.startswith("redirect"):
            self.send_response(302)
            self.send_header("Location", f"/redirect{int(place[8:] or 0) + 1}")
            self.end_headers()
            return
        body = {"large": b"x" * (MOST + 1), "bomb": gzip.compress(b"x" * 10_000_000)}.get(place, b"a document")
        self.send_response(404 if place == "gone" else 200)
        if place == "bomb":
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def canary(socket_enabled):
    Canary.visits = 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Canary)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "169.254.169.254",
        "10.0.0.1",
        "192.168.1.1",
        "[fd00::1]",
        "[::ffff:127.0.0.1]",
        "2130706433",
        "0177.0.0.1",
        "0x7f.1",
    ],
)
def test_a_private_address_is_refused_however_it_is_written(socket_enabled, host):
    """S-70."""
    with pytest.raises(NotFetched, match="not a public address"):
        fetch(f"http://{host}/", most=MOST)


@pytest.mark.parametrize(
    "address",
    [
        "http://{here}/",
        "http://user:secret@{here}/",
        "http://127.0.0.1:22/",
        "file:///etc/passwd",
        "gopher://{here}/",
        "ftp://{here}/",
        "http://[broken/",
        "//{here}/",
        "",
    ],
)
def test_what_is_not_a_public_web_address_is_never_visited(canary, address):
    """S-70."""
    with pytest.raises(NotFetched):
        fetch(address.format(here=canary), most=MOST)

    assert Canary.visits == 0


def test_the_operator_may_read_from_this_machine(canary):
    assert fetch(f"http://{canary}/schedule.xml", most=MOST, trusted=True) == b"a document"


@pytest.mark.parametrize(
    ("place", "words"),
    [("large", "larger than"), ("bomb", "larger than"), ("gone", "404"), ("redirect", "redirects too often")],
)
def test_a_document_out_of_bounds_is_refused_in_words(canary, place, words):
    """S-71."""
    with pytest.raises(NotFetched, match=words):
        fetch(f"http://{canary}/{place}", most=MOST, trusted=True)


def test_a_redirect_is_followed_three_times_at_the_most(canary):
    with pytest.raises(NotFetched):
        fetch(f"http://{canary}/redirect", most=MOST, trusted=True)

    assert Canary.visits <= 4


def test_what_has_not_changed_is_not_sent_again(web):
    web.page(HERE, "news", ETag='"a"', Last_Modified="Tue, 01 Dec 2026 09:00:00 GMT")
    first = look(HERE, Bounds(MOST))
    web.page(HERE, status=304)

    again = look(HERE, Bounds(MOST), first.seen)

    assert first.body == b"news"
    assert again.body is None
    assert web.asked_with[1]["If-None-Match"] == '"a"'
    assert web.asked_with[1]["If-Modified-Since"] == "Tue, 01 Dec 2026 09:00:00 GMT"


def test_not_modified_is_no_answer_to_one_who_has_nothing(web):
    web.page(HERE, status=304)

    with pytest.raises(NotFetched, match="304"):
        look(HERE, Bounds(MOST), Seen())


def test_a_move_for_ever_tells_the_new_home_and_a_passing_one_does_not(web):
    web.redirect(HERE, "/new", status=301)
    web.redirect("http://blog.example/passing", "/new", status=302)
    web.page("http://blog.example/new", "news")

    assert look(HERE, Bounds(MOST)).home == "http://blog.example/new"
    assert look("http://blog.example/passing", Bounds(MOST)).home == "http://blog.example/passing"


@pytest.mark.parametrize("address", PRIVATE)
def test_a_redirect_to_a_private_address_reaches_nobody(web, address):
    """S-70."""
    web.redirect(HERE, f"http://{address}/admin")

    with pytest.raises(NotFetched, match="not a public address"):
        fetch(HERE, most=MOST)

    assert web.visits == [HERE]
    assert web.canary == 0


@pytest.mark.parametrize(
    "onward",
    [
        "file:///etc/passwd",
        "gopher://blog.example/",
        "http://blog.example:22/",
        "http://me@blog.example/",
        "http://[broken",
    ],
)
def test_a_redirect_to_what_is_no_web_address_is_not_followed(web, onward):
    web.redirect(HERE, onward)

    with pytest.raises(NotFetched):
        fetch(HERE, most=MOST)

    assert web.visits == [HERE]


def test_a_name_that_leads_home_reaches_nobody_there(web):
    """S-70."""
    web.names["blog.example"] = ["127.0.0.1", PUBLIC]

    with pytest.raises(NotFetched, match="not a public address"):
        fetch(HERE, most=MOST)

    assert web.canary == 0


def test_a_name_is_looked_up_once_so_that_a_second_answer_leads_nowhere(web):
    """S-70: what was found public is what is connected to."""
    web.page(HERE, "news")
    web.names["blog.example"] = [PUBLIC, "127.0.0.1"]

    assert fetch(HERE, most=MOST) == b"news"
    assert web.canary == 0


def test_a_name_that_turns_private_between_two_redirects_reaches_nobody(web):
    web.names["blog.example"] = [PUBLIC, "127.0.0.1"]
    web.redirect(HERE, HERE + "2")

    with pytest.raises(NotFetched, match="not a public address"):
        fetch(HERE, most=MOST)

    assert web.canary == 0


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (pieces(b"x", b"x", every=0.05), "takes longer than 1 seconds"),
        (pieces(b"", b"x" * 65_536), "larger than"),
        (pieces(b"", b"x", every=0.05, Content_Length="1000000"), "takes longer than 1 seconds"),
        (pieces(b"", b"1\r\nx\r\n", every=0.05, Transfer_Encoding="chunked"), "takes longer than 1 seconds"),
        (pieces(gzip.compress(b"0" * 300_000_000, 9)[:200_000], b"", every=1, Content_Encoding="gzip"), "larger than"),
        (pieces(b"x", b"x", Content_Encoding="br"), "packed in a way"),
        (pieces(b"not gzip", b"x", Content_Encoding="gzip"), "packed badly"),
    ],
    ids=["drips", "never ends", "drips with a length", "drips in chunks", "bomb", "other packing", "no gzip"],
)
def test_an_answer_that_would_never_end_is_given_up(web, answer, words):
    """S-71."""
    web.pages[HERE] = answer

    with pytest.raises(NotFetched, match=words):
        look(HERE, Bounds(MOST, seconds=1))


def test_headers_that_drip_are_given_up_as_well(web):
    def answer(request):
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        number = 0
        while True:
            number += 1
            request.wfile.write(b"X-%d: y\r\n" % number if number < 50 else b"z")
            threading.Event().wait(0.05)

    web.pages[HERE] = answer

    with pytest.raises(NotFetched, match="takes longer than 1 seconds"):
        look(HERE, Bounds(MOST, seconds=1))


def test_the_body_of_a_redirect_is_not_read(web):
    sent = []

    def answer(request):
        request.send_response(302)
        request.send_header("Location", "/new")
        request.end_headers()
        sent.extend(request.wfile.write(b"x" * 100_000) for _ in range(3_000))

    web.pages[HERE] = answer
    web.page("http://blog.example/new", "news")

    assert fetch(HERE, most=MOST) == b"news"
    assert sum(sent) < 50_000_000  # what the pipes between us hold


def test_no_cookie_is_carried_from_one_hop_to_the_next(web):
    web.page(HERE, b"", 302, Location="/new", Set_Cookie="me=1; Path=/")
    web.page("http://blog.example/new", "news")

    fetch(HERE, most=MOST)

    assert "Cookie" not in web.asked_with[1]


def test_who_asks_to_be_left_alone_for_a_while_is_heard(web):
    web.page(HERE, status=429, Retry_After="3600")

    with pytest.raises(NotFetched) as told:
        fetch(HERE, most=MOST)

    assert (told.value.answered, told.value.wait) == (429, 3600)


def test_a_name_that_nobody_knows_is_said_to_be_so(web, monkeypatch):
    def unknown(*_args, **_named):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    with pytest.raises(NotFetched, match="no connection could be made"):
        fetch(HERE, most=MOST)
