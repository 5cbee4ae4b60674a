"""Schedule files in, one neutral draft out. Readers know no database and no request."""

from backend.programme.draft import Draft
from backend.programme.readers import frab_json, frab_xml, ics, loose, sessionize, table, times
from backend.programme.readers.source import MOST_BYTES, THE_FILE, Source, UnreadableProgramme

__all__ = ["MOST_BYTES", "UnreadableProgramme", "read"]

_NOT_TEXT = (
    (b"PK\x03\x04", "it is a ZIP archive or an Excel file; save the sheet as CSV"),
    (b"\x1f\x8b", "it is compressed; unpack it first"),
    (b"%PDF", "it is a PDF, which nobody can import"),
    (b"\xd0\xcf\x11\xe0", "it is an old Excel or Word file; save the sheet as CSV"),
)


def read(data: bytes, *, name: str, timezone: str) -> Draft:
    """The Draft of a schedule file, its format recognised from the content.

    `name` is the file's name or address, for messages only; `timezone` the IANA zone for times without one.
    Raises UnreadableProgramme, and nothing else, for whatever the bytes are.
    """
    source = Source(name, data, times.zone_named(timezone))
    _check(source)
    head = source.head.casefold()
    if head.startswith("<"):
        return _read_markup(source, head)
    if head.startswith(("{", "[")):
        return _read_json(source)
    if head.startswith("begin:v"):
        return ics.read(source)
    if table.recognises(source.head):
        return table.read(source)
    raise source.refusal(THE_FILE, "it is in no format known here")


def _check(source: Source) -> None:
    if len(source.data) > MOST_BYTES:
        raise source.refusal(THE_FILE, f"it is larger than {MOST_BYTES // 1024 // 1024} MB")
    for mark, why in _NOT_TEXT:
        if source.data.startswith(mark):
            raise source.refusal(THE_FILE, why)
    if not source.head:
        raise source.refusal(THE_FILE, "it is empty")


def _read_markup(source: Source, head: str) -> Draft:
    if head.startswith(("<!doctype html", "<html")):
        raise source.refusal("line 1", "it is a web page, not a schedule file; look for its export or download")
    return frab_xml.read(source)


def _read_json(source: Source) -> Draft:
    document = loose.document(source)
    if frab_json.recognises(document):
        return frab_json.read(source, document)
    if sessionize.recognises(document):
        return sessionize.read(source, document)
    raise source.refusal(THE_FILE, "it is JSON, but neither a schedule.json nor Sessionize's 'All' data")
