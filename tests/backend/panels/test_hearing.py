"""Who hears of a panel knows what a reload would show, whatever was done: the panel, one's own place, the roster."""

import pytest

from backend.core import db, feed
from tests.backend.panels.seats import came, later
from tests.backend.panels.test_programme import set_session
from tests.factories import a_panel


def ask(panel, ada, ben):
    ada.ask(panel)


def stand_in_line(panel, ada, ben):
    ben.ask(panel)
    ada.ask(panel)


def leave(panel, ada, ben):
    ada.ask(panel)
    ada.leave(panel)


def take_back(panel, ada, ben):
    leave(panel, ada, ben)
    ada.take_back(panel)


def offered(panel, ada, ben):
    ada.ask(panel)
    ben.ask(panel)
    ada.leave(panel)
    with later(seconds=10):
        pass


def accept(panel, ada, ben):
    ada.ask(panel)
    ben.ask(panel)
    ada.leave(panel)
    with later(seconds=10):
        ben.accept(panel)


def decline(panel, ada, ben):
    ada.ask(panel)
    ben.ask(panel)
    ada.leave(panel)
    with later(seconds=10):
        ben.decline(panel)
    with later(seconds=20):
        pass


def be_let_in(panel, ada, ben):
    ada.ask(panel)
    came(panel, ada)


def cancel(panel, ada, ben):
    ada.ask(panel)
    set_session(panel, state="cancelled")


EVERY_ACT = (ask, stand_in_line, leave, take_back, offered, accept, decline, be_let_in, cancel)


def frames(streams, since):
    with db.reading() as session:
        return {stream: feed.changes_since(session, stream, since[stream]) for stream in streams}


def taken(known, frame):
    """What a client has after a frame."""
    kept = {} if frame["reset"] else {kind: dict(rows) for kind, rows in known.items()}
    for kind, rows in frame["records"].items():
        kept.setdefault(kind, {}).update({row["id"]: row for row in rows})
    return {kind: {key: row for key, row in rows.items() if not row.get("removed")} for kind, rows in kept.items()}


@pytest.mark.parametrize("act", EVERY_ACT)
def test_hearing_of_a_panel_agrees_with_reloading_it(act, meeting, attendee):
    panel, ada, ben = a_panel(meeting, seats=1), attendee("Ada A"), attendee("Ben B")
    streams = (f"meeting:{meeting.id}", f"roster:{panel.id}", *(f"me:{who.person.id}" for who in (ada, ben)))
    before = frames(streams, dict.fromkeys(streams, 0))

    act(panel, ada, ben)

    after = frames(streams, {stream: before[stream]["head"] for stream in streams})
    reloaded = frames(streams, dict.fromkeys(streams, 0))
    heard = {stream: taken(taken({}, before[stream]), after[stream]) for stream in streams}
    assert heard == {stream: taken({}, reloaded[stream]) for stream in streams}
    assert after[f"meeting:{meeting.id}"]["records"].keys() >= {"panel"}


def test_a_phone_without_network_knows_its_position_from_what_everybody_hears(meeting, attendee):
    """Somebody before me leaves: my own record does not change, yet I stand one further."""
    panel = a_panel(meeting, seats=1)
    people = [attendee(f"Person {number}") for number in range(5)]
    for who in people:
        who.ask(panel)
    mine = people[4].signup(panel)
    people[2].leave(panel)

    with db.reading() as session:
        [public] = feed.changes_since(session, f"meeting:{meeting.id}", 0)["records"]["panel"]

    assert people[4].signup(panel) == mine
    assert public["line"] == [[2, 2], [4, 5]]
    numbers = [number for first, last in public["line"] for number in range(first, last + 1)]
    assert sum(number <= mine["number"] for number in numbers) == 3 == people[4].ask(panel).json["position"]
