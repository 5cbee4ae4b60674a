"""Atom: the newest changes first, each with a name for ever."""

import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree as ET

from backend.programme.writers import changes_atom
from tests.backend.programme.published import NOW, OPENING, WHOLE, a_programme, another, at

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://fireside.example/warm-weeks/changes.atom"


def a_feed(published) -> ET.Element:
    return ET.fromstring(changes_atom.write(published, address=ADDRESS))  # noqa: S314 - we wrote it


def entries(published) -> list[ET.Element]:
    return a_feed(published).findall(f"{ATOM}entry")


def test_the_feed_has_all_that_the_standard_asks_for():
    feed = a_feed(WHOLE)

    assert feed.findtext(f"{ATOM}title") == "Warm Weeks: programme changes"
    assert feed.findtext(f"{ATOM}updated") == "2026-03-01T12:00:00Z"
    assert [(link.get("rel"), link.get("href")) for link in feed.findall(f"{ATOM}link")] == [
        ("self", ADDRESS),
        ("alternate", WHOLE.url),
    ]
    for entry in entries(WHOLE):
        assert all(entry.findtext(f"{ATOM}{part}") for part in ("id", "title", "updated", "summary"))


def test_every_name_is_a_tag_of_its_own():
    names = [element.text or "" for element in a_feed(WHOLE).iter(f"{ATOM}id")]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"tag:fireside\.example,2026-03-09:warm-weeks:[a-z0-9/]+", name) for name in names)


def test_a_new_change_of_a_session_is_a_new_entry():
    before, after = (entries(a_programme(replace(OPENING, sequence=number)))[0] for number in (2, 3))

    assert before.findtext(f"{ATOM}id") != after.findtext(f"{ATOM}id")


def test_the_newest_hundred_come_newest_first():
    sessions = [
        replace(another(number, f"Session {number}", at(9, 8)), changed_at=NOW + timedelta(minutes=number))
        for number in range(1, 121)
    ]

    titles = [entry.findtext(f"{ATOM}title") for entry in entries(a_programme(*sessions))]

    assert titles == [f"Session {number}" for number in range(120, 20, -1)]


def test_an_entry_says_what_became_of_the_session():
    said = {entry.findtext(f"{ATOM}title"): entry.findtext(f"{ATOM}summary") for entry in entries(WHOLE)}

    assert said["Opening"] == "Monday 9 March, 09:30\u201310:15, Hall A"
    assert said["Closing"] == "Cancelled. The speaker is ill."
    assert said["Lost"].startswith("No longer in the programme. ")
    assert said["Some day"] == "Not in the timetable yet."


def test_what_xml_refuses_is_left_out():
    assert entries(a_programme(another(1, "a\x00b\ufffe<c>&\ud800")))[0].findtext(f"{ATOM}title") == "ab<c>&"
