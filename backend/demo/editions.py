"""Three editions: last year's, over; this year's, whose second day is always today; next year's, announced."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from backend.demo import shelf
from backend.programme.draft import DraftRoom, DraftTrack

DAYS = 4
TODAY_IS = 2  # the day of this year's meeting that is today
LEAP_DAY = (2, 29)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One year's meeting; `key` names its texts."""

    key: str
    slug: str
    name: str
    starts_on: date
    timezone: str
    venue: str
    address: str
    about: str
    url: str
    rooms: tuple[DraftRoom, ...]
    tracks: tuple[DraftTrack, ...]

    @property
    def ends_on(self) -> date:
        """The last day."""
        return self.starts_on + timedelta(days=DAYS - 1)

    def moment(self, day: int, at: str) -> datetime:
        """Local time `at` ("HH:MM") on the meeting's `day`, counted from 1, with its zone."""
        on = self.starts_on + timedelta(days=day - 1)
        return datetime.fromisoformat(f"{on}T{at}").replace(tzinfo=ZoneInfo(self.timezone))


def editions(now: datetime, timezone: str = "") -> tuple[Edition, Edition, Edition]:
    """Last year's, this year's and next year's, as seen at `now`; this year's by the clocks of `timezone`, if given."""
    here = timezone or shelf.read("editions")["this_year"]["timezone"]
    today = now.astimezone(ZoneInfo(here)).date()
    return (
        _edition("last_year", _same_day(today, today.year - 1)),
        replace(_edition("this_year", today), timezone=here),
        _edition("next_year", _same_day(today, today.year + 1)),
    )


def _same_day(day: date, year: int) -> date:
    if (day.month, day.day) == LEAP_DAY:
        day -= timedelta(days=1)
    return day.replace(year=year)


def _edition(key: str, second_day: date) -> Edition:
    book = shelf.read("editions")
    texts, name = book[key], f"{book['name']} {second_day.year}"
    return Edition(
        key=key,
        slug=name.lower().replace(" ", "-"),
        name=name,
        starts_on=second_day - timedelta(days=TODAY_IS - 1),
        timezone=texts["timezone"],
        venue=texts["venue"],
        address=texts["address"],
        about=shelf.paragraph(texts["about"]),
        url=f"https://lantern.example/{second_day.year}",
        rooms=tuple(_room(room) for room in texts["rooms"]),
        tracks=tuple(DraftTrack(track["name"], track["colour"]) for track in book["track"]),
    )


def _room(entry: dict[str, Any]) -> DraftRoom:
    return DraftRoom(name=entry["name"], area=entry["area"], capacity=entry["capacity"], walk_minutes=entry["walk"])
