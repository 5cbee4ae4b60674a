"""How long everybody is held up while photos are drawn anew: on the loop itself, and aside."""

import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import quantiles

import gevent
from PIL import Image

from backend.chat.service.photos import draw
from backend.core import images
from bench.figures import Figure, Measured
from schemas.photos import SIDES

SIZE = (4032, 3024)  # pixels; what a phone's camera gives
PHOTOS = 8
GOAL_MS = 100


def measure(folder: Path) -> Measured:
    """The loop is looked at every millisecond while one photo is drawn on it, then some aside."""
    photo = _photo(folder)
    on_it = max(_held_up(lambda: images.drawn_anew(BytesIO(photo), SIDES)))
    began = time.perf_counter()
    gaps = _held_up(
        lambda: gevent.joinall([gevent.spawn(draw, BytesIO(photo)) for _ in range(PHOTOS)], raise_error=True)
    )
    each = (time.perf_counter() - began) / PHOTOS
    usual, longest = quantiles(gaps, n=100)[98] * 1000, max(gaps) * 1000
    return Measured(
        "Photos of twelve megapixels",
        f"`python -m bench drawing`: {PHOTOS} JPEGs of {SIZE[0]} x {SIZE[1]} asked for at once, in three sizes each, "
        "while the event loop is looked at every millisecond.",
        (
            Figure("drawn anew, one after the other", f"{each:.2f} s each"),
            Figure("the loop stands still, drawing on it", f"{on_it * 1000:.0f} ms"),
            Figure("the loop stands still, drawing aside, p99", f"{usual:.1f} ms"),
            Figure("and at its longest", f"{longest:.0f} ms", f"under {GOAL_MS} ms", longest < GOAL_MS),
        ),
    )


def _photo(folder: Path) -> bytes:
    noise = Image.effect_noise((SIZE[0] // 16, SIZE[1] // 16), 80).resize(SIZE, Image.Resampling.BICUBIC)
    path = folder / "photo.jpg"
    Image.merge("RGB", (noise, noise.rotate(90), noise.rotate(180))).save(path, quality=90)
    return path.read_bytes()


def _held_up(work: Callable[[], object]) -> list[float]:
    """By how many seconds each look at the loop came late."""
    late: list[float] = []

    def look() -> None:
        before = time.perf_counter()
        while True:
            gevent.sleep(0.001)
            now = time.perf_counter()
            late.append(now - before - 0.001)
            before = now

    looking = gevent.spawn(look)
    gevent.sleep(0.05)
    late.clear()
    work()
    gevent.sleep(0.01)
    looking.kill()
    return late
