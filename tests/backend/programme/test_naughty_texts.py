"""B4: whatever people type into a text of the programme comes back, by the API and from every file, byte for byte."""

import csv
import io
import json
import re
from html import unescape

import pytest
from defusedxml import ElementTree
from icalendar import Calendar

from backend.core.text import plain
from tests.factories import a_meeting, an_organiser
from tests.naughty import is_refused, naughty, tidy
from tests.shared_data import every

pytestmark = [
    pytest.mark.data,
    pytest.mark.timeout(300),  # two thousand writes
    pytest.mark.parametrize("path", every("naughty_strings/blns.json")),
]
LONGEST = {"title": 300, "speaker": 200, "room": 120, "track": 120, "tag": 60}
ATOM = "{http://www.w3.org/2005/Atom}"
PATHS = {"room": "rooms", "track": "tracks", "speaker": "speakers"}
MARKED = re.compile(r"[<&]")


@pytest.fixture
def desk(sign_in):
    a_meeting("2026", days=1)
    return sign_in(an_organiser())


def texts_for(kind, path):
    return [text for text in naughty(path) if not is_refused(text, LONGEST[kind])]


def post(desk, what, values):
    reply = desk.post(f"/api/meetings/2026/{what}", json=values)
    assert reply.status_code == 201, (values, reply.text)
    return reply.json


def a_named(desk, kind, path):
    """Rooms, tracks or speakers of all these names: text -> id."""
    return {text: post(desk, PATHS[kind], {"name": text})["id"] for text in texts_for(kind, path)}


def records(desk, kind):
    return {record["id"]: record for record in desk.get("/api/meetings/2026/programme").json["records"][kind]}


@pytest.fixture
def sessions(desk, path):
    """A session for each text that can be a title, with the text wherever else it may stand: id -> what was typed."""
    parts = {kind: a_named(desk, kind, path) for kind in PATHS}
    start = records(desk, "meeting").popitem()[1]["starts_on"] + "T15:00:00Z"
    made = {}
    for text in texts_for("title", path):
        ids = {kind: parts[kind].get(text) for kind in PATHS}
        values = {
            "title": text,
            "subtitle": text,
            "abstract": text,
            "tags": [text] if not is_refused(text, LONGEST["tag"]) else [],
            "track_id": ids["track"],
            "speaker_ids": [ids["speaker"]] if ids["speaker"] else [],
            "slots": [{"starts_at": start, "minutes": 5, "room_id": ids["room"]}],
        }
        made[post(desk, "sessions", values)["id"]] = text
    return made


def expected(kind, text):
    """What stands where a room, track, speaker or tag of this text is named."""
    return "" if is_refused(text, LONGEST[kind]) else tidy(text)


def test_what_cannot_be_kept_as_it_is_is_refused_and_the_field_named(desk, path):
    refused = [text for text in naughty(path) if is_refused(text, LONGEST["title"])]

    replies = [desk.post("/api/meetings/2026/sessions", json={"title": text}) for text in refused]

    assert len(refused) > 10
    assert {(reply.status_code, *reply.json["errors"]) for reply in replies} == {(422, "title")}


def test_every_text_that_is_taken_is_read_back_and_goes_out_in_every_file(desk, sessions):
    read_back_by_the_api(desk, sessions)
    for name, read in (("xml", in_xml), ("json", in_json), ("ics", in_calendar), ("csv", in_table)):
        found = read(desk.get(f"/api/meetings/2026/programme.{name}").data)
        assert found == sorted(row(text, guarded=name == "csv") for text in sessions.values()), name
    newest = [tidy(text) for _, text in sorted(sessions.items(), reverse=True)[:100]]
    feed = ElementTree.fromstring(desk.get("/api/meetings/2026/changes.atom").data)
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == newest
    shown_by_the_pages(desk, sessions)


def row(text, *, guarded):
    """Title, room, track and speaker as a file tells them; a sheet's cells are kept from being formulas."""
    cells = [tidy(text), expected("room", text), expected("track", text), expected("speaker", text)]
    return [cell_of(cell) if guarded else cell for cell in cells]


def cell_of(text):
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")) else text


def read_back_by_the_api(desk, sessions):
    found = records(desk, "session")
    named = {kind: {number: one["name"] for number, one in records(desk, kind).items()} for kind in PATHS}
    for number, text in sessions.items():
        session = found[number]
        assert (session["title"], session["subtitle"]) == (tidy(text), tidy(text))
        assert [named["speaker"][one] for one in session["speaker_ids"]] == [expected("speaker", text)] * len(
            session["speaker_ids"]
        )
        assert named["track"].get(session["track_id"], "") == expected("track", text)
        assert named["room"].get(session["slots"][0]["room_id"], "") == expected("room", text)
        assert session["tags"] == [expected("tag", text)] * len(session["tags"])
        if not MARKED.search(text):
            assert " ".join(plain(session["abstract"]).split()) == " ".join(tidy(text).split())
        assert "<script" not in session["abstract"].casefold()


def in_xml(data):
    rows = []
    for room in ElementTree.fromstring(data).iter("room"):
        for event in room.findall("event"):
            told = [event.findtext(part) or "" for part in ("title", "room", "track", "persons/person")]
            assert room.get("name") == told[1]
            rows.append(told)
    return sorted(rows)


def in_json(data):
    (day,) = json.loads(data)["schedule"]["conference"]["days"]
    return sorted(
        [event["title"], name, event["track"] or "", *([one["public_name"] for one in event["persons"]] or [""])]
        for name, events in day["rooms"].items()
        for event in events
    )


def in_calendar(data):
    return sorted(
        [str(event.get(name, "")) for name in ("SUMMARY", "LOCATION", "X-FIRESIDE-TRACK", "X-FIRESIDE-SPEAKER")]
        for event in Calendar.from_ical(data).walk("VEVENT")
    )


def in_table(data):
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return sorted([row[name] for name in ("Title", "Room", "Track", "Speakers")] for row in rows)


def shown_by_the_pages(desk, sessions):
    for number, text in list(sessions.items())[::5]:
        page = desk.get(f"/m/2026/sessions/{number}").text
        heading = re.search(r'<h1 dir="auto">(.*?)</h1>', page, re.DOTALL)[1]
        assert unescape(heading) == tidy(text)
        assert unescape(re.search(r'<meta property="og:title" content="([^"]*)">', page)[1]).startswith(tidy(text)[:40])
        events = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
        assert [json.loads(event)["name"] for event in events] == [tidy(text)]
