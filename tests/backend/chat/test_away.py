"""Phones that were away for eight days and for four hundred come back to a community that went on talking."""

from datetime import timedelta

import pytest

from backend.core import clock, db, feed
from schemas.base import LARGEST_ID
from tests.backend.chat.machine import Window
from tests.backend.chat.talking import Talker
from tests.backend.chat.told import said_all
from tests.factories import a_channel, a_chatter, a_person

DAY = timedelta(days=1)


def frame(channel, since):
    with db.reading() as session:
        return feed.changes_since(session, f"channel:{channel.id}", since)


def talk_on(channel, person, *, days, a_day):
    """So many messages a day, up to now."""
    began, step = clock.now() - days * DAY, DAY / a_day
    said_all(channel, person, [(f"word {place}", began + place * step) for place in range(days * a_day)])


@pytest.mark.parametrize(("days", "a_day", "begins_anew"), [(8, 40, False), (400, 2, True)])
def test_whoever_was_away_catches_up_with_what_is_there_now(sign_in, days, a_day, begins_anew):
    channel = a_channel("Coffee")
    bo = a_chatter(a_person("Bo"), channel, days=days + 30)
    mine = Talker(sign_in(ada := a_chatter(a_person("Ada"), channel)), ada)
    early = said_all(channel, bo, [(f"early {number}", clock.now() - (days + 1) * DAY) for number in range(5)])
    phone = Window()
    phone.take(frame(channel, 0))
    mine.read(channel, 5)
    latest = mine.said(channel, "Good night")
    talk_on(channel, bo, days=days, a_day=a_day)
    mine.remove(latest)
    last = 6 + days * a_day

    news = frame(channel, phone.head)
    phone.take(news)

    assert news["reset"] is begins_anew
    pages = [mine.page(channel, after=first, limit=100).json for first in range(0, last, 100)]
    whole = [one for page in pages for one in page["messages"]]
    assert len(whole) == last - 1
    assert phone.shown() == [one for one in whole if one["number"] >= phone.low]
    assert (phone.low == 1) is not begins_anew
    assert (early[0].id in phone.messages) is not begins_anew
    assert "Good night" not in str(phone.messages)
    kept = {"messages": [latest["id"], early[0].id, LARGEST_ID]}
    assert mine.phone.post("/api/chat/gone", json=kept).json == {"messages": [latest["id"], LARGEST_ID]}
    assert mine.membership(channel)["read_number"] == 6
    page = mine.page(channel, to="unread").json
    assert (page["unread"], page["first"] <= 7 <= page["last"], page["newest"]) == (7, True, last)
    assert mine.phone.get(f"/api/channels/{channel.id}/digest?since=6").json["messages"] == days * a_day
    middle = clock.now() - days // 2 * DAY + timedelta(minutes=7)
    at = mine.page(channel, at=middle.isoformat(), limit=3).json["messages"]
    assert at[0]["at"] < middle.strftime("%Y-%m-%dT%H:%M:%SZ") <= at[1]["at"]
