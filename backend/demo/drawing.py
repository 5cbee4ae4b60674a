"""The demo's photos, which are none: drawn by these lines, and seen to be. The same ones every time."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 640, 480
CLOTH, STRIPE, FRAME = "#f3ead9", "#d9583b", "#7d5f47"
WALL, SHADE, CRUST, CRUMB = "#33424f", "#26323d", "#b8722c", "#e8b566"
NIGHT, GLOW, WATER, HOUSE, LIT = (27, 35, 64), (242, 143, 92), "#22304f", "#141a2e", "#ffd27a"
PAPER, INK = "#fffdf6", "#2a2a2a"

Sheet = ImageDraw.ImageDraw


def loaf(sheet: Sheet) -> None:
    """A round loaf with three cuts, on a checked cloth."""
    _table(sheet)
    sheet.ellipse((160, 300, 500, 400), fill="#c9bda5")
    sheet.ellipse((150, 130, 490, 380), fill=CRUST)
    sheet.ellipse((176, 142, 464, 320), fill="#cf8a3c")
    for left in (220, 290, 360):
        sheet.chord((left, 160, left + 60, 300), 100, 280, fill=CRUMB)


def basket(sheet: Sheet) -> None:
    """Three long loaves that stand in a basket."""
    _table(sheet)
    for left, lean in ((226, -70), (300, 0), (374, 70)):
        sheet.line((left + 20, 330, left + 20 + lean, 90), fill=CRUST, width=62)
        sheet.ellipse((left - 11 + lean, 58, left + 51 + lean, 122), fill=CRUST)
        for step in range(3):
            x, y = left + 20 + lean * (step + 1) // 4, 280 - step * 62
            sheet.line((x - 18, y + 8, x + 18, y - 14), fill=CRUMB, width=11)
    sheet.polygon([(170, 280), (470, 280), (436, 420), (204, 420)], fill="#8a5a2b")
    for row in range(5):
        sheet.line((176 + row * 7, 296 + row * 28, 464 - row * 7, 296 + row * 28), fill="#a9743d", width=8)
    sheet.rounded_rectangle((160, 266, 480, 292), 13, fill="#a9743d")


def window(sheet: Sheet) -> None:
    """A window onto a town by the water in the evening; on a paper stuck to the pane stands 43."""
    for y in range(HEIGHT):
        share = min(1.0, y / 330)
        mixed = [round(low + (high - low) * share) for low, high in zip(NIGHT, GLOW, strict=True)]
        sheet.line((0, y, WIDTH, y), fill="#{:02x}{:02x}{:02x}".format(*mixed))
    for place in range(14):
        left, top = place * 46, 330 - (place * 53) % 130 - 40
        sheet.rectangle((left, top, left + 43, 360), fill=HOUSE)
        for light in range(place % 3, 9, 2):
            x, y = left + 7 + light % 3 * 12, top + 12 + light // 3 * 22
            sheet.rectangle((x, y, x + 7, y + 11), fill=LIT)
    sheet.rectangle((0, 350, WIDTH, HEIGHT), fill=WATER)
    for place in range(18):
        left = (place * 97) % WIDTH
        sheet.rounded_rectangle((left, 366 + place * 6, left + 64, 369 + place * 6), 2, fill="#c77a58")
    for bar in ((0, 0, WIDTH, 22), (0, HEIGHT - 26, WIDTH, HEIGHT), (0, 0, 22, HEIGHT), (WIDTH - 22, 0, WIDTH, HEIGHT)):
        sheet.rectangle(bar, fill=FRAME)
    _note(sheet)


def _note(sheet: Sheet) -> None:
    sheet.polygon([(206, 120), (432, 108), (442, 300), (214, 310)], fill=PAPER)
    sheet.polygon([(292, 96), (350, 93), (351, 122), (293, 125)], fill="#e9d9a6")
    sheet.line([(290, 158), (250, 226), (312, 222)], fill=INK, width=12, joint="curve")
    sheet.line([(294, 182), (298, 264)], fill=INK, width=12)
    sheet.line([(346, 156), (396, 154), (366, 196)], fill=INK, width=12, joint="curve")
    sheet.arc((338, 190, 402, 258), 250, 150, fill=INK, width=12)


def _table(sheet: Sheet) -> None:
    sheet.rectangle((0, 0, WIDTH, 230), fill=WALL)
    sheet.rectangle((0, 200, WIDTH, 230), fill=SHADE)
    sheet.rectangle((0, 230, WIDTH, HEIGHT), fill=CLOTH)
    for place in range(0, WIDTH + 1, 64):
        sheet.line((WIDTH // 2 + (place - WIDTH // 2) * 0.8, 230, place * 1.4 - 128, HEIGHT), fill=STRIPE, width=8)
    for y in (262, 306, 362, 432):
        sheet.line((0, y, WIDTH, y), fill=STRIPE, width=8)


PICTURES: dict[str, Callable[[Sheet], None]] = {"loaf": loaf, "basket": basket, "window": window}


def picture(name: str) -> BytesIO:
    """The picture of that name, as a file such as a phone sends."""
    image = Image.new("RGB", (WIDTH, HEIGHT))
    PICTURES[name](ImageDraw.Draw(image))
    file = BytesIO()
    image.save(file, "PNG", compress_level=1)
    return file
