"""Fireside with a stream that no feature has yet: `gunicorn tests.backend.live.build:with_a_desk()`.

`desk:<meeting>` is for organisers, who see how many they are and who types. Sessions are looked at every second.
"""

from gevent import monkey

monkey.patch_all()

from flask import Flask

from backend import live
from backend.app import create_app
from backend.core import feed
from backend.core.door import keeper
from backend.meetings import queries
from schemas.meetings import RoomSchema
from schemas.words import Role


def with_a_desk() -> Flask:
    """The real thing, and the desk."""
    feed.stream("desk", may_open=lambda _session, reader, _id: _organises(reader), together=True)
    feed.carries("desk", "room", RoomSchema, changed=queries.rooms_changed)
    keeper.ROUND_EVERY = 1.0
    app = create_app()
    live.start(app)
    return app


def _organises(reader: feed.Reader | None) -> bool:
    return reader is not None and Role.ORGANISER in reader.roles
