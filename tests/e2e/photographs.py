"""Photos as a phone takes them, place and all: hills under a sky, so that one sees which way is up."""

import math
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Locator, expect

SKIES = (("#f6c489", "#bd4419"), ("#a8c8e8", "#3c6890"), ("#efd9c6", "#8a6a8c"), ("#cfe3c9", "#4f7d5a"))
GPS = {1: "N", 2: (47.0, 22.0, 33.0), 3: "E", 4: (8.0, 32.0, 27.0)}


def a_photo(number: int = 0, size: tuple[int, int] = (1600, 1200), kind: str = "JPEG") -> dict[str, Any]:
    """As Playwright hands files to a page."""
    width, height = size
    image = Image.new("RGB", size)
    pen = ImageDraw.Draw(image)
    light, dark = (ImageDraw.ImageColor.getrgb(ink) for ink in SKIES[number % len(SKIES)])
    for y in range(height):
        part = y / height
        pen.line((0, y, width, y), fill=tuple(round(a + (b - a) * part) for a, b in zip(light, dark, strict=True)))
    pen.ellipse((width * 0.62, height * 0.16, width * 0.62 + height * 0.2, height * 0.36), fill="#fff3dc")
    for layer in range(3):
        ink = tuple(round(value * (0.62 - 0.17 * layer)) for value in dark)
        base = height * (0.55 + 0.14 * layer)
        hills = [
            (x, base + height * 0.07 * math.sin(x / width * (5 + 2 * layer) + number + layer * 2))
            for x in range(0, width + 8, 8)
        ]
        pen.polygon([(0, height), *hills, (width, height)], fill=ink)
    exif = Image.Exif()
    exif.get_ifd(0x8825).update(GPS)
    file = BytesIO()
    image.save(file, kind, exif=exif, quality=90)
    return {"name": f"IMG_{number:04}.{kind.lower()}", "mimeType": f"image/{kind.lower()}", "buffer": file.getvalue()}


def is_seen(photo: Locator) -> None:
    """The picture is there, and not only its place."""
    expect(photo).to_be_visible()
    photo.page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=photo.element_handle())
