"""Every door of the contract, as the tests walk through them."""

import json
import re
from dataclasses import dataclass
from typing import Any

from backend import contract

UNSAFE = {"post", "put", "patch", "delete"}
EXAMPLES = {"slug": "2026", "subject": "session", "role": "moderator", "token": "x" * 43}


@dataclass(frozen=True)
class Door:
    """One operation: its method, its path template, and its JSON body's schema if it takes one."""

    method: str
    path: str
    body: dict[str, Any] | None
    upload: bool

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"

    @property
    def unsafe(self) -> bool:
        return self.method in UNSAFE

    @property
    def address(self) -> str:
        """The path with plausible values in it."""
        return re.sub(r"\{(\w+)\}", lambda name: EXAMPLES.get(name[1], "1"), self.path)


def _spec() -> dict[str, Any]:
    return json.loads(contract.PATH.read_text(encoding="utf-8"))


def _body(operation: dict[str, Any], spec: dict[str, Any]) -> dict[str, Any] | None:
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return None
    return spec["components"]["schemas"][content["application/json"]["schema"]["$ref"].rpartition("/")[2]]


def every_door() -> list[Door]:
    """Every door but those of the demo, which do not exist here (tests/backend/people/test_demo.py)."""
    spec = _spec()
    return [
        Door(method, path, _body(operation, spec), "multipart/form-data" in str(operation.get("requestBody")))
        for path, operations in sorted(spec["paths"].items())
        for method, operation in sorted(operations.items())
        if method in UNSAFE | {"get"} and not path.startswith("/api/demo/")
    ]
