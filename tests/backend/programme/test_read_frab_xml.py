"""schedule.xml: days, times, people, and what is mended or refused."""

from datetime import UTC, date, datetime

import pytest

from backend.programme.draft import DraftLink
from backend.programme.readers import MOST_BYTES, UnreadableProgramme, read

HEAD = "<title>Warm Weeks</title><start>2026-03-09</start><end>2026-03-12</end>"


def a_schedule(*events: str, conference: str = HEAD, day: str = 'index="1" date="2026-03-09"') -> bytes:
    text = f'<schedule>\n<conference>{conference}</conference>\n<day {day}>\n<room name="Hall A">\n'
    return (text + "\n".join(events) + "\n</room></day></schedule>").encode()


def an_event(title: str = "Opening", *, start: str = "<start>09:30</start>", more: str = "", **attributes: str) -> str:
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<event{said}><title>{title}</title>{start}<duration>00:45</duration>{more}</event>"


def read_xml(data: bytes, timezone: str = "Europe/Brussels"):
    return read(data, name="schedule.xml", timezone=timezone)


def only_session(data: bytes, timezone: str = "Europe/Brussels"):
    (session,) = read_xml(data, timezone).sessions
    return session


def starts(data: bytes, timezone: str = "Europe/Brussels") -> list[datetime]:
    return [slot.starts_at for session in read_xml(data, timezone).sessions for slot in session.slots]


def why_refused(data: bytes) -> str:
    with pytest.raises(UnreadableProgramme) as refused:
        read_xml(data)
    return str(refused.value)


def test_the_head_names_the_meeting_and_its_days():
    draft = read_xml(a_schedule(an_event(), conference=HEAD + "<time_zone_name>Europe/Rome</time_zone_name>"))

    assert (draft.title, draft.timezone) == ("Warm Weeks", "Europe/Rome")
    assert (draft.starts_on, draft.ends_on) == (date(2026, 3, 9), date(2026, 3, 12))


def test_an_event_tells_everything_it_holds():
    more = (
        "<subtitle>Hello</subtitle><track>Care</track><type>talk</type><language>en</language>"
        "<url>https://example.org/1</url><abstract>Short.</abstract><description>&lt;p&gt;Long.&lt;/p&gt;</description>"
        '<persons><person id="7">Ada Example</person><person id="8">Ben Example</person></persons>'
        '<links><link href="https://example.org/slides">Slides</link></links>'
    )
    session = only_session(a_schedule(an_event(more=more, guid="g-1", id="12")))

    assert (session.guid, session.code, session.title, session.subtitle) == ("g-1", "12", "Opening", "Hello")
    assert (session.track, session.kind, session.language) == ("Care", "talk", "en")
    assert session.abstract == "<p>Short.</p>\n<p>Long.</p>"
    assert session.url == "https://example.org/1"
    assert session.speakers == ("7", "8")
    assert session.links == (DraftLink("Slides", "https://example.org/slides"),)
    assert (session.slots[0].minutes, session.slots[0].room) == (45, "Hall A")


def test_a_time_without_a_zone_is_the_files_zone_or_else_the_meetings():
    named = HEAD + "<time_zone_name>America/New_York</time_zone_name>"

    assert starts(a_schedule(an_event())) == [datetime(2026, 3, 9, 8, 30, tzinfo=UTC)]
    assert starts(a_schedule(an_event(), conference=named)) == [datetime(2026, 3, 9, 13, 30, tzinfo=UTC)]


def test_a_session_after_midnight_belongs_to_the_day_before():
    late = an_event("Lounge", start="<start>00:30</start>")
    change = HEAD + "<day_change>04:00:00</day_change>"
    begins = 'date="2026-03-09" start="2026-03-09T08:00:00+01:00"'

    for data in (a_schedule(late, conference=change), a_schedule(late, day=begins)):
        assert starts(data) == [datetime(2026, 3, 9, 23, 30, tzinfo=UTC)]


def test_the_events_own_date_wins_over_the_day_it_stands_under():
    dated = "<date>2026-03-10T00:15:00+01:00</date><start>00:15</start>"

    assert starts(a_schedule(an_event(start=dated))) == [datetime(2026, 3, 9, 23, 15, tzinfo=UTC)]


def test_events_directly_under_their_day_are_read():
    data = b'<schedule><day date="2007-02-25">' + an_event(more="<room>Janson</room>").encode() + b"</day></schedule>"

    assert only_session(data).slots[0].room == "Janson"


def test_an_event_without_a_room_or_a_start_is_kept_with_a_warning():
    homeless = b'<schedule><day date="2026-03-09">' + an_event("Walk").encode() + b"</day></schedule>"
    timeless = a_schedule(an_event("Soon", start=""))

    assert read_xml(homeless).warnings[0].what == "it has no room"
    assert only_session(timeless).slots == ()
    assert read_xml(timeless).warnings[0].where == "line 5: 'Soon'"


