"""A conversation with its photos as one ZIP, made while it is sent: no more of it than a photo is ever in memory.

Its lines (`writers.lines`) stand first, in LINES; each photo is a file of its own under `photos/`.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LINES = "messages.jsonl"
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # a ZIP knows no time before
QUICKLY, AS_IT_IS = 1, 0  # what deflate spends on words, and on photos, which are packed already


class Photo(NamedTuple):
    """A photo of the conversation: its name in the ZIP, when it was sent, and the picture."""

    file: str
    at: datetime
    body: bytes


def pack(lines: Iterable[bytes], photos: Iterable[Photo], *, at: datetime) -> Iterator[bytes]:
    """The ZIP, piece by piece; `at` is when it is made."""
    outlet = _Outlet()
    with ZipFile(outlet, "w", compresslevel=QUICKLY) as whole:
        with whole.open(_named(LINES, at, QUICKLY), "w", force_zip64=True) as words:
            for some in lines:
                words.write(some)
                yield outlet.taken()
        for photo in photos:
            whole.writestr(_named(photo.file, photo.at, AS_IT_IS), photo.body)
            yield outlet.taken()
    yield outlet.taken()


def _named(name: str, at: datetime, effort: int) -> ZipInfo:
    """An entry; deflated even where nothing is gained, since then it says itself where it ends."""
    entry = ZipInfo(name, max(at, EARLIEST).astimezone(UTC).timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    entry._compresslevel = effort  # type: ignore[attr-defined] # noqa: SLF001 - it has no public name before Python 3.13
    return entry


class _Outlet:
    """What the ZIP is written to: it keeps what was written until that is taken, and cannot go back."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is to be done."""

    close = flush

    def taken(self) -> bytes:
        piece = b"".join(self._pieces)
        self._pieces.clear()
        return piece
