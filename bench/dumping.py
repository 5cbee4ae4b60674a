"""The application with a door beside it that does what the snapshot spares: dump the programme for each request.

`/bench/whole` reads and dumps; `/bench/dump` dumps records that were read once, which is the part of marshmallow alone.
"""

from gevent import monkey

monkey.patch_all()  # before anything else is imported, as in wsgi.py

import json  # noqa: E402
from functools import cache  # noqa: E402
from typing import Any  # noqa: E402

from flask import Response  # noqa: E402

from backend.app import create_app  # noqa: E402
from backend.core import db, feed  # noqa: E402
from backend.core.http import as_is  # noqa: E402
from backend.meetings import queries as meetings  # noqa: E402
from bench.programme import SLUG  # noqa: E402

app = create_app()


@cache
def _stream() -> str:
    with db.reading() as session:
        return meetings.stream_of(meetings.meeting(session, SLUG).id)


@cache
def _rows() -> list[tuple[Any, list[Any]]]:
    sort, _, number = _stream().partition(":")
    with db.reading() as session:
        return [(kind.schema, list(kind.changed(session, int(number), 0))) for kind in feed.kinds(sort).values()]


@app.get("/bench/whole")
def whole() -> Response:
    with db.reading() as session:
        return as_is(feed.changes_since(session, _stream(), 0))


@app.get("/bench/dump")
def dump() -> Response:
    dumped = [[schema.dump(row) for row in rows] for schema, rows in _rows()]
    return Response(json.dumps(dumped, ensure_ascii=False, separators=(",", ":")), mimetype="application/json")