def test_the_same_event_at_another_time_is_a_second_slot():
    repeat = an_event(start="<start>14:00</start>", guid="g-1")
    session = only_session(a_schedule(an_event(guid="g-1"), repeat))

    assert [slot.starts_at.hour for slot in session.slots] == [8, 13]


def test_a_guid_that_is_used_twice_is_dropped_the_second_time():
    draft = read_xml(a_schedule(an_event(guid="g-1"), an_event("Closing", guid="g-1")))

    assert [session.guid for session in draft.sessions] == ["g-1", ""]
    assert draft.warnings[0].what == "its guid 'g-1' is also that of 'Opening' and was dropped"


def test_the_same_element_twice_is_one_slot():
    draft = read_xml(a_schedule(an_event(guid="g-1"), an_event(guid="g-1")))

    assert len(draft.sessions[0].slots) == 1
    assert draft.warnings[0].what == "it stands twice at the same time and was taken once"


@pytest.mark.parametrize("prefix", ["CANCELLED: ", "[CANCELED] ", "CANCELLED - ", "CANCELLED "])
def test_a_title_that_says_cancelled_is_a_cancelled_session(prefix):
    session = only_session(a_schedule(an_event(prefix + "Opening")))

    assert (session.title, session.cancelled) == ("Opening", True)


def test_a_talk_about_cancelling_takes_place():
    session = only_session(a_schedule(an_event("Cancelling POSIX syscalls")))

    assert (session.title, session.cancelled) == ("Cancelling POSIX syscalls", False)


def test_speakers_of_one_number_and_two_names_are_two():
    two = '<persons><person id="7">Ada Example</person><person id="7">Ben Example</person></persons>'

    draft = read_xml(a_schedule(an_event(more=two)))

    assert [(speaker.name, speaker.code) for speaker in draft.speakers] == [("Ada Example", "7"), ("Ben Example", "")]


def test_addresses_that_are_not_on_the_web_are_left_out():
    links = "".join(f'<link href="{url}">x</link>' for url in ("javascript:alert(1)", "ftp://example.org", "../a.pdf"))

    draft = read_xml(a_schedule(an_event(more=f"<links>{links}</links>")))

    assert draft.sessions[0].links == ()
    assert len(draft.warnings) == 3


def test_relative_addresses_are_made_whole_by_the_files_base():
    data = a_schedule(
        an_event(more='<links><link href="../a.pdf">Slides</link></links>'),
        conference=HEAD + "<base_url>https://example.org/2026/schedule/</base_url>",
    )

    assert only_session(data).links == (DraftLink("Slides", "https://example.org/2026/a.pdf"),)


REFUSED = {
    b"": "schedule.xml cannot be imported: it is empty (the whole file).",
    b"<schedule/>": "schedule.xml cannot be imported: it holds no sessions (the whole file).",
    b"<rss/>": "schedule.xml cannot be imported: its outermost element is <rss>, not <schedule> (line 1).",
    b"<schedule>\n<day>\n</schedule>": "schedule.xml cannot be imported: the XML is broken: mismatched tag (line 3).",
    b'<?xml version="1.0" encoding="klingon"?><schedule/>': "its encoding is not known",
    b'<?xml version="1.0" encoding="utf-8"?><schedule>\xff</schedule>': "the XML is broken",
    b'<!DOCTYPE schedule [<!ENTITY a "b">]>\n<schedule>&a;</schedule>': "declares a document type",
    b"<!doctype html><title>Schedule</title>": "it is a web page",
    b"<a>" * 60: "it holds more parts than any programme",
    b"<schedule " + b'a=">" ' * 400_000 + b"/>": "it holds more parts than any programme",
    b"PK\x03\x04": "save the sheet as CSV",
    a_schedule(an_event(), conference="<time_zone_name>Mars/Base</time_zone_name>"): "'Mars/Base' is not known",
    a_schedule(an_event(), day='date="2026-02-30"'): "'2026-02-30' is not a day that exists (line 3).",
    a_schedule(an_event(start="<start>25:00</start>")): "'25:00' is not a time of day (line 5: 'Opening').",
    a_schedule(an_event(start="<start>02:30</start>"), day='date="2026-03-29"'): "where the clocks go forward",
    a_schedule(an_event("x" * 301)): "the title is 301 characters long, more than 300",
    a_schedule(an_event(more=f"<abstract>{'x' * 50_001}</abstract>")): "the abstract is 50,008 characters long",
    b'<schedule><day date="2026-03-09"><room name="' + b"x" * 5000 + b'"/></day></schedule>': "the name of a room",
}


@pytest.mark.parametrize(("data", "why"), REFUSED.items(), ids=[str(number) for number in range(len(REFUSED))])
def test_what_cannot_be_read_is_refused_in_one_sentence(data, why):
    assert why in why_refused(data)


def test_more_than_twenty_megabytes_are_refused_unread():
    assert "larger than 20 MB" in why_refused(b" " * (MOST_BYTES + 1))


def test_more_than_five_thousand_sessions_are_refused():
    assert "more than 5,000 sessions" in why_refused(a_schedule(*[an_event()] * 5_001))
