"""Real chat that nobody here wrote: #ubuntu's archive of ../shared/data, as lines for `import-chat`.

A file is a day; people marked by hand who answers what in a part of it. The archive has minutes: within one, its order.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

SAID = re.compile(r"\[(\d\d):(\d\d)\] <([^>]+)> (.*)")
FOLDER = "irc_ubuntu/train"
RAW, LINKS = ".raw.txt", ".annotation.txt"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """A message: its place in the file, when, whose, what, and the place of what it answers (-1 for nothing)."""

    place: int
    at: datetime
    nick: str
    text: str
    answers: int

    @property
    def email(self) -> str:
        """An invented address, the same for the same nick."""
        nick = self.nick.lower()
        plain = "".join(one if one.isalnum() and one.isascii() else f"-{ord(one):x}-" for one in nick)
        return f"n{plain}@irc.example"


def days(data: Path) -> Iterator[tuple[str, list[Line]]]:
    """Each day's title and messages."""
    for file in sorted((data / FOLDER).glob(f"*{RAW}")):
        name = file.name.removesuffix(RAW)
        yield f"#ubuntu {name}", list(_day(file, _answers(file.with_name(name + LINKS))))


def as_json(title: str, line: Line) -> str:
    """The message as `import-chat` takes it (schemas.chat_import)."""
    said = {
        "channel": title,
        "id": str(line.place),
        "at": line.at.isoformat(),
        "email": line.email,
        "name": line.nick,
        "text": line.text,
    }
    return json.dumps(said | ({"reply_to": str(line.answers)} if line.answers >= 0 else {}))


def _answers(file: Path) -> dict[int, int]:
    """By place the place that is answered: the nearest, where there are several."""
    found: dict[int, int] = {}
    for line in file.read_text().splitlines():
        earlier, later = sorted(map(int, line.split()[:2]))
        if earlier < later:
            found[later] = max(earlier, found.get(later, -1))
    return found


def _day(file: Path, answers: dict[int, int]) -> Iterator[Line]:
    at = datetime.strptime(file.name[:10], "%Y-%m-%d").replace(tzinfo=UTC)
    known = set[int]()
    for place, line in enumerate(file.read_text(encoding="utf-8", errors="replace").split("\n")):
        said = SAID.fullmatch(line)
        if said is None or not said[4].strip():
            continue
        clock = at.replace(hour=int(said[1]), minute=int(said[2]))
        at = clock if clock >= at else clock + DAY
        answered = answers.get(place, -1)
        yield Line(place, at, said[3].strip(), said[4], answered if answered in known else -1)
        known.add(place)
