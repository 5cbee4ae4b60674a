"""The code of a door."""

from typing import Any


def shown(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def make(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def end(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def use(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError
