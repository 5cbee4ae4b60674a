"""A snapshot is made once however many ask, and again once its stream has moved."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from backend.core.snapshots import Snapshots, best_coding, encode


@pytest.fixture
def served():
    """An app with one slow document of stream "s:1", and the layer before it."""
    app = Flask("served")
    app.heads, app.made = {"s:1": 1}, []
    layer = Snapshots(app.wsgi_app, lambda stream: app.heads[stream])
    app.wsgi_app = layer
    app.layer = layer

    def make():
        app.made.append(threading.get_ident())
        body = json.dumps({"head": app.heads["s:1"]}).encode() * 50
        return encode("s:1", app.heads["s:1"], body, "application/json")

    app.add_url_rule("/doc", view_func=lambda: layer.answer("/doc", make))
    return app


def test_many_who_ask_at_once_have_it_made_once(served):
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: served.test_client().get("/doc").data, range(32)))

    assert (len(set(replies)), len(served.made)) == (1, 1)


def test_a_bell_has_it_made_anew(served):
    phone = served.test_client()
    phone.get("/doc")
    served.heads["s:1"] = 2
    served.layer.ring({"s:1": 2})

    assert phone.get("/doc").data.startswith(b'{"head": 2}')
    assert len(served.made) == 2


def test_a_change_of_another_process_is_seen_when_the_head_is_next_looked_at(served, monkeypatch):
    monkeypatch.setattr("backend.core.snapshots.CHECK_EVERY", 0)
    phone = served.test_client()
    phone.get("/doc")
    served.heads["s:1"] = 2

    assert phone.get("/doc").data.startswith(b'{"head": 2}')


def test_what_is_kept_is_answered_while_the_database_is_away(served, monkeypatch):
    def away(_stream):
        raise OperationalError("SELECT", {}, OSError("connection refused"))

    monkeypatch.setattr("backend.core.snapshots.CHECK_EVERY", 0)
    phone = served.test_client()
    known = phone.get("/doc").data
    monkeypatch.setattr(served.layer, "_head_of", away)

    assert phone.get("/doc").data == known


def test_the_dense_form_is_the_same_document(served):
    phone = served.test_client()
    plain = phone.get("/doc").data

    assert brotli.decompress(phone.get("/doc", headers={"Accept-Encoding": "br"}).data) == plain


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("BR", "br"),
        ("identity", ""),
        ("", ""),
        ("deflate, *;q=0.1", ""),
    ],
)
def test_the_densest_form_that_the_client_takes_is_chosen(accepted, coding):
    assert best_coding(accepted) == coding
