"""Texts as they look and sound: without case, accents, look-alikes and what cannot be seen.

Every character is folded by itself, so the time is linear in the text, and each folded one remembers where it came
from: `Folded.place` is for marking words in the original.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

# Letters of other alphabets that look like Latin ones, in the order of those they look like.
_CYRILLIC = dict(zip("авсԁеԍһіјӏкмноорԛгѕтцѵԝхуьєп", "abcdeghijlkmhoopqrstuvwxyben", strict=True))
_GREEK = dict(zip("αβγεηικνορτυχω", "abyenikvoptuxw", strict=True))
_OTHERS = dict(
    zip("ɑɡɩɪʟɴʀʏꜱᴀʙᴄᴅᴇɢʜᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢօսոցհքøłđðħŧƶɓɗ", "agiilnrysabcdeghjkmoptuvwzounghpolddhtzbd", strict=True)
)
_SEVERAL = {"æ": "ae", "œ": "oe", "þ": "th", "\u0131": "i", "ß": "ss"}
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs that show nothing
_BOXED = ((0x1F150, 26), (0x1F170, 26), (0x1F1E6, 26))  # letters on dark discs and squares, and of flags
_SKINS = range(0x1F3FB, 0x1F400)
_KEPT_CLASSES = frozenset(
    {7, 8, 9, 84, 91, *range(103, 134)}
)  # marks without which Indian and Thai words and kana differ
_SELECTORS = frozenset((0x034F, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
_MOST_ROUNDS = 4
_MOST_KNOWN = 20_000
_WHOLE_WORDS = frozenset((*range(0x3300, 0x3400), *range(0xFDF0, 0xFDFE)))  # signs that stand for words, not in any
_LONGEST = 3  # of what one character becomes: there is one that stands for a whole sentence

TWINS = {ord(letter): latin for letter, latin in (_CYRILLIC | _GREEK).items()}
_ALPHABETS = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LATIN = re.compile("[a-z]")
_UNMIXED = re.compile(r"(?<![^\W_])[^\W_a-z]++(?![a-z])")  # a word without Latin letters
_OWN = re.compile(
    f"[{''.join(chr(code) for code in (*range(0x3B1, 0x3CA), *range(0x430, 0x530)) if code not in TWINS)}]"
)


@dataclass(frozen=True)
class Folded:
    """A text as it is compared; `find_places` is asked where its characters stand when something was found."""

    text: str
    find_places: Callable[[], Sequence[int]]

    @cached_property
    def places(self) -> Sequence[int]:
        """For each character the place in the text as it was typed."""
        return self.find_places()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where these characters began and ended in the original."""
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """The text as it is compared: look-alikes become Latin in words that have Latin letters, and elsewhere stay."""
    if text.isascii():
        return Folded(text.lower(), lambda: range(len(text)))
    pieces = list(map(_folded.__getitem__, text))
    return Folded(
        _mixed_resolved("".join(pieces)), lambda: [place for place, piece in enumerate(pieces) for _ in piece]
    )


def twin(folded: Folded) -> Folded | None:
    """What a text looks like when all its look-alikes are Latin letters; None where that is no other text.

    A text that has letters of an alphabet without a Latin twin is written in it, and its words are what they are.
    """
    if not _ALPHABETS.search(folded.text) or _OWN.search(folded.text):
        return None
    looks = folded.text.translate(TWINS)
    return None if looks == folded.text else Folded(looks, folded.find_places)


def looks(text: str) -> str:
    """A folded text with every look-alike as its Latin twin."""
    return text.translate(TWINS)


def _mixed_resolved(text: str) -> str:
    if not _ALPHABETS.search(text) or not _LATIN.search(text):
        return text
    latin, made, done = text.translate(TWINS), list[str](), 0
    for word in _UNMIXED.finditer(text):
        made += latin[done : word.start()], word[0]
        done = word.end()
    return "".join([*made, latin[done:]])


class _Folding(dict[str, str]):
    """What each character is folded to, found out when it is first seen."""

    def __missing__(self, character: str) -> str:
        if len(self) > _MOST_KNOWN:
            self.clear()
        made = self[character] = _stable(character)[: 1 if ord(character) in _WHOLE_WORDS else _LONGEST]
        return made


def _stable(character: str) -> str:
    """Fold until it stays as it is, so that folding twice is folding once."""
    made = _once(character)
    for _ in range(_MOST_ROUNDS):
        again = "".join(map(_once, made))
        if again == made:
            break
        made = again
    return made


def _once(character: str) -> str:
    if character in _BLANKS:
        return " "
    folded = unicodedata.normalize("NFKD", character.casefold())
    return "".join(_ALONE.get(one, one) for one in folded if not _unseen(one))


def _unseen(character: str) -> bool:
    """Format characters, accents, and what chooses or colours a picture."""
    code = ord(character)
    if code in _SELECTORS or code in _SKINS:
        return True
    category = unicodedata.category(character)
    if category in {"Cf", "Cs", "Me"} or (category == "Cc" and character not in "\t\n"):
        return True
    return unicodedata.combining(character) not in {0, *_KEPT_CLASSES}


_ALONE: dict[str, str] = {
    **_OTHERS,
    **_SEVERAL,
    **{chr(first + step): chr(ord("a") + step) for first, count in _BOXED for step in range(count)},
}
_folded = _Folding()
