import sys

import pytest

from scripts.pieces import Piece, carry_out, carry_out_all, table, verdict

PASSES = [sys.executable, "-c", ""]
FAILS = [sys.executable, "-c", "raise SystemExit('Something is wrong.')"]
REPORT = """<testsuites><testsuite tests="{}" failures="{}" errors="0" skipped="{}"></testsuite></testsuites>"""


@pytest.fixture
def reporting(tmp_path):
    """A piece that writes a report of so many tests, failures and skips, and ends with this code."""

    def piece(tests: int, failures: int, skipped: int, code: int = 0) -> Piece:
        report = tmp_path / "report.xml"
        text = REPORT.format(tests, failures, skipped)
        program = f"import pathlib, sys; pathlib.Path({str(report)!r}).write_text({text!r}); sys.exit({code})"
        return Piece("tests", [sys.executable, "-c", program], report=report)

    return piece


def test_a_piece_that_ran_well_says_how_many_tests_passed(reporting):
    outcome = carry_out(reporting(12, 0, 0), quietly=True)

    assert (outcome.ran, outcome.failed) == (True, False)
    assert outcome.words.startswith("ran: 12 passed ")


def test_a_failing_piece_shows_what_it_said(capsys):
    outcome = carry_out(Piece("lint", FAILS), quietly=True)

    assert outcome.failed
    assert "Something is wrong." in capsys.readouterr().out


@pytest.mark.parametrize("counts", [(3, 1, 0, 1), (3, 1, 0, 0), (0, 0, 0, 0), (2, 0, 2, 0), (3, 0, 0, 1)])
def test_failures_no_tests_only_skips_or_a_bad_end_are_all_failures(reporting, counts):
    assert carry_out(reporting(*counts), quietly=True).failed


def test_an_old_report_is_never_counted(reporting):
    carry_out(reporting(12, 0, 0), quietly=True)
    silent = Piece("tests", PASSES, report=reporting(1, 0, 0).report)

    assert carry_out(silent, quietly=True).failed


def test_a_piece_that_cannot_run_is_named_and_not_passed(capsys):
    outcome = carry_out(Piece("browser", FAILS, missing="no Chromium on this machine"), quietly=True)

    verdict([outcome])

    assert table([outcome]).endswith("NOT RUN: no Chromium on this machine")
    assert "not known to work: browser." in capsys.readouterr().out


def test_lanes_run_side_by_side_and_keep_what_they_say_apart(tmp_path, capfd):
    def meets(own: str, other: str, lane: str) -> Piece:
        program = f"""import pathlib, time
pathlib.Path({own!r}).touch()
print({own!r})
while not pathlib.Path({other!r}).exists(): time.sleep(0.01)
raise SystemExit({own!r} == "left")"""
        return Piece(own, [sys.executable, "-c", program], folder=tmp_path, lane=lane)

    outcomes = carry_out_all(
        [
            Piece("first", PASSES),
            meets("left", "right", "a"),
            Piece("last", FAILS, lane="a"),
            meets("right", "left", "b"),
        ]
    )

    assert [(one.name, one.failed) for one in outcomes] == [
        ("first", False),
        ("left", True),
        ("last", True),
        ("right", False),
    ]
    said = capfd.readouterr().out
    assert said.index("left") < said.index("Something is wrong.")
    assert "right\n" not in said


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_what_was_not_run_fails_in_ci_and_only_there(monkeypatch, ci, code):
    monkeypatch.setenv("CI", ci)
    outcomes = [carry_out(Piece("browser", [], missing="no Chromium"), quietly=True)]

    assert verdict(outcomes) == code


def test_one_failed_piece_fails_the_whole(monkeypatch):
    monkeypatch.delenv("CI", raising=False)

    assert verdict([carry_out(Piece("a", PASSES), quietly=True), carry_out(Piece("b", FAILS), quietly=True)]) == 1
