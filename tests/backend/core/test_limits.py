"""A limit holds for all processes together, and while Redis is away for each alone: never for none."""

import pytest

from backend.core import limits
from backend.core.errors import TooMany


@pytest.fixture
def shared(app, bell):
    limits.forget()
    limits.bind(bell.url)
    yield bell
    limits.bind("")
    limits.forget()


def spend(times):
    for _ in range(times):
        limits.spend("3 per minute", "knock", "192.0.2.7")


def test_what_one_process_counted_holds_in_the_next(shared):
    spend(2)
    limits.forget()
    limits.bind(shared.url)
    spend(1)

    with pytest.raises(TooMany):
        spend(1)


def test_while_redis_is_away_the_process_counts_alone(shared):
    shared.stop()
    spend(3)

    with pytest.raises(TooMany):
        spend(1)


def test_what_is_past_counts_no_longer_and_is_forgotten(app, monkeypatch):
    at = [1_000_000.0]
    monkeypatch.setattr(limits.time, "time", lambda: at[0])
    limits.forget()
    spend(3)
    with pytest.raises(TooMany):
        spend(1)

    at[0] += 59
    with pytest.raises(TooMany):
        spend(1)
    at[0] += 1
    spend(3)
    at[0] += 3600
    limits.spend("1 per day", "knock", "192.0.2.8")
    assert len(limits._Counters.alone._uses) == 1
