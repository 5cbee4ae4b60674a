"""A limit holds for all processes together, and while Redis is away for each alone: never for none."""

import pytest
import time_machine

from backend.core import clock, limits
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


def test_a_limit_moves_with_the_clock_and_is_not_held_against_anybody_when_that_is_set_back(app):
    with time_machine.travel(clock.now(), tick=False) as time:
        spend(3)
        time.shift(59)
        with pytest.raises(TooMany):
            spend(1)
        time.shift(1)
        spend(3)
        time.shift(-3_600)
        spend(3)
        with pytest.raises(TooMany):
            spend(1)


def test_what_was_used_long_ago_is_forgotten(app):
    with time_machine.travel(clock.now(), tick=False) as time:
        for number in range(100):
            limits.spend("3 per minute", "knock", str(number))
        time.shift(61)
        spend(1)

    assert len(limits._Counters.alone._uses) == 1
