"""Whatever is reported, decided and appealed, in whatever order."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.backend.moderation.case_machine import Desk

FEW, STEPS = 5, 25


@pytest.mark.timeout(600)
def test_decisions_hold_in_any_order(app, sign_in, pytestconfig):
    wanted = pytestconfig.getoption("--fuzz")
    machine = type("SignedIn", (Desk,), {"sign_in": staticmethod(sign_in)})
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
