"""The 515 naughty strings, and what the contract says becomes of a line of text."""

import json
import unicodedata

from tests.shared_data import real

NOT_SHOWN = {"Cc", "Cs", "Zl", "Zp"}
NEVER = {"\ufffe", "\uffff"} | {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def naughty(path: str) -> list[str]:
    """Every string of the list, each once."""
    return list(dict.fromkeys(json.loads(real(path))))


def tidy(text: str) -> str:
    """A line as it is kept: composed and trimmed, without the mark of byte order."""
    return unicodedata.normalize("NFC", text.replace("\ufeff", "")).strip()


def is_refused(text: str, longest: int, shortest: int = 1) -> bool:
    """Whether a line may not be this: too long or short, with controls or direction overrides, or nothing to see."""
    line = tidy(text)
    odd = any(unicodedata.category(character) in NOT_SHOWN or character in NEVER for character in line)
    seen = any(unicodedata.category(character)[0] in "LNPS" for character in line)
    return odd or not seen or not shortest <= len(line) <= longest
