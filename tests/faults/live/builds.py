"""Fireside as it must not be, to see that the checker notices: `gunicorn tests.faults.live.builds:<name>()`.

All of them never sweep, so that what a bell misses stays missed; `without_sweep` is otherwise as it should be.
"""

from gevent import monkey

monkey.patch_all()

import time

from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from backend import live
from backend.app import create_app
from backend.core import db, feed

NEVER = 3600.0
A_MOMENT = 0.25  # seconds in which others have their turn


def without_sweep() -> Flask:
    """The real thing, woken by bells alone."""
    app = create_app()
    app.extensions["live"].dispatcher._sweep_every = lambda: NEVER
    live.start(app)
    return app


def bell_before_commit() -> Flask:
    """Rings when the numbers are taken: who looks at once finds nothing yet."""

    def number(session: Session) -> None:
        touched = dict(session.info.get("touched") or {})
        feed._number(session)
        if touched and not session.in_nested_transaction():
            session.info["effects"] = []
            feed._ring({name: feed.head_of(session, name) for name in touched})
            time.sleep(A_MOMENT)

    _number_with(number)
    return without_sweep()


def counter_outside_the_transaction() -> Flask:
    """Takes and announces the numbers in a transaction of their own, before the records are stored."""

    def advance(_session: Session, steps: dict[str, int]) -> dict[str, int]:
        with Session(db.engine()) as own:
            heads = _advance(own, steps)
            own.commit()
        feed._ring(heads)
        time.sleep(A_MOMENT)
        return heads

    _advance = feed._advance
    feed._advance = advance
    return without_sweep()


def _number_with(number) -> None:
    event.remove(Session, "before_commit", feed._number)
    event.listen(Session, "before_commit", number)
