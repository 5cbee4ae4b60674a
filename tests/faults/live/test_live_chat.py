"""Whatever breaks while people talk: what was acknowledged is there once, in order, and the same on every phone."""

import time

from tests.faults.live import chatting
from tests.faults.live.chatting import a_conversation


def under_fire(place, seconds, *faults):
    """Let people talk while the faults happen, evenly spread; what is to complain of, and the conversation."""
    talk = a_conversation(place)
    talk.start()
    for fault in faults:
        time.sleep(seconds / (len(faults) + 1))
        fault()
    time.sleep(seconds / (len(faults) + 1))
    found = talk.finish()
    return [*found, *(fault for web in place.webs for fault in web.faults())], talk


def test_a_web_process_is_killed_while_people_talk(serve, sqlite, seconds):
    place = serve(sqlite)
    [web] = place.webs

    found, talk = under_fire(place, seconds, web.kill, web.start, web.kill, web.start)

    assert found == []
    assert len(talk.acknowledged()) > 10
    assert sum(talker.again for talker in talk.talkers) > 0
    assert min(listener.arrivals for listener in talk.listeners) >= 2


def test_one_of_two_web_processes_is_killed_while_people_talk_through_both(grown, seconds):
    first = grown.webs[0]

    found, talk = under_fire(grown, seconds, first.kill, first.start)

    assert found == []
    assert len(talk.acknowledged()) > 10


def test_a_build_that_rings_before_it_stores_is_found_out(serve, postgresql, monkeypatch):
    monkeypatch.setattr(chatting, "QUIET", 2.0)
    place = serve(postgresql, app="tests.faults.live.builds:bell_before_commit()")

    found, _ = under_fire(place, 3)

    assert any("another state" in complaint for complaint in found)
