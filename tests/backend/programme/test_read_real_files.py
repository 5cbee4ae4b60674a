"""Every real schedule file in a format we know is read whole."""

import time

import pytest

from backend.programme.readers import UnreadableProgramme, read
from tests.shared_data import every, expected, real

pytestmark = pytest.mark.data
LATER = ("icalendar", "csv", "emf-json")
KNOWN = [entry for entry in expected() if isinstance(entry, tuple) and not entry[1]["format"].startswith(LATER)]


@pytest.mark.parametrize(("path", "counts"), KNOWN or expected())
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
    counted = {part: counts[part] for part in found if counts.get(part)}
    assert {part: found[part] for part in counted} == counted


def test_a_year_of_fosdem_is_read_in_well_under_two_seconds():
    data = real("fosdem2025_revisions/05_2025-12-14.xml")
    started = time.perf_counter()

    read(data, name="fosdem.xml", timezone="UTC")

    assert time.perf_counter() - started < 1.5


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


@pytest.mark.parametrize("path", every("pretalx_json/europython_api_*.json"))
def test_an_organisers_export_with_addresses_of_speakers_is_not_a_programme(path):
    with pytest.raises(UnreadableProgramme):
        read(real(path), name=path, timezone="UTC")


@pytest.mark.parametrize("path", [*every("fosdem/2007.xml"), *every("fosdem/2010.xml")])
def test_the_oldest_files_name_their_rooms_only_in_the_events(path):
    draft = read(real(path), name=path, timezone="Europe/Brussels")

    assert len(draft.rooms) >= 18
    assert all(slot.room for session in draft.sessions for slot in session.slots)
