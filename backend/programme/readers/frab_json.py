"""schedule.json, version 1, as frab, c3voc and pretalx export it."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from backend.core.text import one_line
from backend.programme.draft import Draft
from backend.programme.readers import frab, loose
from backend.programme.readers.source import Source

FORMAT = "frab-json"


def recognises(document: Any) -> bool:
    """Whether this is a schedule.json."""
    return bool(loose.mapping(loose.mapping(document).get("schedule")).get("conference"))


def read(source: Source, document: Mapping[str, Any]) -> Draft:
    """The Draft of a schedule.json."""
    schedule = loose.mapping(document["schedule"])
    conference = loose.mapping(schedule["conference"])
    numbers = count(1)
    return frab.read(
        source,
        frab.Schedule(
            format=FORMAT,
            conference={**schedule, **conference},
            days=[_day(day, numbers) for day in loose.mappings(conference.get("days"))],
            rooms=[*loose.mappings(conference.get("rooms")), *loose.mappings(schedule.get("rooms"))],
            tracks=loose.mappings(conference.get("tracks")),
        ),
    )


def _day(day: Mapping[str, Any], numbers: Iterator[int]) -> frab.Day:
    on = loose.first(day, "date")
    return frab.Day(
        where=f"day {one_line(on, 40)}",
        date=on,
        starts=loose.first(day, "day_start"),
        events=[
            frab.Event(_where(event, next(numbers)), room, event)
            for room, events in loose.mapping(day.get("rooms")).items()
            for event in loose.mappings(events)
        ],
    )


def _where(event: Mapping[str, Any], number: int) -> str:
    return f"item {number}: '{one_line(loose.first(event, 'title'), 80)}'"
