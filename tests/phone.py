"""A client of the API as a browser is one: same origin, JSON in, JSON out."""

from typing import Any

from flask.testing import FlaskClient

ORIGIN = "http://localhost:8000"


class Phone(FlaskClient):
    def open(self, *args: Any, **kwargs: Any) -> Any:
        headers = dict(kwargs.pop("headers", None) or {})
        headers.setdefault("Origin", ORIGIN)
        reply = super().open(*args, headers=headers, base_url=ORIGIN, **kwargs)
        reply.request.environ["wsgi.input"].close()  # a large upload is a temporary file
        return reply
