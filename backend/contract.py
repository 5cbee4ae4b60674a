"""`python -m backend.contract`: write openapi.json and asyncapi.json from the doors, the feed and their shapes."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema, fields, validate

from backend.app import create_app
from backend.core import feed, http
from backend.settings import Settings
from schemas import live
from schemas.base import Output

FOLDER = Path(__file__).parent.parent / "schemas"
PATH = FOLDER / "openapi.json"
SOCKET_PATH = FOLDER / "asyncapi.json"

# What a client may say: its shape, and whether it is acknowledged.
SAID: Mapping[str, tuple[type[Schema], bool]] = {
    "open": (live.OpenSchema, True),
    "close": (live.CloseSchema, True),
    "typing": (live.TypeSchema, False),
}
HEARD: Mapping[str, type[Schema]] = {
    "out": live.OutSchema,
    "presence": live.PresenceSchema,
    "typing": live.TypingSchema,
    "return": live.ReturnSchema,
}


def openapi() -> str:
    """The contract of every door, those of the demo too, as JSON text."""
    settings = Settings(
        database_url="sqlite://",
        public_url="http://localhost:8000",
        secret_key="only-to-write-the-contract-0123456789",  # noqa: S106 - guards nothing
        demo=True,
    )
    app = create_app(settings)
    spec = app.extensions["flask-smorest"]["apis"][""]["ext_obj"].spec.to_dict()
    return _text(spec)


def asyncapi() -> str:
    """The contract of the socket as JSON text: its events, and the records of every stream."""
    shapes = _shapes()
    streams = [f"{sort.title()}Frame" for sort in sorted(feed.sorts())]
    shapes["Frame"] = {"oneOf": [_ref(name) for name in streams], "description": "A frame of any stream."}
    said = {f"say_{name}": _message(name, shape.__name__) for name, (shape, _) in SAID.items()}
    heard = {f"hear_{name}": _message(name, shape.__name__) for name, shape in HEARD.items()}
    heard["hear_changes"] = {"name": "changes", "payload": _ref("Frame")}
    answers = {f"answer_{name}": _answer(name) for name, (_, acknowledged) in SAID.items() if acknowledged}
    messages = said | heard | answers
    return _text(
        {
            "asyncapi": "3.0.0",
            "info": {
                "title": "Fireside, live",
                "version": "1",
                "description": "Socket.IO 5 over Engine.IO 4, namespace `/`. How to use it: docs/api.md.",
                "license": {"name": "MIT"},
            },
            "defaultContentType": "application/json",
            "channels": {
                "live": {
                    "address": "/socket.io",
                    "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
                }
            },
            "operations": _operations(said, heard),
            "components": {"messages": messages, "schemas": shapes},
        }
    )


def _shapes() -> dict[str, Any]:
    """Every shape that crosses the socket, by name."""
    plugin = MarshmallowPlugin()
    spec = APISpec("Fireside, live", "1", "3.1.0", plugins=[plugin])
    http.teach(plugin)
    frames = [feed.frame_schema(sort) for sort in feed.sorts()]
    said = [shape for shape, _ in SAID.values()]
    crossing: list[type[Schema]] = [*said, *HEARD.values(), *frames, live.ClosedSchema, live.RefusedSchema, _opened()]
    for shape in crossing:
        name = _named(shape.__name__)
        if name not in spec.components.schemas:
            spec.components.schema(name, schema=shape)
    shapes: dict[str, Any] = spec.to_dict()["components"]["schemas"]
    shapes["Opened"]["properties"]["frame"] = _ref("Frame")
    return shapes


def _opened() -> type[Schema]:
    """The answer to who may hear a stream; its frame is one of many."""
    shape = {
        "ok": fields.Boolean(required=True, validate=validate.OneOf([True])),
        "frame": fields.Raw(required=True),
    }
    return Output.from_dict(shape, name="OpenedSchema")


def _answer(name: str) -> dict[str, Any]:
    good = {"open": "Opened", "close": "Closed"}[name]
    return {"name": f"{name}, acknowledged", "payload": {"oneOf": [_ref(good), _ref("Refused")]}}


def _operations(said: Mapping[str, Any], heard: Mapping[str, Any]) -> dict[str, Any]:
    """As the server sees it: it receives what clients say and sends what they hear."""
    operations = {name: _operation("receive", name) for name in said} | {
        name: _operation("send", name) for name in heard
    }
    for name, (_, acknowledged) in SAID.items():
        if acknowledged:
            operations[f"say_{name}"]["reply"] = {
                "channel": {"$ref": "#/channels/live"},
                "messages": [{"$ref": f"#/channels/live/messages/answer_{name}"}],
            }
    return operations


def _operation(action: str, name: str) -> dict[str, Any]:
    return {
        "action": action,
        "channel": {"$ref": "#/channels/live"},
        "messages": [{"$ref": f"#/channels/live/messages/{name}"}],
    }


def _message(event: str, shape: str) -> dict[str, Any]:
    return {"name": event, "payload": _ref(_named(shape))}


def _named(shape: str) -> str:
    return shape.removesuffix("Schema")


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _text(contract: Mapping[str, Any]) -> str:
    return json.dumps(contract, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(openapi(), encoding="utf-8")
    SOCKET_PATH.write_text(asyncapi(), encoding="utf-8")
