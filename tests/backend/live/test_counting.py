"""Every request is counted under the route it went by, whichever layer answers it."""

import re
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
import requests
from werkzeug.test import Client

from backend import site
from backend.core import metrics
from tests.factories import a_meeting
from tests.protocol.raw import Poller

COUNT = re.compile(r'^fireside_http_seconds_count\{method="(.*)",route="(.*)",status="(.*)"\} (\S+)$', re.MULTILINE)


def counted(text):
    return {(method, route, status): float(number) for method, route, status, number in COUNT.findall(text)}


@pytest.fixture
def gained(server):
    """What was counted since the test began."""

    def told():
        return counted(requests.get(f"{server}/metrics", timeout=5).text)

    before = told()
    return lambda: {key: count - before.get(key, 0) for key, count in told().items() if count != before.get(key, 0)}


def test_what_is_answered_from_a_snapshot_counts_as_its_route(server, gained):
    a_meeting("counted")
    address, headers = f"{server}/api/meetings/counted/programme", {}

    for _ in range(3):
        headers = {"If-None-Match": requests.get(address, headers=headers, timeout=5).headers["ETag"]}

    route = "/api/meetings/<slug>/programme"
    assert gained() == {("GET", route, "200"): 1, ("GET", route, "304"): 2}


def test_a_websocket_and_the_polls_of_one_who_has_none_count_as_the_sockets_path(server, connect, gained):
    connect()
    poller = Poller(SimpleNamespace(port=urlsplit(server).port, origin=server))
    poller.post("40")
    requests.get(f"{server}/socket.io/?EIO=3", timeout=5)

    route = "/socket.io/"
    statuses = {"GET": {"101": 1, "200": 1, "400": 1}, "POST": {"200": 1}}
    assert gained() == {(how, route, status): n for how, these in statuses.items() for status, n in these.items()}


def test_methods_that_nobody_knows_are_counted_as_one(server, gained):
    for method in ("BREW", "MAKE", "TEA"):
        requests.request(method, f"{server}/api/meetings", timeout=5)

    assert sum(gained().values()) == 3
    assert {method for method, *_ in gained()} == {"other"}


def test_built_files_are_counted_together(monkeypatch, tmp_path, app):
    monkeypatch.setattr(site, "DIST", tmp_path)
    (tmp_path / "assets").mkdir()
    for name in ("assets/app-1.js", "assets/app-2.css", "sw.js"):
        (tmp_path / name).write_text("")
    phone = Client(metrics.counted(site.static_files(app.wsgi_app)))
    before = counted(metrics.told().decode())

    for path in ("/assets/app-1.js", "/assets/app-2.css", "/sw.js"):
        assert phone.get(path, buffered=True).status_code == 200

    after = counted(metrics.told().decode())
    assert {key: after[key] - before.get(key, 0) for key in after if after[key] != before.get(key, 0)} == {
        ("GET", "/assets/<file>", "200"): 2,
        ("GET", "/<file>", "200"): 1,
    }
