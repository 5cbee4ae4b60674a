"""iCalendar: zones, floating times, whole days, repetition, cancellation, and what is refused."""

from datetime import UTC, datetime

import pytest

from backend.programme.readers import UnreadableProgramme, read

NINE_THIRTY = datetime(2026, 3, 9, 8, 30, tzinfo=UTC)
CUSTOM = """BEGIN:VTIMEZONE
TZID:Our Zone
BEGIN:STANDARD
DTSTART:20001029T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:{}
END:STANDARD
END:VTIMEZONE"""


def an_event(*lines: str, start: str = "DTSTART;TZID=Europe/Brussels:20260309T093000", uid: str = "a") -> str:
    parts = ["BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Opening", start, "DURATION:PT45M", *lines, "END:VEVENT"]
    return "\n".join(part for part in parts if part)


def a_calendar(*parts: str) -> bytes:
    return "\n".join(["BEGIN:VCALENDAR", "X-WR-CALNAME:Warm Weeks", *parts, "END:VCALENDAR", ""]).encode()


def read_ics(data: bytes):
    return read(data, name="programme.ics", timezone="Europe/Brussels")


def starts(*parts: str) -> list[datetime]:
    return [slot.starts_at for session in read_ics(a_calendar(*parts)).sessions for slot in session.slots]


def why_refused(*parts: str) -> str:
    with pytest.raises(UnreadableProgramme) as refused:
        read_ics(a_calendar(*parts))
    return str(refused.value)


def test_an_event_is_read_with_its_place_and_words():
    draft = read_ics(
        a_calendar(an_event("LOCATION:Hall A", "DESCRIPTION:One\\, two.\\n\\nThree.", "CATEGORIES:Care,Home"))
    )

    (session,) = draft.sessions
    assert (draft.title, session.guid, session.title) == ("Warm Weeks", "a", "Opening")
    assert (session.slots[0].starts_at, session.slots[0].minutes, session.slots[0].room) == (NINE_THIRTY, 45, "Hall A")
    assert (session.abstract, session.tags) == ("<p>One, two.</p>\n<p>Three.</p>", ("Care", "Home"))


def test_a_calendar_that_was_cut_short_is_refused_with_the_line_where_it_breaks_off():
    whole = a_calendar(an_event()) + a_calendar(an_event(uid="b"))
    cut = whole[: whole.rindex(b"END:VEVENT")]

    with pytest.raises(UnreadableProgramme, match=r"breaks off before its end; fetch the whole file \(line 16\)"):
        read_ics(cut)


@pytest.mark.parametrize(
    "start",
    [
        "DTSTART:20260309T083000Z",
        "DTSTART:20260309T093000",
        "DTSTART;TZID=W. Europe Standard Time:20260309T093000",
        "DTSTART;TZID=Our Zone:20260309T093000",
        "DTSTART;TZID=Europe/Brussels;VALUE=DATE-TIME:20260309T093000",
    ],
)
def test_a_time_is_universal_floating_or_in_a_zone_known_or_described(start):
    described = CUSTOM.format("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10")

    assert starts(described, an_event(start=start)) == [NINE_THIRTY]


def test_a_floating_time_is_on_the_clock_of_the_calendar_if_it_names_one():
    assert starts("X-WR-TIMEZONE:UTC", an_event(start="DTSTART:20260309T083000")) == [NINE_THIRTY]


def test_a_zone_described_by_one_file_is_forgotten_by_the_next():
    event = an_event(start="DTSTART;TZID=Our Zone:20260309T093000")
    starts(CUSTOM.format("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"), event)

    assert "the time zone 'Our Zone' is not known (item 1: 'Opening')" in why_refused(event)


def test_an_event_of_whole_days_is_left_out_with_a_warning():
    draft = read_ics(a_calendar(an_event(), an_event(start="DTSTART;VALUE=DATE:20260309", uid="b")))

    assert len(draft.sessions) == 1
    assert draft.warnings[-1].what == "it takes whole days and was left out"


