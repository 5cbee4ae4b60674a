"""Saying it differently: within a day, visibly, and with what stood there before for everyone who reads it."""

from sqlalchemy.orm import Session

from backend.chat.queries import changing as queries
from backend.chat.rules import rights
from backend.chat.rules import sending as rules
from backend.chat.service import holding, judging, mentioning, rewording, sending
from backend.core import clock, feed
from backend.core.errors import NotAllowed
from backend.core.markup import Written


def edit(session: Session, reader: feed.Reader, message_id: int, written: Written, *, corrected: bool) -> int | None:
    """Change one's own message; what was marked as corrected stays so. Saying the same again changes nothing.

    New words are judged as a new message is: the id of what waits for a look, None when they can be read at once.

    Raises:
        NotFound: when they may not read it.
        NotAllowed: when it is somebody else's.
        MessageRemoved, TooLateToEdit, Restricted, ReadOnly, Locked, TooManyMentions, NewcomerLimited, Unreachable: as
            with sending.
    """
    here = queries.writer_in(session, reader, queries.channel_of(session, message_id)).here
    message, channel, at = queries.message_to_change(session, message_id), here.channel, clock.now()
    if message.author_id != reader.id:
        raise NotAllowed("Only its author can change a message.")
    rights.check_takes_part(channel, here.standing)
    rights.check_unlocked(channel, here.standing)
    rules.check_kept_from(here.standing.restrictions, links=written.links, photos=0)
    rules.check_editable(message.at, at=at)
    names = mentioning.names_in(session, channel, written)
    sending.check_amount(here, written, names, len(message.photo_ids), at=at)
    if written.text == message.text and corrected <= message.corrected:
        holding.forget_edit(session, message)
        return None
    judged = judging.judged(session, here, judging.Words(written, len(message.photo_ids), at, message.id))
    if judged.why:
        return holding.hold_edit(session, here, message, written, judged.why, corrected=corrected)
    holding.forget_edit(session, message)
    rewording.reword(session, channel, message, rewording.Words(written, names, corrected), reader.name)
    judging.tell(session, message, judged)
    return None
