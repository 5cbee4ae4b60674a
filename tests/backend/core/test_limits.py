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
