"""The demo's texts, as they stand in `texts/*.toml`."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from backend.core import text as text_of

TEXTS = Path(__file__).parent / "texts"
HOME_TRACK = "Community and craft"


@dataclass(frozen=True, slots=True)
class Place:
    """When and where: a day of the meeting from 1, local time "HH:MM", whole minutes, a room's name if any."""

    day: int
    at: str
    minutes: int
    room: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A session as it was written down; `speakers` are names, and places are given only where they are fixed."""

    title: str
    kind: str
    track: str
    abstract: str
    subtitle: str = ""
    language: str = "en"
    tags: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()

    def at(self, *places: Place) -> "Piece":
        """The same piece, placed."""
        return replace(self, places=places)

    def by(self, *speakers: str) -> "Piece":
        """The same piece with these speakers."""
        return replace(self, speakers=speakers)


@cache
def read(name: str) -> dict[str, Any]:
    """What stands in `texts/<name>.toml`."""
    return tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8"))


def paragraph(text: str) -> str:
    """Wrapped lines as one paragraph of clean HTML."""
    return text_of.paragraphs(text_of.one_line(text))


def written(edition: str) -> tuple[Piece, ...]:
    """Every session written for `last_year`, `this_year` or `next_year`, in the order of the files."""
    if edition != "this_year":
        return _pieces(read(edition), HOME_TRACK)
    files = [(f"this_year/{track['texts']}", track["name"]) for track in read("editions")["track"]]
    files += [("this_year/bloggers", HOME_TRACK), ("this_year/socials", HOME_TRACK)]
    return tuple(piece for name, track in files for piece in _pieces(read(name), track))


def _pieces(file: dict[str, Any], track: str) -> tuple[Piece, ...]:
    return tuple(_piece(kind, track, entry) for kind, entries in file.items() for entry in entries)


def _piece(kind: str, track: str, entry: dict[str, Any]) -> Piece:
    places = entry.get("slots", [entry["slot"]] if "slot" in entry else [])
    return Piece(
        title=entry["title"],
        subtitle=entry.get("subtitle", ""),
        kind=entry.get("kind", "talk" if kind == "session" else kind),
        track=entry.get("track", track),
        abstract=paragraph(entry["abstract"]),
        language=entry.get("language", "en"),
        tags=tuple(entry["tags"]),
        speakers=tuple(entry.get("speakers", ())),
        places=tuple(Place(**place) for place in places),
    )
