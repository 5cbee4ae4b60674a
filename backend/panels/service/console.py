"""Hosts and guests."""

from typing import Any


def add_host(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def remove_host(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def invite_guest(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError


def uninvite_guest(*_given: Any, **_named: Any) -> Any:
    """Not yet."""
    raise NotImplementedError
