"""CSV: headers by many names, dates and lengths as people write them, three encodings."""

from datetime import UTC, datetime

import pytest

from backend.programme.readers import UnreadableProgramme, read

NINE_THIRTY = datetime(2026, 3, 9, 8, 30, tzinfo=UTC)


def read_csv(text: str | bytes):
    data = text.encode() if isinstance(text, str) else text
    return read(data, name="sessions.csv", timezone="Europe/Brussels")


def only_slot(text: str):
    ((slot,),) = [session.slots for session in read_csv(text).sessions]
    return slot


def test_a_table_is_read_by_its_headers():
    draft = read_csv(
        "ID,Proposal title,Tags,Abstract,Speaker names,Level,Date,Start Time,Duration,Room,,\n"
        'AB12CD,"Care, at home","Home, Care",Short.,"Ada Example, Ben Example",Beginner,'
        "2026-03-09,09:30,00:45,Hall A,,\n"
    )

    (session,) = draft.sessions
    assert (session.code, session.title, session.abstract) == ("AB12CD", "Care, at home", "<p>Short.</p>")
    assert session.tags == ("Home", "Care", "Beginner")
    assert [speaker.name for speaker in draft.speakers] == ["Ada Example", "Ben Example"]
    assert (session.slots[0].starts_at, session.slots[0].minutes, session.slots[0].room) == (NINE_THIRTY, 45, "Hall A")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_columns_may_be_parted_by_several_marks(mark):
    assert only_slot("Title|Date|Start|Room\nOpening|2026-03-09|9:30|Hall A".replace("|", mark)).room == "Hall A"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_a_table_may_be_in_several_encodings(encoding):
    draft = read_csv("Título,Title,Room\nx,Café,Größe\n".encode(encoding))

    assert (draft.sessions[0].title, draft.warnings[0].where == "the whole file") == ("Café", encoding == "latin-1")


@pytest.mark.parametrize("day", ["2026-03-09", "2026/03/09", "09.03.2026", "9 March 2026", "Mar 9, 2026"])
@pytest.mark.parametrize("clock", ["9:30", "09:30:00", "9:30 AM", "09:30am", "9.30", "9h30"])
def test_days_and_times_are_read_as_people_write_them(day, clock):
    assert only_slot(f'Title,Date,Start\nOpening,"{day}",{clock}').starts_at == NINE_THIRTY


@pytest.mark.parametrize(
    ("length", "minutes"), [("45", 45), ("0:45", 45), ("45 min", 45), ("1h 30m", 90), ("1 hour", 60), ("PT1H5M", 65)]
)
def test_lengths_are_read_as_people_write_them(length, minutes):
    assert only_slot(f"Title,Date,Start,Duration\nOpening,2026-03-09,9:30,{length}").minutes == minutes


def test_an_end_before_the_start_is_after_midnight():
    assert only_slot("Title,Date,Start,End\nLounge,2026-03-09,23:30,0:15").minutes == 45


def test_a_whole_moment_may_stand_in_one_cell():
    assert only_slot("Title,Starts at,Ends at\nOpening,2026-03-09T09:30:00,2026-03-09 10:00").minutes == 30
    assert only_slot("Title,Scheduled At,Duration\nOpening,09.03.2026 9:30 AM,30").starts_at == NINE_THIRTY


def test_dates_with_slashes_are_read_by_the_file_as_a_whole():
    rows = "Opening,{},9:30\nClosing,{},9:30"
    by_month = read_csv("Title,Date,Start\n" + rows.format("3/9/2026", "3/13/2026"))
    by_day = read_csv("Title,Date,Start\n" + rows.format("9/3/2026", "13/3/2026"))

    assert [session.slots for session in by_month.sessions] == [session.slots for session in by_day.sessions]


def test_speakers_may_carry_numbers_and_rows_may_be_cancelled():
    draft = read_csv("Title,Speakers,Status\nOpening,7:Ada Example,Cancelled\n\n,,\n")

    assert (draft.speakers[0].code, draft.speakers[0].name) == ("7", "Ada Example")
    assert draft.sessions[0].cancelled
    assert len(draft.sessions) == 1


REFUSED = {
    "Title,Room\n": "it holds no sessions",
    "Name,Biography\nAda,Nurse\n": "it is in no format known here",
    "hello": "it is in no format known here",
    'Title,Room\n"Opening"x,Hall A\n': "the table is broken",
    "Title,Room\n" + "x" * 200_000: "field larger than field limit (131072) (line 2).",
    "Title,Room\n" + "," * 1_000_000: "longer than any programme's",
    "Title,Room\n" + "Opening,Hall A\n" * 5_001: "more than 5,000 sessions",
    "Title,Date,Start\nOpening,3/9/2026,9:30": "can be read in two ways",
    "Title,Date,Start\nOpening,2026-02-30,9:30": "is not a day that exists (line 2: 'Opening').",
    "Title,Date,Start\nOpening,2026-03-09,noon": "'noon' is not a time of day (line 2: 'Opening').",
    "Title,Duration,Date,Start\nOpening,soon,2026-03-09,9:30": "'soon' is not a length of time",
}


@pytest.mark.parametrize(("text", "why"), REFUSED.items(), ids=[str(number) for number in range(len(REFUSED))])
def test_what_cannot_be_read_is_refused_in_one_sentence(text, why):
    with pytest.raises(UnreadableProgramme) as refused:
        read_csv(text)

    assert why in str(refused.value)
