"""Lists of the registered in: a CSV file as ticket shops and office programs write it. Knows no database."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from backend.core.errors import Invalid
from backend.core.text import fold, one_line
from backend.meetings.rules import UnreadableList
from backend.people.rules import normal_address

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
LONGEST_FILE_NAME = 80
DELIMITERS = ",;\t|"
LONGEST = {"name": 120, "affiliation": 160, "ticket": 80}

HEADERS: Mapping[str, tuple[str, ...]] = {
    "email": ("email", "e mail", "mail", "email address", "e mail address", "mail address", "attendee email"),
    "name": ("name", "full name", "attendee name", "attendee", "badge name", "participant"),
    "first": ("first name", "firstname", "given name", "forename", "attendee first name"),
    "last": ("last name", "lastname", "surname", "family name", "attendee last name"),
    "affiliation": ("affiliation", "company", "organisation", "organization", "employer", "institution"),
    "ticket": ("ticket", "ticket type", "ticket name", "product", "category", "registration type"),
}
MEANING = {header: meaning for meaning, headers in HEADERS.items() for header in headers}


@dataclass(frozen=True, slots=True)
class Registered:
    """One row of the list; the address is in its normal form."""

    email: str
    name: str
    affiliation: str
    ticket: str


@dataclass(slots=True)
class RegistrationList:
    """A whole list, and what in it was mended or left out."""

    rows: list[Registered] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read(data: bytes, name: str) -> RegistrationList:
    """The list that a CSV file holds.

    Raises:
        UnreadableList: naming the file, the line, and what to do about it.
    """
    found = RegistrationList()
    name = one_line(name, LONGEST_FILE_NAME)
    _take(_cells(_text(data, name, found), name), found)
    if not found.rows:
        raise UnreadableList(f"{name} names nobody. Is this the right file?")
    return found


def _text(data: bytes, name: str, found: RegistrationList) -> str:
    if len(data) > MOST_BYTES:
        raise UnreadableList(f"{name} is larger than {MOST_BYTES // 1024 // 1024} MB.")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableList(f"{name} is an Excel file or an archive. Save the sheet as CSV and send that.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise UnreadableList(f"{name} is not a text file. Save the list as CSV and send that.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        found.warnings.append("The file is not in UTF-8 and was read as Western European letters.")
        return data.decode("cp1252", errors="replace")


def _delimiter(header: str) -> str:
    """The separator that makes most sense of the first line."""
    return max(DELIMITERS, key=lambda mark: sum(_meaning(cell) != "" for cell in header.split(mark)))


def _meaning(header: str) -> str:
    return MEANING.get(fold(header.strip("\"' \r").replace("-", " ").replace("_", " ")), "")


def _take(lines: Iterable[tuple[int, Mapping[str, str]]], found: RegistrationList) -> None:
    first_seen: dict[str, int] = {}
    for line, cells in lines:
        try:
            row = _row(cells)
        except Invalid:
            found.warnings.append(f"Line {line}: {one_line(cells.get('email', ''), 80) or 'nothing'} is no address.")
            continue
        if before := first_seen.get(row.email):
            found.warnings.append(f"Line {line}: the same address as in line {before}, which counts.")
            continue
        first_seen[row.email] = line
        found.rows.append(row)


def _cells(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row that says something, by what its columns mean, with the line it ends on."""
    text = text.lstrip("\ufeff\r\n")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text.partition("\n")[0]), strict=True)
    try:
        meanings = [_meaning(header) for header in next(rows, [])]
        if "email" not in meanings:
            raise UnreadableList(f'{name}, line 1: no column is called "E-mail".')
        filled = (row for row in rows if any(cell.strip() for cell in row))
        for number, row in enumerate(filled, 1):
            if number > MOST_ROWS:
                raise UnreadableList(f"{name} has more than {MOST_ROWS:,} rows.")
            yield rows.line_num, _by_meaning(meanings, row)
    except csv.Error as error:
        raise UnreadableList(f"{name}, line {rows.line_num}: the table is broken ({error}).") from error


def _by_meaning(meanings: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for meaning, cell in zip(meanings, row, strict=False):
        if meaning and cell.strip():
            cells.setdefault(meaning, cell.strip())
    return cells


def _row(cells: Mapping[str, str]) -> Registered:
    whole = cells.get("name") or f"{cells.get('first', '')} {cells.get('last', '')}"
    return Registered(
        email=normal_address(cells.get("email", "")),
        name=one_line(whole, LONGEST["name"]),
        affiliation=one_line(cells.get("affiliation", ""), LONGEST["affiliation"]),
        ticket=one_line(cells.get("ticket", ""), LONGEST["ticket"]),
    )
