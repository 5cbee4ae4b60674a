"""Searching by time, where walking from the newest end takes too long."""

import threading

import sqlalchemy as sa

from backend.core import clock, db, timeline
from tests.backend.chat.told import said_all
from tests.factories import a_channel, a_person


def found(phone):
    return [hit["message"]["text"] for hit in phone.get("/api/chat/search?q=odd even").json["found"]]


def test_a_walk_that_takes_too_long_is_given_up_for_another_way_to_the_same_hits(app, sign_in, monkeypatch):
    monkeypatch.setattr(timeline, "LONGEST_WALK", 50)
    ada, at = a_person("Ada"), clock.now()
    said_all(a_channel(), ada, [("even" if number % 2 else "odd", at) for number in range(50)] + [("odd even", at)])
    phone = sign_in(ada)
    assert found(phone) == ["odd even"]
    if db.has_one_writer():
        return

    with db.engine().connect() as other:  # whoever waits for this is kept for longer than a walk may take
        other.execute(sa.text("LOCK TABLE message_text IN ACCESS EXCLUSIVE MODE"))
        release = threading.Timer(0.3, other.rollback)
        release.start()
        assert found(phone) == ["odd even"]
        release.join()
