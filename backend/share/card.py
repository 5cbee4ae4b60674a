"""The picture beside a shared link: 1200 x 630, warm paper, one ember."""

from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from backend.share import lettering
from backend.share.lettering import BOLD, Style

SIZE = (1200, 630)
MARGIN = 84
WITHIN = SIZE[0] - 2 * MARGIN
PAPER, INK, QUIET, LINE, EMBER = "#fcf9f5", "#251c17", "#635953", "#e6dfd8", "#bd4419"
TONES = {"rose": ("#fee8e7", "#bc1c3e"), "amber": ("#fdf0cf", "#855d00")}
TITLE_SIZES = ((84, 2), (72, 3), (60, 4), (48, 5))  # pixels and the most lines at that size
SMALL, MIDDLE = Style(30), Style(34, BOLD)
LEADING = 1.14
BESIDE_FLAME = 58
TITLE_TOP, FOOT = 150, 520
COLOURS = 64
DESIGN = "1"  # part of the ETag: a new number when the drawing changes
FLAME = Path(__file__).parent / "flame.png"


@dataclass(frozen=True, slots=True)
class Card:
    """The words on the picture; `mark` is a word and the name of its tone."""

    title: str
    over: str
    when: str = ""
    where: str = ""
    mark: tuple[str, str] | None = None


def etag(card: Card) -> str:
    """The same words have the same picture."""
    return blake2b(f"{DESIGN}{asdict(card)}".encode(), digest_size=12).hexdigest()


@lru_cache(maxsize=256)
def png(card: Card) -> bytes:
    """The picture as PNG; drawn once for the same words."""
    picture = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    _head(picture, draw, card)
    _title(draw, lettering.settable(card.title) or lettering.settable(card.over))
    _foot(draw, card)
    file = BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _head(picture: Image.Image, draw: ImageDraw.ImageDraw, card: Card) -> None:
    draw.rectangle((0, 0, SIZE[0], 14), fill=EMBER)
    with Image.open(FLAME) as flame:
        small = flame.resize((38, 55), Image.Resampling.LANCZOS)
    picture.paste(small, (MARGIN, 56), small)
    taken = _mark(draw, *card.mark) if card.mark else 0.0
    _one_line(draw, card.over, SMALL, at=(MARGIN + BESIDE_FLAME, 96), within=WITHIN - BESIDE_FLAME - taken, ink=QUIET)


def _mark(draw: ImageDraw.ImageDraw, word: str, tone: str) -> float:
    """Draw the mark in the corner and return the room it takes."""
    tint, ink = TONES[tone]
    style = Style(28, BOLD)
    wide = lettering.width(word, style) + 40
    right = SIZE[0] - MARGIN
    draw.rounded_rectangle((right - wide, 62, right, 110), radius=14, fill=tint)
    lettering.set_line(draw, word, style, at=(right - wide + 20, 96), ink=ink)
    return wide + 40


def _title(draw: ImageDraw.ImageDraw, title: str) -> None:
    style, lines = _fitted(title)
    step = style.size * LEADING
    room = FOOT - 40 - TITLE_TOP
    y = TITLE_TOP + max(0.0, (room - step * len(lines)) / 2) + style.size * 0.84
    for line in lines:
        x = SIZE[0] - MARGIN - lettering.width(line, style) if style.from_right else MARGIN
        lettering.set_line(draw, line, style, at=(x, y), ink=INK)
        y += step


def _fitted(title: str) -> tuple[Style, list[str]]:
    """The largest size at which all of the title stands; at the smallest, as much of it as there is room for."""
    from_right = lettering.reads_from_right(title)
    for size, most in TITLE_SIZES:
        style = Style(size, BOLD, from_right)
        lines, whole = lettering.wrapped(title, style, within=WITHIN, most=most)
        if whole:
            return style, lettering.balanced(title, style, within=WITHIN, lines=len(lines))
    return style, lines


def _foot(draw: ImageDraw.ImageDraw, card: Card) -> None:
    draw.line((MARGIN, FOOT - 16, SIZE[0] - MARGIN, FOOT - 16), fill=LINE, width=2)
    _one_line(draw, card.when, MIDDLE, at=(MARGIN, FOOT + 32), ink=INK)
    _one_line(draw, card.where, SMALL, at=(MARGIN, FOOT + 76), ink=QUIET)


def _one_line(
    draw: ImageDraw.ImageDraw, text: str, style: Style, *, at: tuple[float, float], ink: str, within: float = WITHIN
) -> None:
    lines, _ = lettering.wrapped(lettering.settable(text), style, within=int(within), most=1)
    for line in lines:
        lettering.set_line(draw, line, style, at=at, ink=ink)
