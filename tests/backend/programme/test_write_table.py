"""CSV: a row for each time, and nothing a sheet would calculate."""

import csv
import io

import pytest

from backend.programme.readers import read
from backend.programme.writers import guid, table
from tests.backend.programme.published import OPENING, WHOLE, a_programme, another, at


def rows(published) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.write(published).decode("utf-8-sig"), newline="")))


def test_a_row_tells_a_session_on_the_meetings_clock():
    (row,) = rows(a_programme(OPENING))

    assert row == {
        "Title": "Opening",
        "Subtitle": "Hello",
        "Speakers": "Ada Example; Ben Example",
        "Type": "talk",
        "Track": "Care",
        "Language": "en",
        "Date": "2026-03-09",
        "Start Time": "09:30",
        "Duration": "00:45",
        "Room": "Hall A",
        "Status": "scheduled",
        "Tags": "home; care",
        "URL": OPENING.url,
        "Abstract": "Welcome all.",
        "GUID": guid("fireside.example", "session", 1),
    }


def test_every_time_has_its_row_and_a_session_without_one_has_one_too():
    assert [row["Title"] for row in rows(WHOLE)] == ["Opening", *["Lounge"] * 3, "Closing", "Lost", "Some day"]


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_only_a_text(formula):
    assert rows(a_programme(another(1, formula, at(9, 8))))[0]["Title"] == f"'{formula}"


@pytest.mark.parametrize("text", ['say "hi"', "a;b,c", "two\nlines", "'quoted'", *FORMULAS[:4], *FORMULAS[7:]])
def test_any_title_comes_back(text):
    draft = read(table.write(a_programme(another(1, text, at(9, 8)))), name="ours.csv", timezone="Europe/Brussels")

    assert draft.sessions[0].title == " ".join(text.split())
