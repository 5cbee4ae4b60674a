"""CSV with a line of headers: Sessionize's export, c3voc's, or a sheet somebody keeps by hand."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from backend.core.text import fold, one_line
from backend.programme.draft import MOST_SESSIONS, Draft
from backend.programme.readers import times
from backend.programme.readers.cast import Person
from backend.programme.readers.gathering import Gathering, Header, Item
from backend.programme.readers.source import THE_FILE, Source

FORMAT = "csv"

_NAMES = {
    "title": ("title", "proposal title", "session title", "talk title", "session", "talk", "subject"),
    "subtitle": ("subtitle",),
    "guid": ("guid", "uuid", "uid"),
    "code": ("id", "code", "session id", "proposal id", "session code"),
    "abstract": ("abstract", "summary"),
    "description": ("description", "text", "details"),
    "kind": ("type", "kind", "session type", "format", "session format"),
    "track": ("track", "tracks", "stream", "theme"),
    "language": ("language", "lang"),
    "url": ("url", "link", "website"),
    "file": ("file url", "slides"),
    "tags": ("tags", "keywords", "topics"),
    "level": ("level",),
    "speakers": ("speakers", "speaker", "speaker names", "speaker name", "presenters", "presenter", "persons"),
    "starts": ("starts at", "scheduled at", "start date time", "datetime", "begins at"),
    "ends": ("ends at", "end date time"),
    "date": ("date", "start date", "day date"),
    "start": ("start time", "start", "time", "begin", "from"),
    "end": ("end time", "end", "to", "until"),
    "length": ("duration", "length", "minutes", "scheduled duration", "duration minutes"),
    "room": ("room", "location", "venue", "place", "hall"),
    "state": ("state", "status", "cancelled", "canceled"),
}
_MEANS = {name: column for column, names in _NAMES.items() for name in names}
_CANCELLED = {"cancelled", "canceled", "yes", "true", "1"}
_NUMBERED = re.compile(r"(\d{1,9}):\s*(\S.*)", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_DATES = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%A, %d %B %Y")
_CLOCKS = ("%I:%M %p", "%I:%M%p", "%I %p", "%I%p", "%H.%M", "%Hh%M")
_MOST_MONTHS = 12
_LONGEST_HEADER = 10_000
_GUARD = re.compile(r"^'(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")  # the apostrophe that keeps a sheet from calculating
_ENDLESS_LINE = re.compile(r"[^\n]{1000000}")

Row = dict[str, str]


def recognises(head: str) -> bool:
    """Whether the first line names a title among its columns."""
    return bool(_delimiter(head))


def read(source: Source) -> Draft:
    """The Draft of a CSV file."""
    gathering = Gathering(source, FORMAT)
    text, guessed = source.text_or_latin()
    if guessed:
        gathering.warn(THE_FILE, "it is not written in UTF-8 and was read as Western European letters")
    if _ENDLESS_LINE.search(text):
        raise source.refusal(THE_FILE, "one of its lines is longer than any programme's")
    rows = list(_rows(source, text.lstrip("\ufeff")))
    with source.at(THE_FILE):
        sheet = _Sheet(source, month_first=_month_first([row.get("date", "") for _line, row in rows]))
    for line, row in rows:
        where = f"line {line}: '{one_line(row.get('title', ''), 80)}'"
        with source.at(where):
            gathering.take(_item(gathering, sheet, row, where))
    return gathering.draft(Header())


def _delimiter(text: str) -> str:
    """The separator that makes a title of one of the headers, and most sense of the others."""
    header = text[:_LONGEST_HEADER].lstrip("\ufeff\r\n").partition("\n")[0]
    known = {mark: sum(fold(name.strip('" \r')) in _MEANS for name in header.split(mark)) for mark in ",;\t|"}
    best = max(known, key=lambda mark: known[mark])
    titled = any(_MEANS.get(fold(name.strip('" \r'))) == "title" for name in header.split(best))
    return best if titled and known[best] > 1 else ""


def _rows(source: Source, text: str) -> Iterator[tuple[int, Row]]:
    """Each row that says something, with the line it ends on, by what its columns mean."""
    lines = csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=_delimiter(text), strict=True)
    filled = 0
    try:
        columns = [_MEANS.get(fold(name), "") for name in next(lines)]
        for cells in lines:
            if any(cell.strip() for cell in cells):
                filled += 1
                if filled > MOST_SESSIONS:
                    raise source.refusal(THE_FILE, f"it holds more than {MOST_SESSIONS:,} sessions")
                yield lines.line_num, _row(columns, cells)
    except csv.Error as error:
        raise source.refusal(f"line {lines.line_num}", f"the table is broken: {error}") from error


def _row(columns: list[str], cells: list[str]) -> Row:
    row: Row = {}
    for column, cell in zip(columns, cells, strict=False):
        if column and cell.strip():
            row.setdefault(column, _GUARD.sub("", cell.strip()))
    return row


def _item(gathering: Gathering, sheet: "_Sheet", row: Row, where: str) -> Item:
    item = Item(
        where,
        title=row.get("title", ""),
        guid=row.get("guid", ""),
        code=row.get("code", ""),
        subtitle=row.get("subtitle", ""),
        texts=(row.get("abstract", ""), row.get("description", "")),
        kind=row.get("kind", ""),
        track=row.get("track", ""),
        language=row.get("language", ""),
        url=row.get("url", ""),
        tags=(*_parts(row.get("tags", "")), row.get("level", "")),
        links=(("", row.get("file", "")),),
        cancelled=fold(row.get("state", "")) in _CANCELLED,
    )
    for name in _parts(row.get("speakers", "")):
        numbered = _NUMBERED.fullmatch(name)
        person = Person(numbered[2], code=numbered[1]) if numbered else Person(name)
        if key := gathering.speaker(where, person):
            item.speakers.append(key)
    room = gathering.room(where, row.get("room", ""))
    if starts_at := sheet.starts(row):
        item.slots += gathering.slot(where, starts_at, sheet.minutes(row, starts_at), room)
    return item


def _parts(cell: str) -> list[str]:
    """The parts of a cell that lists several, by lines, semicolons or else commas."""
    mark = next((mark for mark in ("\n", ";") if mark in cell), ",")
    return [part for part in (part.strip() for part in cell.split(mark)) if part]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """How this file writes its dates."""

    source: Source
    month_first: bool

    def starts(self, row: Row) -> datetime | None:
        """When the row's session starts; None unless both a day and a time are there."""
        if "starts" in row:
            return self._moment(row["starts"])
        if "date" in row and "start" in row:
            return times.in_utc(datetime.combine(self._day(row["date"]), _clock(row["start"])), self.source.zone)
        return None

    def minutes(self, row: Row, starts_at: datetime) -> int | None:
        """How long it takes, by its length or its end; an end before the start is on the next day."""
        if "length" in row:
            return times.minutes(row["length"])
        if "ends" in row:
            return int((self._moment(row["ends"]) - starts_at).total_seconds() // 60)
        if "end" not in row:
            return None
        ends = datetime.combine(starts_at.astimezone(self.source.zone), _clock(row["end"]))
        length = int((times.in_utc(ends, self.source.zone) - starts_at).total_seconds() // 60)
        return length % (24 * 60)

    def _moment(self, text: str) -> datetime:
        """A date and a time in one cell."""
        day, _blank, clock = text.partition(" ")
        if "/" not in day and "." not in day:
            return times.moment(text, self.source.zone)
        return times.in_utc(datetime.combine(self._day(day), _clock(clock)), self.source.zone)

    def _day(self, text: str) -> date:
        if slashed := _SLASHED.fullmatch(text):
            first, second, year = map(int, slashed.groups())
            month, day = (first, second) if self.month_first else (second, first)
            return times.day(f"{year}-{month:02}-{day:02}")
        for form in _DATES:
            try:
                return datetime.strptime(text, form).replace(tzinfo=UTC).date()
            except ValueError:
                continue
        return times.day(text)


def _clock(text: str) -> time:
    for form in _CLOCKS:
        try:
            return datetime.strptime(text.strip().upper().replace("H", "h"), form).replace(tzinfo=UTC).time()
        except ValueError:
            continue
    return times.clock(text)


def _month_first(dates: list[str]) -> bool:
    """Whether dates with slashes begin with the month, judged over the whole file."""
    slashed = [(int(found[1]), int(found[2])) for date in dates if (found := _SLASHED.fullmatch(date))]
    day_first = any(first > _MOST_MONTHS for first, _second in slashed)
    month_first = any(second > _MOST_MONTHS for _first, second in slashed)
    if slashed and day_first == month_first:
        example = next(date for date in dates if "/" in date)
        raise ValueError(f"the date '{example}' can be read in two ways; write the year first, as in 2026-03-09")
    return month_first