def test_a_recurring_event_is_one_session_with_several_slots():
    rule = an_event(
        "RRULE:FREQ=DAILY;COUNT=4",
        "EXDATE;TZID=Europe/Brussels:20260310T093000",
        "RDATE;TZID=Europe/Brussels:20260320T093000",
    )

    assert [start.day for start in starts(rule)] == [9, 11, 12, 20]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=DAILY;BYDAY=MO,WE;COUNT=3", [9, 11, 16]),
        ("FREQ=WEEKLY;BYDAY=MO,TU;UNTIL=20260316", [9, 10, 16]),
        ("FREQ=MONTHLY;BYMONTHDAY=9;COUNT=2", [9, 9]),
        ("FREQ=DAILY;COUNT=0", [9]),
    ],
)
def test_repetitions_by_day_week_and_month_are_followed(rule, days):
    assert [start.day for start in starts(an_event(f"RRULE:{rule}"))] == days


def test_a_repetition_keeps_its_local_hour_over_the_change_of_clocks():
    assert [start.hour for start in starts(an_event("RRULE:FREQ=WEEKLY;UNTIL=20260330T073000Z"))] == [8, 8, 8, 7]


def test_one_time_of_a_recurring_event_may_be_moved_or_cancelled():
    rule = an_event("RRULE:FREQ=DAILY;COUNT=3", "LOCATION:Hall A")
    later = an_event(
        "RECURRENCE-ID;TZID=Europe/Brussels:20260310T093000",
        "LOCATION:Hall B",
        start="DTSTART;TZID=Europe/Brussels:20260310T140000",
    )
    gone = an_event("RECURRENCE-ID:20260311T083000Z", "STATUS:CANCELLED", start="DTSTART:20260311T083000Z")

    (session,) = read_ics(a_calendar(rule, later, gone)).sessions

    assert [(slot.starts_at.day, slot.starts_at.hour, slot.room) for slot in session.slots] == [
        (9, 8, "Hall A"),
        (10, 13, "Hall B"),
    ]


def test_an_endless_repetition_is_followed_for_a_year():
    draft = read_ics(a_calendar(an_event("RRULE:FREQ=WEEKLY")))

    assert len(draft.sessions[0].slots) == 53
    assert draft.warnings[0].what == "it repeats for ever; a year of it was taken"


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYHOUR=1,2,3",
        "FREQ=SOMETIMES",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    ],
)
def test_a_repetition_that_is_no_timetable_is_left_out_with_a_warning(rule):
    draft = read_ics(a_calendar(an_event(f"RRULE:{rule}")))

    assert len(draft.sessions[0].slots) == 1
    assert draft.warnings[0].what == "its repetition cannot be read; only its first time was taken"


def test_a_cancelled_event_is_a_cancelled_session():
    assert read_ics(a_calendar(an_event("STATUS:CANCELLED"))).sessions[0].cancelled


def test_those_who_are_invited_stay_private():
    draft = read_ics(a_calendar(an_event("ATTENDEE;CN=Ada:mailto:ada@example.org", "ORGANIZER:mailto:o@example.org")))

    assert "example.org" not in repr(draft)


def test_a_file_in_an_old_encoding_is_read_with_a_warning():
    draft = read_ics(a_calendar(an_event("LOCATION:Größe")).decode().encode("latin-1"))

    assert draft.rooms[0].name == "Größe"
    assert "UTF-8" in draft.warnings[0].what


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ([], "it holds no sessions"),
        (
            [an_event(start="DTSTART:20260230T093000")],
            "its DTSTART '20260230T093000' cannot be read (item 1: 'Opening')",
        ),
        ([an_event(start="DTSTART;TZID=Mars/Base:20260309T093000")], "the time zone 'Mars/Base' is not known"),
        ([an_event(start="DTSTART;TZID=Europe/Brussels:20260329T023000")], "where the clocks go forward"),
        ([an_event("DTEND:99991231T235959Z")], "the year 9999 is out of bounds"),
        (["X-WR-TIMEZONE:Mars/Base", an_event()], "the time zone 'Mars/Base' is not known"),
        (["???"], "the calendar is broken"),
        ([CUSTOM.format("FREQ=SECONDLY"), an_event()], "'Our Zone' is described in a way that cannot be followed"),
        (["X-A:b"] * 120_000, "it holds more parts than any programme"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(parts, why):
    assert why in why_refused(*parts)
