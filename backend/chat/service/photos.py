"""Photos: taken in, drawn anew, kept, put into a message, and let go of together with their files.

A row stands before its first file and goes after its last, so that no file is ever forgotten: whatever dies in
between, the row says what is to be swept.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from secrets import token_hex
from typing import IO

from sqlalchemy.orm import Session

from backend.chat.models import Message, Photo
from backend.chat.queries import photos as queries
from backend.chat.queries.changing import channel_of, writer_in
from backend.chat.queries.standing import Here
from backend.chat.rules import photos as rules
from backend.chat.service import judging, streams
from backend.core import aside, clock, feed, images, jobs, markup, storage
from backend.core.errors import Invalid, NotFound
from backend.core.images import Picture
from backend.people import queries as people
from backend.people.queries.restrictions import restrictions_on
from backend.people.rules.restrictions import SILENT, check
from backend.people.service.restricting import check_writes
from schemas.photos import SIDES
from schemas.words import RestrictionKind

SWEEP = "sweep_photos"
BATCH = 100
KEPT_FROM_SENT = (RestrictionKind.NO_PHOTOS, RestrictionKind.HOLD_FIRST)  # new words of what others see already
NO_WORDS = markup.understand("")
WOULD_WAIT = "In a message these words would wait for a look, and below a photo they cannot. Please leave them out."
# Half the cores: the others tell the news meanwhile. Who waits has their file on disk and not in memory.
BENCH = aside.Bench(max(1, min(4, (os.cpu_count() or 2) // 2)), waiting=24)


def sent_before(session: Session, owner_id: int, client_id: str, at: datetime) -> Photo | None:
    """The photo that came by this request before and is ready; else there is one to be drawn.

    Raises:
        EnoughPhotos: when there is one to be drawn, and it would be too many for a day.
        PhotoGone: when it came and was removed, or is in a message already.
    """
    known = queries.sent_with(session, owner_id, client_id)
    if known is None:
        sent = queries.count_since(session, owner_id, at - rules.A_DAY)
        rules.check_day(sent, newcomer=queries.is_newcomer(session, owner_id, at))
        return None
    return _if_ready(known)


def _if_ready(known: Photo) -> Photo | None:
    if known.removed_at is not None or known.message_id is not None:
        raise rules.PhotoGone([known.id])
    return known if known.ready_at is not None else None


def draw(file: IO[bytes]) -> Picture:
    """The picture in the file, drawn anew in every size, beside the event loop.

    Raises:
        NotAPhoto, TooManyPixels, DamagedPhoto: for what cannot be shown.
        Busy: when many are being drawn.
    """
    return BENCH.run(images.drawn_anew, file, SIDES)


def begin(session: Session, owner_id: int, client_id: str, alt: str, picture: Picture) -> Photo:
    """Write down that the photo's files are about to be there.

    Raises:
        Restricted: when moderators keep the owner from it.
        EnoughPhotos, PhotoGone: as `sent_before`, for what came meanwhile.
    """
    people.person_to_change(session, owner_id)  # two phones of one person take turns
    check_writes(session, owner_id, RestrictionKind.NO_PHOTOS)
    at = clock.now()
    sent_before(session, owner_id, client_id, at)
    return _begun(session, owner_id, client_id, alt, picture, at=at)


def _begun(session: Session, owner_id: int, client_id: str, alt: str, picture: Picture, *, at: datetime) -> Photo:
    photo = queries.sent_with(session, owner_id, client_id)
    if photo is None:
        photo = Photo(owner_id=owner_id, client_id=client_id, key=token_hex(16), begun_at=at)
        photo.sweep_at = rules.due_unsent(clock.now())
        session.add(photo)
    photo.alt, photo.width, photo.height, photo.colour = alt, picture.width, picture.height, picture.colour
    session.flush()
    return photo


def brought_before(session: Session, owner_id: int, client_id: str) -> Photo | None:
    """The photo that an import brought before it broke off, if it is ready.

    Raises:
        PhotoGone: when it came and was removed, or is in a message already.
    """
    known = queries.sent_with(session, owner_id, client_id)
    return _if_ready(known) if known else None


def bring(session: Session, owner_id: int, client_id: str, alt: str, picture: Picture, *, at: datetime) -> Photo:
    """Write down that files of a photo of the past are about to be there; it counts as sent then, not today."""
    return _begun(session, owner_id, client_id, alt, picture, at=at)


def keep(photo: Photo, picture: Picture) -> None:
    """Put the photo's files where files are kept.

    Raises:
        NoSpace, FilesAway: when they cannot be; what is there already is swept some day, or used when it comes again.
    """
    place = storage.current()
    for side, body in picture.renditions.items():
        place.write(rules.file_of(photo.key, side), body)


def ready(session: Session, owner_id: int, photo_id: int) -> Photo:
    """Say that all of the photo's files are there.

    Raises:
        NotFound: when it was thrown away meanwhile.
    """
    photo = queries.photo_to_change(session, owner_id, photo_id)
    photo.ready_at = photo.ready_at or clock.now()
    return photo


def describe(session: Session, owner: feed.Reader, photo_id: int, alt: str) -> Photo:
    """Say what the photo shows; where it was sent, its message is told anew.

    Raises:
        NotFound: when it is not this person's, or gone.
        Restricted: when moderators keep the owner from writing where it was sent; saying nothing stays allowed.
        Invalid, SlowMode: when new words of theirs would wait for a look there, or are too soon.
    """
    message_id = queries.message_of(session, photo_id)
    here = writer_in(session, owner, channel_of(session, message_id)).here if message_id else None
    message = queries.message_to_change(session, photo_id)
    photo = queries.photo_to_change(session, owner.id, photo_id)
    if alt not in {"", photo.alt}:
        where = message.channel_id if message else None
        check(restrictions_on(session, owner.id, where), *SILENT, *(KEPT_FROM_SENT if message else ()))
        if here is not None and message is not None:
            _check_judged(session, here, message, alt)
    photo.alt = alt
    if message is not None:
        feed.touch(session, message, on=streams.channel(message.channel_id))
    return photo


def _check_judged(session: Session, here: Here, message: Message, alt: str) -> None:
    words = judging.Words(NO_WORDS, len(message.photo_ids), clock.now(), message.id, alt)
    judged = judging.judged(session, here, words)
    if judged.why:
        raise Invalid(WOULD_WAIT, errors={"alt": [WOULD_WAIT]})
    judging.tell(session, message, judged)


def discard(session: Session, owner_id: int, photo_id: int) -> None:
    """Throw a photo away that was not sent.

    Raises:
        NotFound: when it is not this person's, gone, or was sent; then its message is what to remove.
    """
    photo = queries.photo_to_change(session, owner_id, photo_id)
    if photo.message_id is not None:
        raise NotFound
    _let_go(session, [photo], clock.now())


def attach(session: Session, author_id: int, message: Message, photo_ids: Sequence[int]) -> None:
    """Send these photos with the message, in this order.

    Raises:
        PhotoGone: when one of them is not the author's, not ready, sent before, or gone.
    """
    sent = _to_send(session, author_id, photo_ids)
    for place, photo in enumerate(sent):
        photo.message_id, photo.place, photo.sweep_at = message.id, place, None
    message.photo_ids = [photo.id for photo in sent]
    session.flush()  # the message is about to be shown


def _to_send(session: Session, owner_id: int, photo_ids: Sequence[int]) -> list[Photo]:
    wanted = list(dict.fromkeys(photo_ids))
    found = queries.unsent_to_change(session, owner_id, wanted) if wanted else {}
    if missing := [photo_id for photo_id in wanted if photo_id not in found]:
        raise rules.PhotoGone(missing)
    return [found[photo_id] for photo_id in wanted]


def remove_of(session: Session, message: Message, keep_until: datetime | None = None) -> None:
    """Let go of a message's photos: from now on nobody is shown them.

    Their files go once this is stored, or at `keep_until`.
    """
    if message.photo_ids:
        _let_go(session, queries.photos_to_change(session, message.id), clock.now(), keep_until)
        message.photo_ids = []


def remove_one(session: Session, message: Message, photo: Photo, keep_until: datetime) -> None:
    """Take one photo out of a message; both are locked. Its files stay until then, for moderators."""
    _let_go(session, [photo], clock.now(), keep_until)
    message.photo_ids = [photo_id for photo_id in message.photo_ids if photo_id != photo.id]


def put_back(session: Session, message: Message, alts: Mapping[str, str]) -> None:
    """Show photos of a message again that were removed, with what each shows in words; in their old order.

    Those whose files are gone stay away.
    """
    there = {photo.id: photo for photo in queries.photos_with(session, [int(one) for one in alts])}
    for photo in there.values():
        if photo.sweep_at is not None and photo.message_id == message.id:
            photo.removed_at, photo.sweep_at, photo.alt = None, None, alts[str(photo.id)]
    session.flush()
    message.photo_ids = [photo.id for photo in sorted(queries.photos_to_change(session, message.id), key=_place)]


def _place(photo: Photo) -> int:
    return photo.place


def _let_go(session: Session, photos: Iterable[Photo], at: datetime, keep_until: datetime | None = None) -> None:
    for photo in photos:
        photo.removed_at, photo.sweep_at, photo.alt = photo.removed_at or at, keep_until or at, ""
    if keep_until is None:
        jobs.soon(session, SWEEP)


def keep_for(session: Session, owner_id: int, photo_ids: Sequence[int]) -> list[int]:
    """Keep these photos, in this order, for a message that waits for a look.

    Raises:
        PhotoGone: when one of them is not there to be sent.
    """
    kept = _to_send(session, owner_id, photo_ids)
    for photo in kept:
        photo.sweep_at = None
    return [photo.id for photo in kept]


def let_go_unsent(session: Session, owner_id: int, photo_ids: Sequence[int], keep_until: datetime | None) -> None:
    """Let go of the photos of what is published by nobody; they can still be brought back until `keep_until`."""
    if not photo_ids:
        return
    there = list(queries.unsent_to_change(session, owner_id, photo_ids).values())
    for photo in there:
        photo.sweep_at = keep_until
    if keep_until is None:
        _let_go(session, there, clock.now())


def keep_again(session: Session, owner_id: int, photo_ids: Sequence[int]) -> None:
    """Keep photos that were let go of until some time, as far as their files are there."""
    for photo in queries.unsent_to_change(session, owner_id, photo_ids).values():
        photo.sweep_at = None


def take_due(session: Session, at: datetime) -> list[tuple[int, str]]:
    """The next photos whose files are to go, as ids and keys; from now on nobody can send them."""
    due = queries.due_to_change(session, at, limit=BATCH)
    for photo in due:
        photo.removed_at = photo.removed_at or at
    return [(photo.id, photo.key) for photo in due]


def swept(session: Session, photo_ids: Sequence[int]) -> None:
    """The files of these are gone; of those that were never sent nothing stays at all."""
    for photo in queries.photos_with(session, photo_ids):
        photo.sweep_at = None
        if photo.message_id is None:
            session.delete(photo)
