"""Whatever people say and do, in whatever order: every phone shows what a reload would, and nobody hears too much."""

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from backend.chat.models import Channel, Membership, Message
from backend.core import db
from tests.backend.chat.machine import Chat, check_counts, check_numbers

FEW, STEPS = 10, 25


@pytest.mark.timeout(600)
def test_everything_holds_in_any_order(app, sign_in, pytestconfig):
    wanted = pytestconfig.getoption("--fuzz")
    machine = type("SignedIn", (Chat,), {"sign_in": staticmethod(sign_in)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=wanted or FEW,
            stateful_step_count=STEPS,
            derandomize=not wanted,
            phases=[Phase.generate, *([Phase.shrink] if wanted else [])],
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_hole_is_noticed(channel, talker):
    talker("Ada A", channel).said(channel)
    check_numbers(channel)
    with db.writing() as session:
        session.execute(sa.update(Channel).values(last_number=2))

    with pytest.raises(AssertionError):
        check_numbers(channel)


@pytest.mark.parametrize("drift", [sa.update(Message).values(replies=1), sa.update(Membership).values(mentions=1)])
def test_a_counter_that_drifts_is_noticed(channel, talker, drift):
    talker("Ada A", channel).said(channel)
    check_counts(channel)
    with db.writing() as session:
        session.execute(drift)

    with pytest.raises(AssertionError):
        check_counts(channel)
