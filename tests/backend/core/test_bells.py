"""Bells between processes: what they carry is never trusted, and nobody waits for them."""

import time

import pytest

from backend.core import bells, seal
from backend.core.bells import Listener
from tests import deployment

SECRET = "for-bells-only-0123456789-abcdefghijklmnopqr"


@pytest.fixture(autouse=True)
def _own_key(app):
    """The next test's application binds its own again."""
    seal.bind([SECRET])


@pytest.fixture
def heard(bell):
    """Two processes' bells; what the second hears of the first."""
    ringing, hearing = bells.Bells(bell.url), bells.Bells(bell.url)
    told: dict[str, list] = {"heads": [], "people": [], "missed": []}
    hearing.start(Listener(told["heads"].append, told["people"].append, lambda: told["missed"].append(True)))
    ringing.start(Listener(lambda _: None, lambda _: None, lambda: None))
    deployment.until(lambda: hearing.hears() and ringing.hears())
    told["missed"].clear()
    told["ringing"] = ringing
    yield told
    ringing.stop()
    hearing.stop()


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

    deployment.until(lambda: heard["heads"] or heard["missed"])
    assert heard["heads"] in ([{"meeting:1": 8}], [])


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
    deployment.until(lambda: heard["missed"])
