"""The speakers of one file, each once."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from backend.core.text import fold
from backend.programme.draft import LONGEST_NAME, LONGEST_TITLE, DraftSpeaker
from backend.programme.readers.bounds import Bounds


@dataclass(slots=True)
class Person:
    """A speaker as a reader found them, texts still raw."""

    name: str
    guid: str = ""
    code: str = ""
    headline: str = ""
    biography: str = ""
    links: tuple[tuple[str, str], ...] = ()


class Cast:
    """Who speaks, by key, in the order of their first mention."""

    def __init__(self, bounds: Bounds, warn: Callable[[str, str], None]) -> None:
        self._bounds = bounds
        self._warn = warn
        self._speakers: dict[str, DraftSpeaker] = {}
        self._namesakes: dict[str, list[str]] = {}

    def take(self, where: str, person: Person) -> str | None:
        """The key of the speaker; what a later mention adds to an earlier one is kept. None without a name."""
        found = self._cleaned(where, person)
        if not found.name:
            return None
        namesakes = self._namesakes.setdefault(fold(found.name), [])
        for key in namesakes:
            if not _apart(self._speakers[key], found):
                self._add_to(key, found)
                return key
        added = self._with_own_key(where, found)
        self._speakers[added.key] = added
        namesakes.append(added.key)
        return added.key

    def all(self) -> tuple[DraftSpeaker, ...]:
        """Every speaker taken."""
        return tuple(self._speakers.values())

    def _cleaned(self, where: str, person: Person) -> DraftSpeaker:
        line = self._bounds.line
        return DraftSpeaker(
            key="",
            name=line(where, "the name of a speaker", person.name, LONGEST_NAME),
            guid=line(where, "the guid of a speaker", person.guid, LONGEST_NAME),
            code=line(where, "the code of a speaker", person.code, LONGEST_NAME),
            headline=self._bounds.word(where, "the headline", person.headline, LONGEST_TITLE),
            biography=self._bounds.markup(where, "a biography", person.biography),
            links=self._bounds.links(where, person.links),
        )

    def _add_to(self, key: str, found: DraftSpeaker) -> None:
        known = self._speakers[key]
        self._speakers[key] = replace(
            known,
            headline=known.headline or found.headline,
            biography=known.biography or found.biography,
            links=known.links or found.links,
        )

    def _with_own_key(self, where: str, found: DraftSpeaker) -> DraftSpeaker:
        key = found.guid or found.code or fold(found.name)
        if key in self._speakers:
            self._warn(where, f"'{found.name}' has the same number as '{self._speakers[key].name}'")
            found, key = replace(found, guid="", code=""), fold(found.name)
        while key in self._speakers:
            key += "'"
        return replace(found, key=key)


def _apart(known: DraftSpeaker, found: DraftSpeaker) -> bool:
    """Whether two whose names fold alike are two persons: other numbers, and another spelling or biography."""
    numbers = known.guid or known.code, found.guid or found.code
    if not all(numbers) or numbers[0] == numbers[1]:
        return False
    biographies = known.biography, found.biography
    return known.name != found.name or (all(biographies) and biographies[0] != biographies[1])
