"""Pictures from strangers, made into pictures of ours: nothing of the file itself is kept but what can be seen.

What a picture is and how large is read from its header, before a single pixel is unpacked. It is then drawn anew,
smaller, as WebP without metadata: whatever else was in the file (a place, a name, a page, a program) is gone.
"""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from typing import IO

import structlog
from pi_heif import register_heif_opener
from PIL import Image, ImageCms

from backend.core.errors import Refusal
from schemas.words import RefusalCode

log = structlog.get_logger()

MOST_PIXELS = 40_000_000
READ = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF")
MOVING = frozenset({"PNG", "WEBP"})  # a JPEG or HEIC of several holds the same picture more than once
BEGINNING = 512  # bytes in which a file says what it is
BEGINS = (b"\xff\xd8\xff", b"\x89png")
BRANDS = frozenset({b"heic", b"heix", b"mif1", b"avif"})  # at the eighth byte; films begin in the same way
PAGES = (b"<svg", b"<!doctype", b"<html", b"<?xml", b"<script")
QUALITY, EFFORT = 80, 3  # WebP's; more effort is half as fast for a twentieth of the size
MOVES = "Moving pictures are not taken here. JPEG, PNG, WebP and HEIC are."
SMALLEST = 32  # pixels; what is smaller shows nothing

DIRECT = frozenset({"RGB", "RGBA", "L", "CMYK", "YCbCr"})  # modes that are made smaller as they are
ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# What stands beside the picture in a HEIC is not looked at; one thread is what a bench counts.
register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)


class NotAPhoto(Refusal):
    """The file is something else, or moves."""

    code = RefusalCode.NOT_A_PHOTO
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    detail = "This is not a photo that can be shown. JPEG, PNG, WebP and HEIC are taken."


class TooManyPixels(Refusal):
    """The photo is larger than is unpacked here."""

    code = RefusalCode.TOO_MANY_PIXELS
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    detail = "This photo has more than 40 million pixels. Please make it smaller first."


class DamagedPhoto(Refusal):
    """The photo cannot be unpacked, or a part of it is missing."""

    code = RefusalCode.DAMAGED_PHOTO
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    detail = "This photo is damaged, or a part of it is missing. Please choose it again, or another one."


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture drawn anew: its size in pixels, its colour as a whole (`#rrggbb`), and WebP by the longest side."""

    width: int
    height: int
    colour: str
    renditions: dict[int, bytes]


def drawn_anew(file: IO[bytes], sides: Sequence[int]) -> Picture:
    """The picture in the file, upright, at most so many pixels on its longest side, once for each of `sides`.

    A picture that is smaller than a side is not made larger. Takes up to a second of a core: see `aside`.

    Raises:
        NotAPhoto: for what is no picture, or moves.
        TooManyPixels: for more than can be unpacked here, as its header says.
        DamagedPhoto: for what cannot be unpacked.
    """
    beginning = _beginning(file)
    with _opened(file, beginning) as image:
        try:
            whole = _upright(image, max(sides))
        except Exception as error:  # decoders of strangers' bytes raise whatever they like
            log.info("photo.damaged", kind=image.format, error=type(error).__name__)
            raise DamagedPhoto from error
    pictures = {side: _smaller(whole, side) for side in sorted(sides, reverse=True)}
    return Picture(*whole.size, _colour(whole), {side: _webp(picture) for side, picture in pictures.items()})


def _beginning(file: IO[bytes]) -> bytes:
    """The first bytes; what is often taken for a photo is told at once what it is."""
    file.seek(0)
    beginning = file.read(BEGINNING).lower()
    file.seek(0)
    if beginning.lstrip().startswith(PAGES):
        raise NotAPhoto("This is a page or a drawing, not a photo. JPEG, PNG, WebP and HEIC are taken.")
    if beginning.startswith(b"gif8"):
        raise NotAPhoto(MOVES)
    return beginning


def _opened(file: IO[bytes], beginning: bytes) -> Image.Image:
    """The picture, of which only the header has been read."""
    try:
        image = Image.open(file, formats=READ)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels from error
    except Exception as error:
        log.info("photo.unreadable", error=type(error).__name__)
        raise (DamagedPhoto if _begins_as_photo(beginning) else NotAPhoto) from error
    _check(image)
    return image


def _begins_as_photo(beginning: bytes) -> bool:
    webp = beginning.startswith(b"riff") and beginning[8:12] == b"webp"
    return webp or beginning.startswith(BEGINS) or (beginning[4:8] == b"ftyp" and beginning[8:12] in BRANDS)


def _check(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise TooManyPixels
    if image.format in MOVING and getattr(image, "is_animated", False):
        raise NotAPhoto(MOVES)
    if min(width, height) < SMALLEST:
        raise NotAPhoto("This picture is too small to be seen.")


def _upright(image: Image.Image, side: int) -> Image.Image:
    """The picture as it is to be seen, in plain colours; a JPEG is unpacked at no more than it needs."""
    turn, profile = _turn(image), image.info.get("icc_profile")
    if image.mode not in DIRECT:
        image = _plain(image, profile)
    image.thumbnail((side, side), Image.Resampling.LANCZOS)
    return _plain(image.transpose(turn) if turn is not None else image, profile)


def _turn(image: Image.Image) -> Image.Transpose | None:
    """How the camera was held; one that says nonsense was held upright."""
    try:
        return UPRIGHT.get(image.getexif().get(ORIENTATION, 1))
    except Exception as error:  # noqa: BLE001 - what stands beside the picture is no reason to refuse it
        log.info("photo.odd_exif", error=type(error).__name__)
        return None


def _plain(image: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB as every screen understands it, with transparency where there is some, and no word beside it."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode.startswith(("I", "F")):
        image = image.point(lambda value: value / 256).convert("L")
    elif profile:
        image = _in_common_colours(image, profile)
    image = image.convert(mode)
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare


def _in_common_colours(image: Image.Image, profile: bytes) -> Image.Image:
    """Phones photograph in wider colours than sRGB, which would look pale; a profile that is none is passed over."""
    if image.mode not in DIRECT:
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
        theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
        changed = ImageCms.profileToProfile(image, theirs, ImageCms.createProfile("sRGB"), outputMode=mode)
        return changed or image
    return image


def _smaller(image: Image.Image, side: int) -> Image.Image:
    picture = image.copy()
    picture.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return picture


def _webp(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "WEBP", quality=QUALITY, method=EFFORT, exif=b"", icc_profile=b"", xmp=b"")
    return file.getvalue()


def _colour(image: Image.Image) -> str:
    """What the picture comes to from afar; what shows through is taken for paper."""
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    red, green, blue = flat.resize((1, 1), Image.Resampling.BOX).tobytes()
    return f"#{red:02x}{green:02x}{blue:02x}"
