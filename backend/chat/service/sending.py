"""Saying something: once for each request of a phone, however often that is sent.

Writers in one channel take turns at its row, which gives each message its number; nobody is answered before the
message is on disk. What has to wait for a look gets neither a number nor a reader.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from backend.chat.queries import changing as queries
from backend.chat.queries import photos as pictures
from backend.chat.queries import showing
from backend.chat.queries.changing import Writer
from backend.chat.queries.rights import check_may_read
from backend.chat.queries.showing import Author, Shown
from backend.chat.queries.standing import Here
from backend.chat.rules import newcomers, rights
from backend.chat.rules import sending as rules
from backend.chat.rules.sending import Saying
from backend.chat.service import holding, judging, mentioning, plainly, saying
from backend.chat.service.judging import Words
from backend.chat.service.saying import Speech
from backend.core import clock, feed
from backend.core.markup import Written


@dataclass(frozen=True, slots=True)
class Sent:
    """The message as everybody sees it; `new` when it was said just now. Or what waits for a look (`held_id`)."""

    shown: Shown | None = None
    new: bool = False
    held_id: int | None = None


def send(session: Session, reader: feed.Reader, channel_id: int, said: Saying, *, alone: bool = False) -> Sent:
    """Say something in a channel. A request that comes again gets the message of the first time, or what waits of it.

    `alone`: nothing else is said in this unit of work, so that the rows of plain words may wait for its end.

    Raises:
        NotFound: when they may not read the channel, or there is nothing to answer.
        Restricted, NotAccepted, ReadOnly, Locked, SlowMode, NotAPoster, NotAMember, RequestWaits, Unreachable: when
            they may not write in it.
        TooManyMentions, NewcomerLimited: when it holds too much.
        MessageRemoved: when what it answers is gone.
    """
    writer = queries.writer_in(session, reader, channel_id, said.client_id)
    if known := queries.sent_before(session, writer, reader.id, said.client_id):
        return _again(session, reader, known)
    if held_id := queries.held_before(session, writer, reader.id, said.client_id):
        return Sent(held_id=held_id)
    here, at = writer.here, clock.now()
    rights.check_writes(here.channel, here.standing)
    rules.check_kept_from(here.standing.restrictions, links=said.written.links, photos=len(said.photo_ids))
    judging.check_slow(session, here, at)
    return _say(session, reader, writer, said, at=at, alone=alone)


def _say(session: Session, reader: feed.Reader, writer: Writer, said: Saying, *, at: datetime, alone: bool) -> Sent:
    here = writer.here
    names = mentioning.names_in(session, here.channel, said.written)
    check_amount(here, said.written, names, len(said.photo_ids), at=at)
    alts = pictures.alts_of(session, reader.id, said.photo_ids)
    judged = judging.judged(session, here, Words(said.written, len(said.photo_ids), at, alts=alts))
    answered = queries.message_to_answer(session, here.channel.id, said.reply_to) if said.reply_to else None
    if judged.why:
        return Sent(held_id=holding.hold(session, here, said, judged.why, at=at))
    author = Author(reader.id, reader.name, writer.affiliation, here.standing.roles)
    if alone and not judged.suspected and plainly.is_plain(here, said, at):
        return Sent(plainly.say(session, author, here, said, at), new=True)
    message = saying.say(session, here, Speech(reader.name, said, names, answered), at)
    judging.tell(session, message, judged)
    return Sent(showing.fresh(session, message, author, here.channel.meeting_id, names, answered), new=True)


def _again(session: Session, reader: feed.Reader, known_id: int) -> Sent:
    [known] = showing.messages_with(session, [known_id])
    check_may_read(session, reader, known.channel_id)
    return Sent(known)


def check_amount(here: Here, written: Written, names: Collection[int], photo_count: int, *, at: datetime) -> None:
    """Refuse more than one message may hold, of anybody or of somebody new."""
    rules.check_mentions(len(names))
    limits = newcomers.limits_of(here.chatter, here.settings, here.standing.roles)
    newcomers.check_newcomer(limits, at=at, links=written.links, mentions=len(names), photos=photo_count)
