"""What `import-chat` is given: a file of lines, or a ZIP of lines and photos as an export is one (`writers.parcel`).

Nothing is unpacked to a disk, so no name in it leads anywhere. What it says of its sizes is not believed.
"""

import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from backend.chat.readers.lines import MOST_BYTES
from backend.chat.writers.parcel import LINES

BEGINS = b"PK\x03\x04"
MOST_PHOTO = 25 * 1024 * 1024  # bytes, as at the door
MOST_PACKED = 200  # times; words of people are packed ten times as tightly at most
PLAIN = frozenset({ZIP_STORED, ZIP_DEFLATED})
LOCKED = 0x1
BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


class UnreadableParcel(Exception):
    """Nothing of this file, or no more of it, can be read; the sentence says why."""


class UnreadablePhoto(Exception):
    """This photo is not there, or cannot be unpacked; the sentence says why."""


class Parcel:
    """Lines of bytes, and photos by their names; `size` is how many bytes the lines have."""

    def __init__(self, lines: IO[bytes], size: int, photos: ZipFile | None) -> None:
        self.size = size
        self._lines = lines
        self._photos = photos

    def lines(self) -> Iterator[bytes]:
        """The lines; what a line has beyond what is read is passed over.

        Raises:
            UnreadableParcel: when the ZIP is damaged there.
        """
        try:
            while line := self._lines.readline(MOST_BYTES + 1):
                yield line
                while len(line) > MOST_BYTES and not line.endswith(b"\n"):
                    line = self._lines.readline(MOST_BYTES + 1)
        except BROKEN as error:
            raise UnreadableParcel(f"{LINES} in this ZIP is damaged; what stands before was taken in.") from error

    def place(self) -> int:
        """How many bytes of the lines were read."""
        return self._lines.tell()

    def photo(self, name: str) -> IO[bytes]:
        """The photo's file, which may be anything.

        Raises:
            UnreadablePhoto: when it is not there, larger than a photo may be, or cannot be unpacked.
        """
        if self._photos is None:
            raise UnreadablePhoto("Photos are taken in together with the ZIP in which they and the lines stand.")
        try:
            return BytesIO(_unpacked(self._photos, self._photos.getinfo(name)))
        except KeyError as error:
            raise UnreadablePhoto("This photo is not in the ZIP.") from error
        except BROKEN as error:
            raise UnreadablePhoto("This photo cannot be unpacked.") from error


@contextmanager
def opened(path: Path) -> Iterator[Parcel]:
    """The file, open to be read.

    Raises:
        UnreadableParcel: when it is a ZIP without lines, or one that is more than it can be.
    """
    with path.open("rb") as file:
        if file.read(len(BEGINS)) != BEGINS:
            file.seek(0)
            yield Parcel(file, path.stat().st_size, None)
            return
        try:
            whole = ZipFile(file)
            entry = whole.getinfo(LINES)
            _check(entry)
        except KeyError as error:
            raise UnreadableParcel(f"There is no {LINES} in this ZIP.") from error
        except BROKEN as error:
            raise UnreadableParcel("This ZIP cannot be read.") from error
        with whole, closing(BufferedReader(whole.open(entry))) as lines:  # type: ignore[type-var] # reads as well as a raw one
            yield Parcel(lines, entry.file_size, whole)


def _check(entry: ZipInfo) -> None:
    if not _is_plain(entry):
        raise UnreadableParcel(f"{LINES} in this ZIP is locked, or packed in a way that is not read here.")
    if entry.file_size > MOST_PACKED * max(entry.compress_size, 1):
        raise UnreadableParcel(f"{LINES} in this ZIP is packed more tightly than words can be.")


def _is_plain(entry: ZipInfo) -> bool:
    return entry.compress_type in PLAIN and not entry.flag_bits & LOCKED


def _unpacked(whole: ZipFile, entry: ZipInfo) -> bytes:
    if not _is_plain(entry):
        raise UnreadablePhoto("This photo is locked, or packed in a way that is not read here.")
    if entry.file_size > MOST_PHOTO:
        raise UnreadablePhoto("This photo has more than 25 MB.")
    with whole.open(entry) as file:
        return file.read(MOST_PHOTO + 1)
