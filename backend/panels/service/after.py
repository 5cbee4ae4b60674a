"""After a panel."""

from typing import Any


def rate(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError
