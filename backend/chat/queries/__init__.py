"""Reads of chat."""

from backend.chat.queries.rights import check_may_read, may_hear

__all__ = ["check_may_read", "may_hear"]
