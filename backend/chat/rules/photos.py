"""What holds for photos: how many a day, how long one waits for its message, what its files are called."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from http import HTTPStatus

from backend.core.errors import Refusal
from schemas.photos import SIDES
from schemas.words import RefusalCode

A_DAY = timedelta(days=1)
MOST_A_DAY, MOST_AS_NEWCOMER = 60, 10
KEPT_UNSENT = timedelta(days=2)


class EnoughPhotos(Refusal):
    """The person sent as many as one may in a day; `about.most` is how many."""

    code = RefusalCode.ENOUGH_PHOTOS
    status = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self, most: int) -> None:
        self.about = {"most": most}
        super().__init__(f"{most} photos a day are as many as can be taken. Please send the others tomorrow.")


class PhotoGone(Refusal):
    """A photo that was to be sent is not there, or was sent before; `about.photo_ids` says which."""

    code = RefusalCode.PHOTO_GONE
    status = HTTPStatus.GONE
    detail = "A photo of this message is no longer there. Please add it again."

    def __init__(self, photo_ids: Collection[int] = ()) -> None:
        self.about = {"photo_ids": sorted(photo_ids)}
        super().__init__()


def check_day(sent: int, *, newcomer: bool) -> None:
    """Refuse one more than a person may send in a day.

    Raises:
        EnoughPhotos: saying how many that is.
    """
    most = MOST_AS_NEWCOMER if newcomer else MOST_A_DAY
    if sent >= most:
        raise EnoughPhotos(most)


def due_unsent(begun_at: datetime) -> datetime:
    """When a photo goes that nobody sends."""
    return begun_at + KEPT_UNSENT


def file_of(key: str, side: int) -> str:
    """The name of a photo's file of this size."""
    return f"photos/{key[:2]}/{key}-{side}.webp"


def files_of(key: str) -> Iterator[str]:
    """The names of all of a photo's files."""
    return (file_of(key, side) for side in SIDES)
