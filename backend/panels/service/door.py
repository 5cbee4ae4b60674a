"""What happens at the door."""

from typing import Any


def check_in(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def undo(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def walk_in(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def stand_by(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def release(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError
