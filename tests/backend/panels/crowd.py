"""One process of a crowd: `python -m tests.backend.panels.crowd URL KEY PANEL SEED HOW NUMBERS…`.

It writes a line of JSON for each act: person, when the request began and ended (a clock all processes share), and
what was answered.
"""

import json
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from backend import tables
from backend.core import clock, db, seal
from backend.core.errors import Busy, Refusal
from backend.panels import queries
from backend.panels.http.signups import RUSH
from backend.panels.rules import seats
from backend.panels.service import line, signing_up
from backend.panels.service.signing_up import Ask, Asked

HANDS = 8
TELLING = threading.Lock()


def tell(**what: object) -> None:
    with TELLING:
        sys.stdout.write(json.dumps(what) + "\n")
        sys.stdout.flush()


def once(act: Callable[[], object]) -> object:
    """Do it; what the database is too busy for is asked again, as a phone does."""
    while True:
        try:
            return act()
        except Busy:
            time.sleep(0.05)


def ask(person_id: int, panel_id: int) -> None:
    request, began = Ask(str(uuid4())), time.monotonic()

    def act() -> tuple[str, int]:
        signup, _ = RUSH.ask(panel_id, Asked(person_id, request))
        return signup.place, signup.number

    place, number = once(act)
    tell(person=person_id, began=began, ended=time.monotonic(), place=place, number=number)


def acts(panel_id: int, people: list[int], chance: random.Random) -> Iterator[Callable[[], None]]:
    """What people and a host do, without end."""

    while True:
        person = chance.choice(people)
        yield chance.choice(
            [
                lambda session, person=person: signing_up.sign_up(session, person, panel_id, Ask(str(uuid4()))),
                lambda session, person=person: signing_up.sign_up(session, person, panel_id, Ask(str(uuid4()))),
                lambda session, person=person: signing_up.leave(session, person, panel_id),
                lambda session, person=person: signing_up.take_back(session, person, panel_id),
                lambda session, person=person: signing_up.answer(session, person, panel_id, accept=True),
                lambda session, person=person: signing_up.answer(session, person, panel_id, accept=False),
                lambda session: line.settle_due(session, panel_id),
                lambda session: host_changes_seats(session, panel_id, chance.randint(20, 40)),
            ]
        )


def host_changes_seats(session, panel_id: int, count: int) -> None:
    row, at = queries.panel_to_change(session, panel_id), clock.now()
    line.settle(session, row, at)
    row.seats = max(count, seats.held(row))
    line.fill(session, row, at)


def act_in_any_order(act) -> None:
    def do() -> None:
        try:
            with db.writing() as session:
                act(session)
        except Busy:
            raise
        except Refusal as refusal:
            tell(refused=refusal.code)
        else:
            tell(done=True)

    once(do)


def main(url: str, key: str, panel: str, seed: str, how: str, *numbers: str) -> None:
    assert tables.ALL
    db.bind(url)
    seal.bind([key])
    panel_id, people = int(panel), [int(number) for number in numbers]
    with ThreadPoolExecutor(HANDS) as pool:
        if how == "ask":
            list(pool.map(lambda person: ask(person, panel_id), people))
        else:
            endless = acts(panel_id, people, random.Random(int(seed)))
            list(pool.map(act_in_any_order, [next(endless) for _ in range(int(how))]))


if __name__ == "__main__":
    main(*sys.argv[1:])
