"""The programme of an edition as a draft, the form in which every schedule file is taken in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from uuid import NAMESPACE_URL, uuid5

from backend.demo import shelf
from backend.demo.editions import Edition
from backend.demo.grid import Diary, placed
from backend.demo.shelf import Piece, Place
from backend.programme.draft import Draft, DraftLink, DraftSession, DraftSlot, DraftSpeaker

KINDS = {"lightning": "lightning talk", "fireside": "fireside chat", "bloggers": "panel"}
SPEAKERS_NEEDED = {"talk": 1, "panel": 3, "workshop": 2, "lightning": 1, "roundtable": 1}


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who can be asked to speak, and the track they know."""

    track: str
    card: DraftSpeaker


def draft_of(edition: Edition) -> Draft:
    """The whole programme; the same edition always gives the same draft."""
    diary, voices = Diary(), _voices()
    pieces = sorted(placed(shelf.written(edition.key), edition.key, diary), key=_in_time)
    cast = [_cast(piece, voices, diary) for piece in pieces]
    heard = {name for piece in cast for name in piece.speakers}
    return Draft(
        format="demo",
        title=edition.name,
        timezone=edition.timezone,
        starts_on=edition.starts_on,
        ends_on=edition.ends_on,
        rooms=edition.rooms,
        tracks=edition.tracks,
        speakers=tuple(voice.card for name, voice in voices.items() if name in heard),
        sessions=tuple(_session(piece, number, edition, voices) for number, piece in enumerate(cast, 1)),
    )


def _in_time(piece: Piece) -> tuple[int, str, str]:
    first = piece.places[0]
    return first.day, first.at, piece.title


def _cast(piece: Piece, voices: dict[str, Voice], diary: Diary) -> Piece:
    """Those named in the text, else the least busy of the track's speakers who are free."""
    needed = SPEAKERS_NEEDED.get(piece.kind, 0)
    if piece.speakers or not needed:
        return piece
    free = [name for name, voice in voices.items() if voice.track == piece.track and _can(name, piece.places, diary)]
    cast = piece.by(*sorted(free, key=diary.load)[:needed])
    diary.take(cast)
    return cast


def _can(name: str, places: Iterable[Place], diary: Diary) -> bool:
    return all(diary.is_free(name, place) for place in places)


def _session(piece: Piece, number: int, edition: Edition, voices: dict[str, Voice]) -> DraftSession:
    return DraftSession(
        title=piece.title,
        guid=str(uuid5(NAMESPACE_URL, f"{edition.url}/{piece.title}")),
        code=f"{edition.slug}-{number:03}",
        subtitle=piece.subtitle,
        abstract=piece.abstract,
        kind=KINDS.get(piece.kind, piece.kind),
        track=piece.track,
        language=piece.language,
        tags=piece.tags,
        links=tuple(_links(piece, number, edition)),
        speakers=tuple(voices[name].card.key for name in piece.speakers),
        slots=tuple(_slot(place, edition) for place in piece.places),
    )


def _slot(place: Place, edition: Edition) -> DraftSlot:
    return DraftSlot(edition.moment(place.day, place.at).astimezone(UTC), place.minutes, place.room)


def _links(piece: Piece, number: int, edition: Edition) -> Iterator[DraftLink]:
    if edition.key == "last_year" and piece.kind in {"keynote", "talk"}:
        yield DraftLink("Slides", f"https://slides.lantern.example/{edition.slug}/{number}")
        yield DraftLink("Recording", f"https://video.lantern.example/{edition.slug}/{number}")
    elif piece.kind == "workshop":
        yield DraftLink("What to bring", f"https://workshops.lantern.example/{edition.slug}/{number}")


def _voices() -> dict[str, Voice]:
    tracks = shelf.read("editions")["track"]
    files = [(track["name"], shelf.read(f"speakers/{track['texts']}")["speaker"]) for track in tracks]
    return {entry["name"]: Voice(track, _card(entry)) for track, entries in files for entry in entries}


def _card(entry: dict[str, str]) -> DraftSpeaker:
    return DraftSpeaker(
        key=entry["name"],
        name=entry["name"],
        guid=str(uuid5(NAMESPACE_URL, f"https://lantern.example/people/{entry['name']}")),
        headline=entry["headline"],
        biography=shelf.paragraph(entry["biography"]),
        links=(DraftLink("Blog", entry["blog"]),) if "blog" in entry else (),
    )
