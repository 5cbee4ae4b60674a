"""What people typed, with the names of whom they mention: moderators read it as the channel shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.chat.queries.changing import people_named
from backend.core.markup import MENTION


@dataclass(frozen=True, slots=True)
class Names:
    """Who is mentioned, by id; whoever is not there stays as they were typed."""

    known: Mapping[int, str]

    def put_into(self, text: str) -> str:
        """The text with names in it."""
        return MENTION.sub(lambda found: self._written(int(found[1]), found[0]), text)

    def place(self, text: str, place: int) -> int:
        """Where in the text with names that stands which stood at `place` before."""
        return len(self.put_into(text[:place]))

    def _written(self, person_id: int, typed: str) -> str:
        name = self.known.get(person_id)
        return typed if name is None else f"@{name}"


def names_in(session: Session, texts: Iterable[str]) -> Names:
    """The names of those whom the texts mention; asks for nothing where nobody is."""
    ids = {int(number) for text in texts for number in MENTION.findall(text)}
    return Names(people_named(session, ids) if ids else {})
