"""Setting text on a picture: the font that has each letter, lines that fit, both directions.

Figtree sets what it can; a second font has the other alphabets; what neither has (emoji, mostly) is left out rather
than drawn as boxes. A line with right-to-left letters is set whole in the second font, so that it is put in order once.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).parent / "fonts"
FIGTREE = (str(FONTS / "figtree-latin.woff2"), str(FONTS / "figtree-latin-ext.woff2"))
WIDE = str(FONTS / "wide-bold.woff2")
FROM_THE_SYSTEM = tuple(map(str, sorted(Path("/usr/share/fonts").glob("**/NotoSansCJK-Bold.ttc"))))
RIGHT_TO_LEFT = frozenset({"R", "AL"})
STRONG = RIGHT_TO_LEFT | {"L"}
NOWHERE = "\U000fffff"  # no font has it, so it shows how a font draws what it lacks
PROBE = 24
BOLD, PLAIN = 700, 500
ELLIPSIS = "…"
BALANCE_STEP = 24  # pixels


@dataclass(frozen=True, slots=True)
class Style:
    """A size in pixels, a weight of 300 to 900, and whether the whole text reads from right to left."""

    size: int
    weight: int = PLAIN
    from_right: bool = False


@lru_cache(maxsize=64)
def _font(path: str, style: Style) -> FreeTypeFont:
    font = ImageFont.truetype(path, style.size)
    if path in FIGTREE:
        font.set_variation_by_axes([style.weight])
    return font


@lru_cache(maxsize=4096)
def _has(path: str, letter: str) -> bool:
    font = _font(path, Style(PROBE))
    return letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask(NOWHERE))


@lru_cache(maxsize=4096)
def _path_for(letter: str) -> str | None:
    return next((path for path in (*FIGTREE, WIDE, *FROM_THE_SYSTEM) if _has(path, letter)), None)


def settable(text: str) -> str:
    """The text without the letters that no font here has."""
    kept = "".join(letter for letter in unicodedata.normalize("NFC", text) if _drawable(letter))
    return " ".join(kept.split())


def _drawable(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"} and _path_for(letter) is not None


def reads_from_right(text: str) -> bool:
    """Whether the text's first letter with a direction runs from right to left."""
    first = next((kind for letter in text if (kind := unicodedata.bidirectional(letter)) in STRONG), "L")
    return first in RIGHT_TO_LEFT


def _pieces(line: str, style: Style) -> Iterator[tuple[FreeTypeFont, str]]:
    if style.from_right or any(unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in line):
        yield _font(WIDE, style), line
        return
    for path, letters in groupby(line, key=_path_for):
        yield _font(path or WIDE, style), "".join(letters)


def width(line: str, style: Style) -> float:
    """How wide the line is, in pixels."""
    return sum(font.getlength(piece) for font, piece in _pieces(line, style))


def wrapped(text: str, style: Style, *, within: int, most: int) -> tuple[list[str], bool]:
    """The text in at most so many lines of at most so many pixels, and whether all of it is there."""
    lines: list[str] = []
    for word in _broken(text.split(), style, within):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, style) <= within:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) <= most:
        return lines, True
    return [*lines[: most - 1], _shortened(" ".join(lines[most - 1 :]), style, within)], False


def balanced(text: str, style: Style, *, within: int, lines: int) -> list[str]:
    """The text in so many lines of much the same width, where it can be set so."""
    best, whole = wrapped(text, style, within=within, most=lines)
    narrower = within
    while whole and len(best) == lines > 1 and narrower > within // 2:
        narrower -= BALANCE_STEP
        tried, fits = wrapped(text, style, within=narrower, most=lines)
        if not fits:
            break
        best = tried
    return best


def _broken(words: list[str], style: Style, within: int) -> Iterator[str]:
    """The words, those that are wider than a line in parts."""
    for word in words:
        start = 0
        for end in range(1, len(word) + 1):
            if width(word[start:end], style) > within:
                yield word[start : end - 1]
                start = end - 1
        yield word[start:]


def _shortened(line: str, style: Style, within: int) -> str:
    while line and width(line + ELLIPSIS, style) > within:
        line = line[:-1]
    return line.rstrip(" ,.;:") + ELLIPSIS


def set_line(draw: ImageDraw.ImageDraw, line: str, style: Style, *, at: tuple[float, float], ink: str) -> None:
    """Draw the line with its baseline's left end at this point."""
    x, y = at
    side = "rtl" if style.from_right or reads_from_right(line) else "ltr"
    for font, piece in _pieces(line, style):
        draw.text((x, y), piece, font=font, fill=ink, anchor="ls", direction=side)
        x += font.getlength(piece)
