"""Fireside as only tests want it, for gunicorn: `tests.backend.live.build:with_a_desk()`, `…:with_slow_looks()`.

`desk:<meeting>` is for organisers, who see how many they are and who types; up to eight connections people are counted.
Sessions are looked at every second, and as often processes tell each other how many they are.
"""

from gevent import monkey

monkey.patch_all()

import time

from flask import Flask

from backend import live
from backend.app import create_app
from backend.core import bells, feed
from backend.core.door import company, keeper
from backend.meetings import queries
from backend.people import signed_in
from schemas.meetings import RoomSchema
from schemas.words import Role
from tests.served import SLOW_LOOK


def with_a_desk() -> Flask:
    """The real thing, and the desk."""
    feed.stream("desk", may_open=lambda _session, reader, _id: _organises(reader), together=True)
    feed.carries("desk", "room", RoomSchema, changed=queries.rooms_changed)
    keeper.ROUND_EVERY = bells.TEST_EVERY = 1.0
    bells.DEAF_AFTER = 2.5
    company.FEW = 8
    app = create_app()
    live.start(app)
    return app


def with_slow_looks() -> Flask:
    """The real thing on a database that takes its time to say who is signed in."""
    for name in ("arriving", "standing"):
        setattr(signed_in, name, _slowly(getattr(signed_in, name)))
    app = create_app()
    live.start(app)
    return app


def _slowly(look):
    def looked(given):
        found = look(given)
        time.sleep(SLOW_LOOK)
        return found

    return looked


def _organises(reader: feed.Reader | None) -> bool:
    return reader is not None and Role.ORGANISER in reader.roles
