"""What consoles ask for."""

from typing import Any


def roster_of(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def check_works_door(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def check_hosts(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def doors_of(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def panel_to_show(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def messages_of(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def hosts_of(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def guests_of(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def history_of(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def edits_of(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def numbers_of(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def edition_numbers(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def ratings_of(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError
