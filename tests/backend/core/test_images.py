"""What strangers send as a photo is drawn anew or refused by name; nothing lives on but what can be seen."""

import random
import time
from io import BytesIO

import gevent
import pytest
from PIL import Image, ImageCms

from backend.core import aside
from backend.core.errors import Busy
from backend.core.images import DamagedPhoto, NotAPhoto, TooManyPixels, drawn_anew
from tests import shared_data
from tests.architecture.tree import ROOT
from tests.bombs import a_png_that_says

SIDES = (320, 1080, 2048)
PICTURES = ROOT / "tests/pictures"
GPS, MAKER = 0x8825, 0x010F
NOTHING: tuple = ({}, set(), set())
PLACE = {1: "N", 2: (47.0, 22.0, 33.0), 3: "E", 4: (8.0, 32.0, 27.0)}


def photo(kind="JPEG", size=(640, 480), **options):
    """A photo whose left half is red and whose right half is blue."""
    image = Image.new(options.pop("mode", "RGB"), size, options.pop("ink", "#c01010"))
    image.paste("#1010c0", (size[0] // 2, 0, *size)) if image.mode == "RGB" else None
    file = BytesIO()
    image.save(file, kind, **options)
    return file


def shown(picture, side=2048):
    return Image.open(BytesIO(picture.renditions[side]))


def told_beside(body):
    """Whatever a file says beside its pixels."""
    image = Image.open(BytesIO(body))
    chunks = {body[at : at + 4] for at in range(12, len(body) - 4) if body[at : at + 4] in {b"EXIF", b"XMP ", b"ICCP"}}
    return dict(image.getexif()), chunks, {name for name in image.info if name not in {"loop", "background"}}


@pytest.mark.data
@pytest.mark.parametrize("path", shared_data.every("exif_images/*.jpg"))
def test_of_the_photos_of_the_world_none_keeps_its_place_or_anything_else(path):
    """S-54: zero tags, of the place or of anything else, over every photo of the set; and each stands upright."""
    picture = drawn_anew(BytesIO(shared_data.real(path)), SIDES)

    assert (picture.width > picture.height) == ("landscape" in path)
    assert [told_beside(body) for body in picture.renditions.values()] == [NOTHING] * 3


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_place_and_name_are_gone_and_the_picture_is_upright(kind):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[MAKER] = "canary-maker"
    exif.get_ifd(GPS).update(PLACE)
    xmp = {} if kind == "PNG" else {"xmp": b"<x:xmpmeta>canary-xmp</x:xmpmeta>"}
    sent = photo(kind, exif=exif, icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), **xmp)
    assert b"canary" in sent.getvalue()

    picture = drawn_anew(sent, SIDES)

    assert (picture.width, picture.height) == (480, 640)
    for body in picture.renditions.values():
        assert told_beside(body) == NOTHING
        assert b"canary" not in body
    top, bottom = shown(picture).getpixel((240, 100)), shown(picture).getpixel((240, 540))
    assert top[0] > top[2]
    assert bottom[2] > bottom[0]


def test_the_photo_of_an_iphone_is_read_and_stands_upright():
    picture = drawn_anew(BytesIO((PICTURES / "held_sideways.heic").read_bytes()), SIDES)

    assert sorted(shown(picture).size) == [64, 96]
    assert told_beside(picture.renditions[2048]) == NOTHING


def test_each_size_is_no_larger_than_asked_and_none_is_made_larger_than_it_was():
    large, small = drawn_anew(photo(size=(3000, 1500)), SIDES), drawn_anew(photo(size=(300, 200)), SIDES)

    assert {side: shown(large, side).size for side in SIDES} == {320: (320, 160), 1080: (1080, 540), 2048: (2048, 1024)}
    assert {shown(small, side).size for side in SIDES} == {(300, 200)}
    assert (large.width, large.height) == (2048, 1024)
    assert large.colour in {"#681068", "#690f68"}  # purple, as red and blue are from afar


@pytest.mark.parametrize(
    ("mode", "kind", "becomes"),
    [("CMYK", "JPEG", "RGB"), ("L", "JPEG", "RGB"), ("1", "PNG", "RGB"), ("I;16", "PNG", "RGB"), ("P", "PNG", "RGB"),
     ("RGBA", "PNG", "RGBA"), ("LA", "PNG", "RGBA")],
)  # fmt: skip
def test_every_way_to_write_colours_is_understood(mode, kind, becomes):
    sent = photo(kind, mode=mode, ink=0 if mode in {"1", "I;16", "P", "L"} else None)

    picture = drawn_anew(sent, SIDES)

    assert shown(picture).mode == becomes
    assert picture.width == 640


@pytest.mark.parametrize("size", [(50_000, 50_000), (8_000, 5_001), (40_000_000, 2)])
def test_a_bomb_is_refused_by_its_header(size):
    """S-54, B7."""
    began = time.process_time()

    with pytest.raises(TooManyPixels):
        drawn_anew(a_png_that_says(*size), SIDES)

    assert time.process_time() - began < 1


def several(kind):
    file = BytesIO()
    frames = [Image.new("RGB", (64, 64), ink) for ink in ("red", "green", "blue")]
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=100)
    return file.getvalue()


REFUSED = {
    "an SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', NotAPhoto),
    "an SVG behind blanks": (b'\n\n  <?xml version="1.0"?><svg onload="alert(1)"/>', NotAPhoto),
    "a page": (b"<!DOCTYPE html><script>alert(1)</script>", NotAPhoto),
    "a program": (b"MZ\x90\0" * 500, NotAPhoto),
    "a PDF": (b"%PDF-1.7\n" * 50, NotAPhoto),
    "nothing": (b"", NotAPhoto),
    "a GIF that moves": (several("GIF"), NotAPhoto),
    "a PNG that moves": (several("PNG"), NotAPhoto),
    "a WebP that moves": (several("WEBP"), NotAPhoto),
    "a GIF that is a script": (b"GIF89a=1;alert(1)//" + b"\0" * 100, NotAPhoto),
    "a dot": (photo(size=(1, 1)).getvalue(), NotAPhoto),
    "half a JPEG": (photo().getvalue()[:2000], DamagedPhoto),
    "half a PNG": (photo("PNG", size=(900, 900)).getvalue()[:1500], DamagedPhoto),
    "half a HEIC": ((PICTURES / "held_sideways.heic").read_bytes()[:600], DamagedPhoto),
    "a HEIC larger than it says": ((PICTURES / "says_it_is_small.heic").read_bytes(), DamagedPhoto),
    "a PNG of too little": (a_png_that_says(4_000, 4_000).getvalue(), DamagedPhoto),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_photo_is_refused_in_a_sentence(what):
    body, refusal = REFUSED[what]

    with pytest.raises(refusal) as refused:
        drawn_anew(BytesIO(body), SIDES)

    assert refused.value.detail.endswith(".")


def test_of_a_photo_that_is_a_page_too_only_the_photo_is_left():
    """S-53: a polyglot is drawn anew."""
    sent = BytesIO(photo(comment=b"<script>canary</script>").getvalue() + b"<html><script>canary</script></html>PK\3\4")

    picture = drawn_anew(sent, SIDES)

    assert not any(b"canary" in body or b"PK" in body[-64:] for body in picture.renditions.values())


@pytest.mark.data
def test_a_photo_damaged_anywhere_is_shown_or_refused(rng):
    """B6: bits flipped and ends cut off; whatever a decoder raises, a sentence comes of it."""
    samples = [shared_data.real("exif_images/jpg_orientation_portrait_5.jpg")]
    samples.append((PICTURES / "held_sideways.heic").read_bytes())
    samples += [photo(kind, size=(200, 120)).getvalue() for kind in ("PNG", "WEBP", "AVIF")]
    for turn in range(150):
        body = bytearray(samples[turn % len(samples)])
        for _ in range(rng.randint(1, 8)):
            body[rng.randrange(len(body))] = rng.randrange(256)
        try:
            drawn_anew(BytesIO(body[: rng.randint(20, len(body))] if turn % 3 == 0 else body), (320,))
        except (NotAPhoto, TooManyPixels, DamagedPhoto):
            continue


@pytest.fixture
def rng(request):
    return random.Random(request.node.name)


def test_no_more_work_at_once_than_there_is_room_for_and_the_loop_goes_on():
    bench = aside.Bench(1, waiting=1)
    at_it, ticks = [], []

    def work():
        at_it.append(1)
        most = len(at_it)
        time.sleep(0.05)
        at_it.pop()
        return most

    def tick():
        while True:
            ticks.append(1)
            gevent.sleep(0.005)

    ticking = gevent.spawn(tick)
    hands = [gevent.spawn(bench.run, work) for _ in range(3)]
    gevent.joinall(hands)
    ticking.kill()

    assert [hand.value for hand in hands[:2]] == [1, 1]
    assert isinstance(hands[2].exception, Busy)
    assert len(ticks) > 5
