"""Bells between processes: what they carry is never trusted, and a process that hears none says so."""

import threading
import time

import pytest
import requests

from backend.core import bells, seal
from tests import deployment
from tests.faults.live.conftest import SECRET


@pytest.fixture
def heard(bell):
    """Two processes' bells; what the second hears of the first."""
    seal.bind([SECRET])
    ringing, hearing = bells.Bells(bell.url), bells.Bells(bell.url)
    told: dict[str, list] = {"heads": [], "people": []}
    hearing.start(told["heads"].append, told["people"].append)
    ringing.start(lambda _: None, lambda _: None)
    deployment.until(lambda: hearing.hears() and ringing.hears())
    told["heads"].clear()
    told["ringing"] = ringing
    return told


def test_a_bell_is_heard_in_the_other_process(heard):
    heard["ringing"].ring({"meeting:1": 7})
    heard["ringing"].look(3)

    deployment.until(lambda: heard["people"])
    assert heard["heads"] == [{"meeting:1": 7}]
    assert heard["people"] == [3]


@pytest.mark.parametrize(
    "forged",
    [
        b"",
        b"garbage",
        b"\xff\xfe",
        b'0000 {"heads":{"meeting:1":9},"people":[],"from":"x"}',
        b"[" * 100_000,
        b"x" * 33_000_000,
    ],
    ids=["nothing", "garbage", "no text", "forged", "deep", "33 MB"],
)
def test_what_somebody_else_puts_on_the_channel_is_passed_over(heard, bell, forged):
    with bell.client() as client:
        client.publish(heard["ringing"]._channel, forged)

    heard["ringing"].ring({"meeting:1": 8})

    deployment.until(lambda: {"meeting:1": 8} in heard["heads"] or {} in heard["heads"])
    assert all(heads in ({"meeting:1": 8}, {}) for heads in heard["heads"])


def test_another_deployment_on_the_same_redis_is_not_heard(heard, bell):
    seal.bind(["another-secret-0123456789-abcdefghijklmnop"])
    elsewhere = bells.Bells(bell.url)
    elsewhere.ring({"meeting:1": 9})
    seal.bind([SECRET])

    heard["ringing"].ring({"meeting:1": 10})

    deployment.until(lambda: heard["heads"])
    assert heard["heads"] == [{"meeting:1": 10}]


def test_ringing_while_redis_is_away_holds_up_nobody(heard, bell):
    bell.stop()
    began = time.monotonic()

    for number in range(1000):
        heard["ringing"].ring({f"me:{number}": 1})

    assert time.monotonic() - began < 0.25
    bell.start()
    deployment.until(lambda: {} in heard["heads"])


def test_a_process_that_hears_no_bell_is_not_ready_until_it_hears_again(serve, postgresql, bell):
    place = serve(postgresql, REDIS_URL=bell.url)

    def missing():
        return requests.get(f"{place.address}/readyz", timeout=5).json()["missing"]

    bell.stop()
    deployment.until(lambda: missing() == ["bells"])
    bell.start()
    deployment.until(lambda: missing() == [])


def test_what_the_process_counts_is_told(serve, sqlite):
    place = serve(sqlite)
    run = place.run(listeners=2)
    run.start()
    stop = threading.Timer(2, run.stop_writing)
    stop.start()
    stop.join()
    run.stop_writing()
    numbers = requests.get(f"{place.address}/metrics", timeout=5).text
    run.stop_listening()

    assert 'fireside_feed_catch_ups_total{how="read"}' in numbers
    assert float(numbers.split("\nfireside_feed_frames_total ")[1].split("\n")[0]) > 3
