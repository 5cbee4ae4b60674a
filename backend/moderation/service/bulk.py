"""Taking many messages away as one event, and putting all of them back as one.

So many go at a time that others can write in between; whoever asked goes on until nothing is left.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.core.errors import NotFound, Outdated
from backend.moderation.models import Bulk, Decision, Removal
from backend.moderation.queries import bulk as queries
from backend.moderation.queries.guidelines import check_point
from backend.moderation.rules.own import check_not_own
from backend.moderation.rules.wanting import Wanted, read
from backend.moderation.service import auditing, removing, restoring, telling
from backend.moderation.service.auditing import Act
from backend.moderation.service.removing import Why
from schemas.words import Reportable

AT_ONCE = 200  # messages a transaction


def remove(session: Session, reader: feed.Reader, wanted: Wanted, values: Mapping[str, Any]) -> Bulk:
    """Take away what is wanted, as it was looked at before (schemas.bulk.BulkRemoveSchema); one event.

    Raises:
        Outdated: when there is more than the reader has seen.
        NotFound: when it goes on with a bulk that does not exist.
        Invalid: when the guidelines have no such point.
    """
    check_point(session, values["guideline"])
    begun = _begun(session, wanted, values["bulk_id"])
    which = queries.left_in(session, reader, begun) if begun else queries.matching(session, reader, wanted)
    if queries.count_of(session, which) > values["count"]:
        raise Outdated(["count"])
    made = begun or _new(session, reader, wanted)
    told = queries.told_of(session, made.id)
    why = Why(values["guideline"], values["note"], values["text"], bulk=made)
    for message_id in queries.first_of(session, which, AT_ONCE):
        with suppress(NotFound):  # its author was quicker
            made.count += _take(session, reader.id, message_id, why, told)
    after = {"count": made.count, "guideline": why.guideline, "people": len(told)}
    auditing.write(session, reader.id, Act("bulk.removed", "bulk", made.id, why.note or why.guideline, after=after))
    return made


def _take(session: Session, by: int, message_id: int, why: Why, told: dict[int, Decision]) -> bool:
    """Take it away; no when another moderator was quicker, and told its author."""
    removal = removing.remove(session, by, Reportable.MESSAGE, message_id, why)
    if why.bulk is None or removal.bulk_id != why.bulk.id:
        return False
    if removal.author_id not in told:
        told[removal.author_id] = telling.of_removal(session, removal, why.text)
    telling.settle_subject(session, told[removal.author_id], Reportable.MESSAGE, message_id)
    return True


def _begun(session: Session, wanted: Wanted, bulk_id: int | None) -> Bulk | None:
    if bulk_id is not None and read((known := queries.bulk_to_change(session, bulk_id)).wanted) == wanted:
        return known
    return None


def _new(session: Session, reader: feed.Reader, wanted: Wanted) -> Bulk:
    made = Bulk(by=reader.id, at=clock.now(), wanted=wanted.written(), count=0)
    session.add(made)
    session.flush()
    return made


def restore(session: Session, reader: feed.Reader, bulk_id: int) -> Bulk:
    """Put back what a bulk took away, so many at a time; what is no longer kept stays away.

    Raises:
        NotFound: when there is none, or something of it stood where the reader does not look after.
        OwnCase: when it was the reader's own.
    """
    bulk = queries.bulk_to_change(session, bulk_id)
    left = queries.standing_in(session, bulk.id)
    queries.check_looks_after_all(session, reader, left[:AT_ONCE])
    for removal in left[:AT_ONCE]:
        check_not_own(removal.author_id, reader.id)
        restoring.put_back(session, reader.id, removal)
    bulk.restored_at = bulk.restored_at or clock.now()
    if left:
        after = {"count": min(len(left), AT_ONCE)}
        auditing.write(session, reader.id, Act("bulk.restored", "bulk", bulk.id, after=after))
    return bulk


def restore_of(session: Session, by: int, removal: Removal) -> None:
    """Put back all that the bulk of this removal took from the same author, as an appeal that is granted does."""
    left = queries.standing_in(session, removal.bulk_id or 0, author_id=removal.author_id)
    for one in left:
        restoring.put_back(session, by, one)
    auditing.write(session, by, Act("bulk.restored", "bulk", removal.bulk_id or 0, after={"count": len(left)}))
