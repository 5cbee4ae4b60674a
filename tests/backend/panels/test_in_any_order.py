"""Whatever people, hosts and the clock do, in whatever order: seats, line, history and counters stay right."""

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from backend.core import db
from backend.panels.models import Panel, SignupChange
from tests.backend.panels.machine import Panels, check_nobody_was_overtaken
from tests.backend.panels.machine_with_door import PanelsWithDoor
from tests.backend.panels.seats import check
from tests.factories import a_panel

FEW, STEPS = 25, 30
ON_THE_SECOND = 6  # the same ones again, one after another: what locks do at once is test_doors_at_once.py's


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("machine", "few"), [(Panels, FEW), (PanelsWithDoor, FEW // 2)])
def test_everything_holds_in_any_order(app, pytestconfig, machine, few):
    wanted = pytestconfig.getoption("--fuzz")
    few = min(few, ON_THE_SECOND) if pytestconfig.getoption("--database") == "postgresql" else few
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=wanted or few,
            stateful_step_count=STEPS,
            derandomize=not wanted,
            phases=[Phase.generate, *([Phase.shrink] if wanted else [])],
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_counter_that_drifts_is_noticed(meeting, attendee):
    panel = a_panel(meeting)
    attendee().ask(panel)
    check(panel)
    with db.writing() as session:
        session.execute(sa.update(Panel).values(seated=2))

    with pytest.raises(AssertionError):
        check(panel)


def test_a_change_that_is_missing_from_the_history_is_noticed(meeting, attendee):
    panel, ada = a_panel(meeting), attendee()
    ada.ask(panel)
    ada.leave(panel)
    with db.writing() as session:
        newest = sa.select(sa.func.max(SignupChange.id)).scalar_subquery()
        session.execute(sa.delete(SignupChange).where(SignupChange.id == newest))

    with pytest.raises(AssertionError):
        check(panel)


def test_somebody_who_is_overtaken_is_noticed(meeting, attendee):
    panel = a_panel(meeting, seats=1)
    for name in ("Ada A", "Ben B", "Cleo C"):
        attendee(name).ask(panel)
    check_nobody_was_overtaken(panel)
    with db.writing() as session:
        last = sa.update(SignupChange).where(SignupChange.number == 3)
        session.execute(last.values(now="seated"))

    with pytest.raises(AssertionError):
        check_nobody_was_overtaken(panel)
