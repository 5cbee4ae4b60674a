"""Messages to a panel."""

from typing import Any


def send(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError
