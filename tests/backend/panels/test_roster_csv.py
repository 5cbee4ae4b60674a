"""S-55: the roster as a table that no spreadsheet takes for formulas."""

import csv
import io

import pytest

from tests.backend.panels.hosts import host_of
from tests.factories import a_panel


def table(reply):
    assert reply.status_code == 200
    return list(csv.DictReader(io.StringIO(reply.get_data().decode("utf-8-sig"), newline="")))


@pytest.fixture
def panel(meeting):
    return a_panel(meeting, seats=2)


def test_everybody_stands_in_the_table_those_with_seats_first(sign_in, panel, attendee):
    people = [attendee(f"{name} Example", affiliation='Clinic "North", Ltd') for name in ("Ada", "Ben", "Cleo", "Dora")]
    for one in people:
        one.ask(panel)
    people[0].leave(panel)

    reply = host_of(sign_in, panel).get("roster.csv")

    assert reply.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert reply.headers["Content-Disposition"] == f'attachment; filename="panel-{panel.id}.csv"'
    rows = table(reply)
    assert [(row["Name"], row["Place"], row["Number"]) for row in rows] == [
        ("Ben Example", "seated", "2"),
        ("Cleo Example", "waiting", "3"),
        ("Dora Example", "waiting", "4"),
        ("Ada Example", "left", "1"),
    ]
    assert rows[0]["Affiliation"] == 'Clinic "North", Ltd'
    assert rows[0]["Seated"]


FORMULAS = [
    "=HYPERLINK(1)",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff201",
    "=cmd|' /C calc'!A0",
    "\u3000=1+1",
    "\u00a0=1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
]


@pytest.mark.parametrize("name", FORMULAS)
def test_no_cell_begins_as_a_formula_does(sign_in, panel, attendee, name):
    """The name stands in the database as it is, however it came there."""
    attendee(name, affiliation=name).ask(panel)

    [row] = table(host_of(sign_in, panel).get("roster.csv"))

    assert (row["Name"], row["Affiliation"]) == (f"'{name}", f"'{name}")


def test_a_number_below_zero_is_no_formula_either(sign_in, panel, attendee):
    host = host_of(sign_in, panel)
    ada = attendee()
    ada.ask(panel)
    host.change(seats=0, then="move")

    assert [row["Number"] for row in table(host.get("roster.csv"))] == ["'-1"]


def test_the_table_holds_no_address(sign_in, panel, attendee):
    attendee("Ada Example", email="canary@example.org").ask(panel)

    assert b"canary" not in host_of(sign_in, panel).get("roster.csv").get_data()
