"""S-83: a request whose end two servers could read differently is refused, and nothing behind it is answered."""

import socket
from urllib.parse import urlsplit

import pytest

BEHIND = "GET /api/start HTTP/1.1\r\nHost: {host}\r\n\r\n"
ODD = {
    "two ways to tell the length": "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two encodings": "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    "an encoding that hides": "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "two lengths": "Content-Length: 0\r\nContent-Length: 5\r\n\r\n",
    "a folded header": "X-One: a\r\n b\r\nContent-Length: 0\r\n\r\n",
    "a space before the colon": "Content-Length : 0\r\n\r\n",
}


def statuses(server, asked, rest):
    """Of everything that is answered to this request and the one behind it."""
    host = urlsplit(server).netloc
    head = f"{asked} HTTP/1.1\r\nHost: {host}\r\nOrigin: {server}\r\n"
    with socket.create_connection((urlsplit(server).hostname, urlsplit(server).port), timeout=5) as connection:
        connection.sendall((head + rest + BEHIND.format(host=host)).encode())
        connection.shutdown(socket.SHUT_WR)
        answered = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    return [line.split()[1] for line in answered.splitlines() if line.startswith("HTTP/1.1 ")]


@pytest.mark.parametrize("kind", ODD)
def test_a_request_that_ends_in_two_places_is_refused_whole(server, kind):
    assert statuses(server, "POST /api/sign-in", ODD[kind]) in (["400"], ["501"])


def test_two_requests_that_end_where_they_say_are_both_answered(server):
    assert statuses(server, "GET /api/start", "\r\n") == ["200", "200"]
