"""Fetching: only public documents, bounded in size and redirects; nothing of this machine can be reached."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from backend.core.fetch import NotFetched, fetch

MOST = 100_000


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
