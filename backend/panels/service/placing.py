"""Adding and removing people by hand."""

from typing import Any


def add(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def remove(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError
