"""What counts as one emoji, and how many a message bears."""

import re
import unicodedata

from backend.core.errors import Invalid

MOST_DIFFERENT = 20  # emoji on one message
MOST_OF_ONE = 6  # emoji of one person on one message
LONGEST = 14  # characters; a family of four with skin tones is eleven
_SELECTOR = "\ufe0f"
_JOINER = "\u200d"
_KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_TAGGED = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
_TONES = range(0x1F3FB, 0x1F400)


def check_emoji(emoji: str) -> str:
    """The emoji, if it is one and not a word.

    Raises:
        Invalid: when it is something else, or several.
    """
    if len(emoji) > LONGEST or not (_is_special(emoji) or all(_is_part(part) for part in emoji.split(_JOINER))):
        raise Invalid("Please choose one emoji.")
    return emoji


def _is_special(emoji: str) -> bool:
    return any(pattern.fullmatch(emoji) for pattern in (_KEYCAP, _FLAG, _TAGGED))


def _is_part(part: str) -> bool:
    """A sign, with a skin tone or a selector behind it."""
    sign, more = part[:1], part[1:].replace(_SELECTOR, "", 1)
    return unicodedata.category(sign or " ") in {"So", "Sm"} and (not more or (len(more) == 1 and ord(more) in _TONES))


def check_room(emoji: str, on_message: dict[str, int], of_person: list[str]) -> None:
    """Refuse more different ones than can be looked at."""
    if len(of_person) >= MOST_OF_ONE or (emoji not in on_message and len(on_message) >= MOST_DIFFERENT):
        raise Invalid("There are as many different reactions here as there can be.")


def added(counts: dict[str, int], emoji: str, by: int) -> dict[str, int]:
    """The counts with so many more of this emoji, those that are left in their order."""
    changed = counts | {emoji: counts.get(emoji, 0) + by}
    return {name: count for name, count in changed.items() if count > 0}
