"""Having read a channel so far, on all of one's devices."""

from sqlalchemy.orm import Session

from backend.chat.models import Membership
from backend.chat.queries import changing as queries
from backend.chat.queries import memberships
from backend.chat.rules import belonging
from backend.chat.service import streams
from backend.core import feed


def read(session: Session, reader: feed.Reader, channel_id: int, number: int) -> Membership:
    """Move the person's mark forward to this number, at most to the newest message; back it never goes.

    Raises:
        NotFound: when they may not read the channel.
        NotAMember: when they are not in it.
    """
    newest = queries.newest_number(session, reader, channel_id)
    theirs = belonging.check_belongs(memberships.membership_to_change(session, channel_id, reader.id))
    number = min(number, newest)
    if number > theirs.read_number:
        theirs.read_number = number
        theirs.mentions = queries.unread_mentions(session, theirs) if theirs.mentions else 0
        feed.touch(session, theirs, on=streams.me(reader.id))
    return theirs
