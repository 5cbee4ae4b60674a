"""Every piece gets a place: the grid's openings are filled from the top, and nobody is in two places at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from backend.demo import shelf
from backend.demo.shelf import Piece, Place

WALK = 10  # minutes a speaker needs from one room to the next


@dataclass(frozen=True, slots=True)
class Opening:
    """A place for one session of a kind, of one track where the room is that track's."""

    kind: str
    place: Place
    track: str | None = None


class Diary:
    """Who is where, when, in minutes since the meeting's first midnight."""

    def __init__(self) -> None:
        self._taken: dict[str, list[tuple[int, int]]] = defaultdict(list)

    def is_free(self, name: str, place: Place) -> bool:
        """Whether the person can be there and has time to walk."""
        start, end = _minutes(place)
        return all(
            end + WALK <= known_start or known_end + WALK <= start for known_start, known_end in self._taken[name]
        )

    def take(self, piece: Piece) -> None:
        """Write the piece down for each of its speakers."""
        for name, place in product(piece.speakers, piece.places):
            self._taken[name].append(_minutes(place))

    def load(self, name: str) -> int:
        """How often the person is on."""
        return len(self._taken[name])


def _minutes(place: Place) -> tuple[int, int]:
    hours, minutes = place.at.split(":")
    start = (place.day * 24 + int(hours)) * 60 + int(minutes)
    return start, start + place.minutes


def placed(pieces: Iterable[Piece], edition: str, diary: Diary) -> list[Piece]:
    """The pieces in their places, in no particular order; those that found none are left out."""
    fixed = [piece for piece in pieces if piece.places]
    for piece in fixed:
        diary.take(piece)
    waiting = _by_turns(piece for piece in pieces if not piece.places)
    return fixed + list(_filled(waiting, edition, diary))


def _filled(waiting: list[Piece], edition: str, diary: Diary) -> Iterator[Piece]:
    for opening in _openings(edition):
        piece = next((piece for piece in waiting if _fits(piece, opening, diary)), None)
        if piece is not None:
            waiting.remove(piece)
            found = piece.at(opening.place)
            diary.take(found)
            yield found


def _fits(piece: Piece, opening: Opening, diary: Diary) -> bool:
    return (
        piece.kind == opening.kind
        and opening.track in {None, piece.track}
        and all(diary.is_free(name, opening.place) for name in piece.speakers)
    )


def _by_turns(pieces: Iterable[Piece]) -> list[Piece]:
    """First the first of every track, then the second of every track, and so on."""
    turns: dict[tuple[str, str], int] = defaultdict(int)
    rows = []
    for piece in pieces:
        turns[piece.kind, piece.track] += 1
        rows.append((turns[piece.kind, piece.track], piece))
    return [piece for _, piece in sorted(rows, key=lambda row: row[0])]


def _openings(edition: str) -> Iterator[Opening]:
    grid = shelf.read("grid")
    for block in grid.get(edition, ()):
        for day, at in product(block["days"], block["times"]):
            for room, track in _rooms(block, grid["track_rooms"]):
                yield Opening(block["kind"], Place(day, at, block["minutes"], room), track)


def _rooms(block: dict[str, Any], track_rooms: dict[str, str]) -> list[tuple[str, str | None]]:
    if block["rooms"] == "track":
        return [(room, track) for track, room in track_rooms.items()]
    return [(room, None) for room in block["rooms"]]
