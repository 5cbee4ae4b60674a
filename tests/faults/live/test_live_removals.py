"""F15: moderators remove under fire, and nobody reads any of it afterwards, in whatever way they read."""

import sqlalchemy as sa

from backend.chat.models import Message, MessageEdit, MessageText
from backend.core import db
from tests.faults.live.chatting import a_conversation
from tests.faults.live.removing import FEWEST, under_fire


def left_of(ids):
    """Rows that still say something of these messages."""
    said = sa.select(Message.id).where(Message.id.in_(ids), Message.text != "")
    found = sa.select(MessageText.message_id).where(MessageText.message_id.in_(ids))
    before = sa.select(MessageEdit.message_id).where(MessageEdit.message_id.in_(ids))
    with db.reading() as session:
        return [number for asked in (said, found, before) for number in session.scalars(asked)]


def test_what_moderators_remove_while_people_talk_is_read_by_nobody_again(serve, sqlite, seconds):
    place = serve(sqlite)

    desk = under_fire(a_conversation(place), seconds)

    assert desk.faults == []
    assert [fault for web in place.webs for fault in web.faults()] == []
    assert len(desk.gone) >= FEWEST
    assert left_of([one.id for one in desk.gone]) == []


def test_so_it_is_with_two_processes_on_postgresql(grown, seconds):
    desk = under_fire(a_conversation(grown), seconds)

    assert desk.faults == []
    assert len(desk.gone) >= FEWEST
    assert left_of([one.id for one in desk.gone]) == []
