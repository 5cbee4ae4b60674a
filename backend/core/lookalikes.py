"""What a name looks like: a key under which names that the eye takes for each other are the same."""

import re

from backend.core.text import folded

# Letters of other alphabets, digits and signs, by the Latin letter they are taken for (after folding, so small ones).
_TAKEN_FOR = {
    "a": "\u0430\u03b1\u02514@",
    "b": "\u042c\u0432\u01848",
    "c": "\u0441\u03f2\u1d04\u00a2",
    "d": "\u0501\u0257",
    "e": "\u0435\u0454\u04bd\u03b53\u20ac",
    "g": "\u0261\u050d9",
    "h": "\u04bb\u0570\u029c",
    "i": "\u0456\u03b9\u0269\u04cfl\u026d1|!\u01c0\u05df\u217c",
    "j": "\u0458\u029d",
    "k": "\u043a\u03ba",
    "m": "\u043c\u1d0d",
    "n": "\u043f\u0578\u0274",
    "o": "\u043e\u03bf\u03c3\u05850\u10ff",
    "p": "\u0440\u03c1",
    "q": "\u051b\u0566",
    "r": "\u0433\u0280\u027e",
    "s": "\u0455\ua7315$",
    "t": "\u0442\u03c4\u1d1b7",
    "u": "\u03c5\u057d\u028b\u0446",
    "v": "\u0475\u03bd\u1d20",
    "w": "\u051d\u03c9\u0461\u1d21",
    "x": "\u0445\u03c7",
    "y": "\u0443\u04af\u03b3\u028f",
    "z": "\u1d222",
}
_LATIN = str.maketrans({sign: letter for letter, signs in _TAKEN_FOR.items() for sign in signs})
_PAIRS = (("rn", "m"), ("vv", "w"))
_WORDS = re.compile(r"[^\W_]+")
_SPACED = re.compile(r"\b(?:\w )+\w\b")


def skeleton(text: str) -> str:
    """The text as words of Latin letters, each letter the one it is taken for; letters set apart are one word."""
    latin = folded(text).translate(_LATIN)
    for pair, letter in _PAIRS:
        latin = latin.replace(pair, letter)
    words = " ".join(_WORDS.findall(latin))
    return _SPACED.sub(lambda run: run.group().replace(" ", ""), words)
