"""Every real schedule file in a format we know is read whole."""

import random
import time
from collections.abc import Iterator

import pytest

from backend.programme.readers import UnreadableProgramme, read
from tests.shared_data import every, expected, real

pytestmark = pytest.mark.data
KNOWN = [entry for entry in expected() if not isinstance(entry, tuple) or "emf-json" not in entry[1]["format"]]
SAMPLES = [
    *every("fosdem/2007.xml"),
    *every("emf/2018/schedule.*"),
    *every("pretalx_json/*.json"),
    *every("pretalx_json/*.csv"),
    *every("sessionize/*.csv"),
    *every("icalendar_cases/*.ics"),
]
MOST_DAMAGED_BYTES = 2_000_000


def outcome(data: bytes, path: str) -> str:
    """What became of the file, in at most five seconds."""
    started, said = time.perf_counter(), path
    try:
        read(data, name=path, timezone="Europe/Brussels")
    except UnreadableProgramme as refused:
        said = str(refused)
    assert time.perf_counter() - started < 5
    return "read" if said == path else said.partition(" cannot be imported: ")[0]


def damages(whole: bytes, chance: random.Random) -> Iterator[bytes]:
    """The file cut short, and with some of its bytes changed: up to forty times, fewer for a large one."""
    for _ in range(min(20, 1 + MOST_DAMAGED_BYTES // (len(whole) + 1) // 2)):
        yield whole[: chance.randrange(len(whole) + 1)]
        flipped = bytearray(whole)
        for _ in range(chance.choice((1, 3, 30)) if whole else 0):
            flipped[chance.randrange(len(whole))] = chance.randrange(256)
        yield bytes(flipped)


@pytest.mark.parametrize(("path", "counts"), KNOWN)
def test_a_real_file_is_read_as_counted_independently(path, counts):
    draft = read(real(path), name=path, timezone="Europe/Brussels")

    found = {
        "slots": sum(len(session.slots) for session in draft.sessions),
        "persons": len(draft.speakers),
        "guids": sum(bool(session.guid) for session in draft.sessions),
        "ids": sum(bool(session.code) for session in draft.sessions),
        "rooms": len(draft.rooms),
        "days": len({slot.starts_at.date() for session in draft.sessions for slot in session.slots}),
    }
    counts.setdefault("slots", counts.get("rows"))
    counted = {part: counts[part] for part in found if counts.get(part)}
    assert {part: found[part] for part in counted} == counted


def test_a_year_of_fosdem_is_read_in_seconds_even_while_being_measured():
    data = real("fosdem2025_revisions/05_2025-12-14.xml")
    started = time.process_time()

    read(data, name="fosdem.xml", timezone="UTC")

    assert time.process_time() - started < 4


@pytest.mark.usefixtures("socket_disabled")
@pytest.mark.parametrize("path", every("xml_attacks/*"))
def test_an_attack_by_xml_is_refused(path):
    with pytest.raises(UnreadableProgramme):
        read(real(path), name=path, timezone="UTC")


@pytest.mark.parametrize("path", every("json_suite/*"))
def test_hostile_json_is_refused_in_words(path):
    with pytest.raises(UnreadableProgramme):
        read(real(path), name=path, timezone="UTC")


def test_a_web_page_that_calls_itself_xml_is_refused_as_a_web_page():
    path = "sessionize/confetti_sessionize.xml"

    with pytest.raises(UnreadableProgramme, match="it is a web page"):
        read(real(path), name=path, timezone="UTC")


@pytest.mark.usefixtures("socket_disabled")
@pytest.mark.parametrize("path", every("icalendar_cases/*"))
def test_a_calendar_however_odd_is_read_or_refused(path):
    assert outcome(real(path), path) in {"read", path}


@pytest.mark.usefixtures("socket_disabled")
@pytest.mark.parametrize("path", SAMPLES)
def test_a_damaged_file_is_read_or_refused(path):
    for damaged in damages(real(path), random.Random(path)):
        assert outcome(damaged, path) in {"read", path}


def test_a_file_in_three_formats_is_the_same_programme():
    drafts = [read(real(f"emf/2016/schedule.{kind}"), name=kind, timezone="Europe/London") for kind in ("frab", "ics")]
    talks, everything = (
        {(slot.starts_at, slot.room) for item in draft.sessions for slot in item.slots} for draft in drafts
    )

    assert talks < everything


@pytest.mark.parametrize("path", every("pretalx_json/europython_api_*.json"))
def test_an_organisers_export_with_addresses_of_speakers_is_not_a_programme(path):
    with pytest.raises(UnreadableProgramme):
        read(real(path), name=path, timezone="UTC")


@pytest.mark.parametrize("path", [*every("fosdem/2007.xml"), *every("fosdem/2010.xml")])
def test_the_oldest_files_name_their_rooms_only_in_the_events(path):
    draft = read(real(path), name=path, timezone="Europe/Brussels")

    assert len(draft.rooms) >= 18
    assert all(slot.room for session in draft.sessions for slot in session.slots)
