"""F16: a schedule file that is broken, whatever is broken about it, changes nothing and is told where and why."""

import json
import re

import pytest

from tests.shared_data import real

pytestmark = pytest.mark.data

XML, JSON, CALENDAR = "fosdem/2007.xml", "pretalx_json/frab-camp2019.json", "emf/2016/schedule.ics"
CUTS = 59
PLACE = re.compile(r"\((?:line \d+|item \d+[^()]*|the whole file)\)\.$", re.DOTALL)
NO_EVENTS = b'<?xml version="1.0"?><schedule><conference><title>X</title></conference></schedule>'


def in_the_middle(data, put):
    """The file with something put after an event in its middle."""
    middle = data.index(b"</event>", len(data) // 2) + len(b"</event>")
    return data[:middle] + put + data[middle:]


def half_in_latin_letters(data):
    """A file that calls itself UTF-8 and is not: somebody pasted into it."""
    return in_the_middle(data, "<event id='9'><title>Café</title></event>".encode("latin-1"))


BROKEN = {
    "a tag that nothing closes": lambda: in_the_middle(real(XML), b"<event>"),
    "a tag that nothing opened": lambda: in_the_middle(real(XML), b"</day></day>"),
    "a word of no document": lambda: in_the_middle(real(XML), b"&nosuch;"),
    "a NUL": lambda: in_the_middle(real(XML), b"\0"),
    "other letters than it says": lambda: half_in_latin_letters(real(XML)),
    "letters nobody knows": lambda: re.sub(rb"<[?]xml[^>]*>", b"<?xml version='1.0' encoding='klingon'?>", real(XML)),
    "half of each letter": lambda: real(XML).decode().encode("utf-16")[:-1],
    "JSON with a comma too many": lambda: real(JSON).replace(b"},", b"},,", 1),
    "nothing": lambda: b"",
    "blanks": lambda: b" \r\n\t\n",
    "a programme without sessions": lambda: NO_EVENTS,
    "a schedule.json without days": lambda: b'{"schedule": {"conference": {"title": "X", "days": []}}}',
    "a calendar without events": lambda: b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
    "a table without rows": lambda: b"title,start,end,room\n",
    "another dialect of XML": lambda: b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>',
    "another dialect of JSON": lambda: b'{"sessions": "none", "talks": [1, 2]}',
    "a web page": lambda: real("sessionize/confetti_sessionize.xml"),
    "a table of people": lambda: real("sessionize/droidcon2025_speakers.csv"),
}


@pytest.fixture
def before(desk):
    """The programme as the whole file makes it."""
    assert desk.take_in(real(XML), "whole.xml").status_code == 200
    return desk.programme()


def is_refused_in_words(reply, name):
    problem = reply.json()
    told = (reply.status_code, problem["code"], problem["detail"].startswith(f"{name} cannot be imported: "))
    return told == (422, "unreadable_file", True) and bool(PLACE.search(problem["detail"]))


@pytest.mark.parametrize("path", [XML, JSON, CALENDAR])
def test_a_file_cut_short_anywhere_is_refused_with_the_line_and_changes_nothing(desk, before, path):
    whole = real(path)
    for cut in range(CUTS):
        reply = desk.take_in(whole[: len(whole.rstrip()) * cut // CUTS + 1], "cut.txt")
        assert is_refused_in_words(reply, "cut.txt"), reply.text
        assert cut == 0 or re.search(r"\(line \d+\)\.$", reply.json()["detail"]), reply.text

    assert desk.programme() == before


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_file_is_refused_in_words_and_changes_nothing(desk, before, what):
    reply = desk.take_in(BROKEN[what](), "broken.txt")

    assert is_refused_in_words(reply, "broken.txt"), reply.text
    assert desk.programme() == before


def test_two_sessions_of_one_id_are_told_and_neither_is_lost(desk, before):
    """Of the same id, and of the same guid."""
    first, second = re.findall(rb'<event id="(\d+)"', real(XML))[:2]
    reply = desk.take_in(real(XML).replace(b'<event id="%s"' % second, b'<event id="%s"' % first, 1), "twice.xml")

    assert reply.status_code == 200, reply.text
    assert reply.json()["slots"] == 215
    assert [warning["where"] for warning in reply.json()["warnings"] if first.decode() in warning["what"]] != []


def test_the_whole_file_again_brings_back_what_was_and_a_repeat_changes_nothing(desk, before):
    desk.take_in(real(XML), "whole.xml")

    again = desk.take_in(real(XML), "whole.xml").json()

    assert (again["counts"], again["lines"]) == ({}, [])
    assert sorted(desk.titles()) == sorted(session["title"] for session in before["records"]["session"])


def test_the_command_line_says_the_same_without_a_trace(installation, desk, before, tmp_path):
    broken = tmp_path / "broken.xml"
    broken.write_bytes(BROKEN["a tag that nothing closes"]())
    unchanged = desk.programme()

    told = installation.command("import-programme", broken, "--meeting", "faults")

    assert (told.returncode, told.stdout) == (1, "")
    assert re.fullmatch(rf"Error: {broken} cannot be imported: the XML is broken: .*\(line \d+\)\.\n", told.stderr)
    assert desk.programme() == unchanged


def test_none_of_this_left_a_trace_in_the_log(installation):
    lines = [json.loads(line) for line in installation.says().splitlines() if line.startswith("{")]

    assert "Traceback" not in installation.says()
    assert [line for line in lines if line["level"] == "error"] == []
