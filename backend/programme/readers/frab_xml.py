"""schedule.xml of pentabarf, frab, c3voc and pretalx, through a parser that refuses every entity and DTD."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from backend.core.text import one_line
from backend.programme.draft import Draft
from backend.programme.readers import frab
from backend.programme.readers.source import THE_FILE, Source

FORMAT = "frab-xml"
_MOST_ELEMENTS = 400_000
_MOST_DEEP = 50
_ENDLESS_TAG = re.compile(rb"<[^<]{2000000}")  # a tag of a million attributes is built before anyone can look at it


class _TooMuchError(Exception):
    """More elements, or deeper ones, than any programme."""


class _Lines(ET.TreeBuilder):
    """Builds the tree and remembers on which line each day and event begins."""

    def __init__(self) -> None:
        super().__init__()
        self.parser: Any = None
        self.lines: dict[Any, int] = {}
        self._elements = 0
        self._deep = 0

    def start(self, tag: str, attributes: dict[str, str], /) -> Any:
        self._elements += 1
        self._deep += 1
        if self._elements > _MOST_ELEMENTS or self._deep > _MOST_DEEP:
            raise _TooMuchError
        element = super().start(tag, attributes)
        if tag in {"event", "day"}:
            self.lines[element] = self.parser.CurrentLineNumber
        return element

    def end(self, tag: str, /) -> Any:
        self._deep -= 1
        return super().end(tag)


def read(source: Source) -> Draft:
    """The Draft of a schedule.xml."""
    root, lines = _parsed(source)
    if root.tag != "schedule":
        raise source.refusal("line 1", f"its outermost element is <{root.tag}>, not <schedule>")
    conference = root.find("conference")
    tracks = [*root.iterfind("tracks/track"), *root.iterfind("conference/track")]
    schedule = frab.Schedule(
        format=FORMAT,
        conference={} if conference is None else _texts(conference),
        days=[_day(day, lines) for day in root.iterfind("day")],
        tracks=[{"name": track.get("name") or track.text or "", **track.attrib} for track in tracks],
        rooms=[room.attrib for room in root.iterfind("day/room")],
    )
    return frab.read(source, schedule)


def _parsed(source: Source) -> tuple[ET.Element, dict[Any, int]]:
    if _ENDLESS_TAG.search(source.data):
        raise source.refusal(THE_FILE, "it holds more parts than any programme")
    builder = _Lines()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    builder.parser = parser.parser

    def line() -> str:
        return f"line {builder.parser.CurrentLineNumber}"

    try:
        parser.feed(source.data)
        root = parser.close()
    except DefusedXmlException as error:
        why = "it declares a document type or entities, which could be an attack"
        raise source.refusal(line(), why) from error
    except _TooMuchError as error:
        raise source.refusal(line(), "it holds more parts than any programme") from error
    except ET.ParseError as error:
        why = f"the XML is broken: {str(error).partition(':')[0]}"
        raise source.refusal(f"line {error.position[0]}", why) from error
    except (ValueError, LookupError) as error:
        raise source.refusal("line 1", "its encoding is not known") from error
    return root, builder.lines


def _day(day: ET.Element, lines: dict[Any, int]) -> frab.Day:
    return frab.Day(
        where=f"line {lines[day]}",
        date=day.get("date", ""),
        starts=day.get("start", ""),
        events=[frab.Event(_where(event, lines[event]), room, _fields(event)) for room, event in _events(day)],
    )


def _events(day: ET.Element) -> Iterator[tuple[str, ET.Element]]:
    """Each event with the name of the room it stands under: before 2013 they stand under the day itself."""
    for part in day:
        if part.tag == "event":
            yield "", part
        elif part.tag == "room":
            for event in part.iterfind("event"):
                yield part.get("name", ""), event


def _where(event: ET.Element, line: int) -> str:
    return f"line {line}: '{one_line(event.findtext('title') or '', 80)}'"


def _fields(event: ET.Element) -> dict[str, Any]:
    """The event in the shape of schedule.json."""
    return {
        **_texts(event),
        **event.attrib,
        "persons": [{"name": person.text, **person.attrib} for person in event.iterfind("persons/person")],
        "links": [_link(link) for link in event.iterfind("links/link")],
        "attachments": [_link(link) for link in event.iterfind("attachments/attachment")],
    }


def _texts(element: ET.Element) -> dict[str, str]:
    return {part.tag: part.text or "" for part in element}


def _link(link: ET.Element) -> dict[str, str]:
    return {"title": link.text or "", "url": link.get("href", "")}
