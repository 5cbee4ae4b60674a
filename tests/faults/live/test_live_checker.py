"""The checker finds nothing where all is well, and finds what two broken builds do."""

import time

import pytest

from tests.faults.live import checker

BUILDS = "tests.faults.live.builds"


def complaints_of(serve, url, build, seconds):
    place = serve(url, app=f"{BUILDS}:{build}()")
    run = place.run()
    run.start()
    time.sleep(seconds)
    run.stop_writing()
    return checker.finish(run, place.address, place.slug), run


def test_without_a_fault_there_is_nothing_to_complain_of_even_if_bells_alone_are_heard(serve, postgresql, seconds):
    found, run = complaints_of(serve, postgresql, "without_sweep", seconds)

    assert found == []
    assert [listener.gaps for listener in run.listeners] == [0] * len(run.listeners)
    assert sum(len(writer.tries) for writer in run.writers) > 20


@pytest.mark.parametrize("build", ["bell_before_commit", "counter_outside_the_transaction"])
def test_a_broken_build_is_found_out(serve, postgresql, monkeypatch, build):
    monkeypatch.setattr(checker, "QUIET", 2.0)

    found, _ = complaints_of(serve, postgresql, build, 3)

    assert any("another state than a reload" in complaint for complaint in found)
