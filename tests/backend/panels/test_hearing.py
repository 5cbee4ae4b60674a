"""Who hears of a panel knows what a reload would show, whatever was done: the panel, one's own place, the roster."""

import pytest

from backend.core import clock, db, feed
from backend.panels.service import door, placing, releasing, settings
from schemas.words import Then
from tests.backend.panels.machine_with_door import Organiser
from tests.backend.panels.seats import came, later
from tests.backend.panels.test_programme import set_session
from tests.factories import a_panel, an_organiser


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


def by_hand(verb, **more):
    """What a host did with Ada, who has the only seat, and Ben, who waits."""

    def act(panel, ada, ben):
        ada.ask(panel)
        ben.ask(panel)
        with later(minutes=10_080 - 4):
            host = Organiser(an_organiser().id)
            with db.writing() as session:
                verb(session, host, panel.id, {"client_id": "", "at": clock.now(), **more_of(more, ada, ben, panel)})

    act.__name__ = verb.__name__
    return act


def more_of(more, ada, ben, panel):
    """The words in capitals stand for who is meant."""
    there = {"ADA": ada, "BEN": ben}
    ids = {name: who.signup(panel)["id"] for name, who in there.items()}
    people = {f"{name}'S ID": who.person.id for name, who in there.items()}
    known = ids | people | {"BOTH": list(ids.values())}
    return {name: known.get(value, value) if isinstance(value, str) else value for name, value in more.items()}


EVERY_ACT = (
    *(ask, stand_in_line, leave, take_back, offered, accept, decline, be_let_in, cancel),
    by_hand(door.check_in, signup_id="ADA"),
    by_hand(door.stand_by, signup_id="BEN", here=True),
    by_hand(releasing.release, signup_ids="BOTH"),
    by_hand(placing.add, person_id="BEN'S ID", force=True, reason="Why not.", swap_from=None),
    by_hand(settings.change, seats=0, then=Then.MOVE),
    by_hand(settings.change, seats=5, shut=True),
)


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
