"""The open sets of messages in ../shared/data, parted into what is learnt from and what is held out of it."""

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from backend.moderation.rules.judging import folding, likeness
from backend.moderation.rules.judging.said import Sketch
from scripts import places

SMS, CHAT, OTHER_CHAT = "sms_spam", "irc_ubuntu/train", "irc_ubuntu/dev"
HELD_OUT = 0.3  # of the text messages, and of the days of chat
EVERY = 6  # of so many lines of chat one is learnt from
_SAID = re.compile(r"\[\d\d:\d\d\] <[^>]+> (.*)")
_LARGEST = 2**32


class Example(NamedTuple):
    """A message of a set. Those of one `family` are the same or nearly the same, or were said on one day."""

    source: str
    text: str
    spam: bool
    family: str


def folder() -> Path | None:
    """Where the sets are: ../shared/data beside the repository, or where FIRESIDE_DATA says."""
    named = os.environ.get("FIRESIDE_DATA")
    here = [Path(named)] if named else [parent / "shared" / "data" for parent in places.ROOT.parents]
    return next((path for path in here if (path / "sms_spam").is_dir()), None)


def split(data: Path) -> tuple[list[Example], list[Example]]:
    """What is learnt from, and what is held out. The second set of chat is never learnt from."""
    messages, lines = list(sms(data)), list(chat(data, CHAT))
    learnt = [example for example in messages if not is_held_out(example)]
    learnt += [example for example in lines if not is_held_out(example)][::EVERY]
    return learnt, [*filter(is_held_out, messages), *filter(is_held_out, lines), *chat(data, OTHER_CHAT)]


def is_held_out(example: Example) -> bool:
    """Whether a message is kept for the figures."""
    return share_of(example.family) < HELD_OUT


def share_of(family: str) -> float:
    """From 0 to 1, always the same for a family."""
    return crc32(family.encode()) / _LARGEST


def sms(data: Path) -> Iterator[Example]:
    """The text messages, each in its family."""
    rows = [line.split("\t", 1) for line in (data / SMS / "sms.tsv").read_text(encoding="utf-8").splitlines() if line]
    families = _families([text for _, text in rows])
    for (label, text), family in zip(rows, families, strict=True):
        yield Example(SMS, text, label == "spam", family)


def chat(data: Path, part: str) -> Iterator[Example]:
    """Lines of chat, none of them spam; a day is a family."""
    for file in sorted((data / part).glob("*.raw.txt")):
        for line in file.read_text(encoding="utf-8", errors="replace").split("\n"):
            if (said := _SAID.fullmatch(line)) and said[1].strip():
                yield Example(part, said[1], spam=False, family=file.name)


def _families(texts: list[str]) -> list[str]:
    """For each text the name of its family: whatever is like a text that is like it belongs to it too."""
    parents = list(range(len(texts)))

    def first_of(place: int) -> int:
        while parents[place] != place:
            place = parents[place]
        return place

    for one, other in _alike(texts):
        parents[max(first_of(one), first_of(other))] = min(first_of(one), first_of(other))
    return [folding.fold(texts[first_of(place)]).text for place in range(len(texts))]


def _alike(texts: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that are the same or nearly the same."""
    same: dict[str, list[int]] = defaultdict(list)
    near: dict[int, list[int]] = defaultdict(list)
    sketches = [likeness.sketch_of(text) for text in texts]
    for place, text in enumerate(texts):
        key = folding.fold(text).text
        yield from _pairs(place, same[key][:1])
        same[key].append(place)
        shared = Counter(other for each in sketches[place] for other in near[each])
        enough = likeness.ALIKE * len(sketches[place])
        others = (other for other, count in shared.items() if count >= enough)
        yield from _pairs(place, (one for one in others if _is_alike(sketches[place], sketches[one])))
        for each in sketches[place]:
            near[each].append(place)


def _is_alike(one: Sketch, other: Sketch) -> bool:
    return likeness.how_alike(one, other) >= likeness.ALIKE


def _pairs(place: int, others: Iterable[int]) -> Iterator[tuple[int, int]]:
    return ((other, place) for other in others)
