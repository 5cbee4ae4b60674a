"""A panel itself."""

from typing import Any


def create(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def change(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError
