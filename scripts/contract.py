"""`make contract`: the contract that others read (OpenAPI, AsyncAPI, TypeScript), from schemas/, doors and feed.

With `check`, nothing is written, and it fails when what is in the repository is not what would be written.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backend import contract
from scripts import places

TYPES = places.FRONTEND / "src" / "contract" / "api.ts"
SOCKET_TYPES = places.FRONTEND / "src" / "contract" / "live.ts"
SHAPES = re.compile(r"^export interface components \{\n.*?^\}\n", re.DOTALL | re.MULTILINE)
HEAD = "/** The socket's events and their shapes. Generated from schemas/asyncapi.json: `make contract`. */\n"


def main(wanted: list[str]) -> int:
    """Write the files, or compare them."""
    os.chdir(places.ROOT)
    if "check" not in wanted:
        for path, text in fresh():
            path.write_text(text, encoding="utf-8")
        return 0
    stale = [path.name for path, text in fresh() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if stale:
        print(f"Older than schemas/: {', '.join(stale)}. Run `make contract` and commit what it writes.")
    return len(stale)


def fresh() -> Iterator[tuple[Path, str]]:
    """Every file as it should be; the types are made of the contract just before them."""
    doors, socket = contract.openapi(), contract.asyncapi()
    yield contract.PATH, doors
    yield contract.SOCKET_PATH, socket
    yield TYPES, _formatted(TYPES, _typescript(doors))
    yield SOCKET_TYPES, _formatted(SOCKET_TYPES, events(json.loads(socket)))


def events(contract: dict[str, Any]) -> str:
    """The socket's events as the interfaces that socket.io-client takes."""
    shapes = {"openapi": "3.1.0", "info": contract["info"], "paths": {}, "components": {"schemas": _schemas(contract)}}
    found = SHAPES.search(_typescript(json.dumps(shapes)))
    if found is None:
        sys.exit("openapi-typescript writes another form than this reads.")
    messages = contract["components"]["messages"]
    heard = [_event(name, message, messages) for name, message in messages.items() if name.startswith("hear_")]
    said = [_event(name, message, messages) for name, message in messages.items() if name.startswith("say_")]
    return (
        f"{HEAD}{found.group()}"
        f"/** What a client hears. */\nexport interface ServerEvents {{ {' '.join(heard)} }}\n"
        f"/** What a client may say. */\nexport interface ClientEvents {{ {' '.join(said)} }}\n"
    )


def _schemas(contract: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = contract["components"]["schemas"]
    return found


def _event(name: str, message: dict[str, Any], messages: dict[str, Any]) -> str:
    answer = messages.get(name.replace("say_", "answer_"))
    answered = f", answered: (answer: {_type(answer['payload'])}) => void" if answer and answer is not message else ""
    return f"{message['name']}: (said: {_type(message['payload'])}{answered}) => void;"


def _type(payload: dict[str, Any]) -> str:
    options = payload.get("oneOf", [payload])
    return " | ".join(f"components['schemas']['{option['$ref'].rpartition('/')[2]}']" for option in options)


def _typescript(openapi: str) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as source:
        source.write(openapi)
        source.flush()
        return _in_frontend("openapi-typescript", source.name)


def _formatted(path: Path, text: str) -> str:
    return _in_frontend("prettier", "--stdin-filepath", str(path), text=text)


def _in_frontend(program: str, *arguments: str, text: str = "") -> str:
    return subprocess.run(
        [places.FRONTEND / "node_modules" / ".bin" / program, *arguments],
        cwd=places.FRONTEND,
        env=places.environment(),
        input=text,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
