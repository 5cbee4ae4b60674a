"""Nobody decides about themselves."""

from http import HTTPStatus

from backend.core.errors import Refusal
from schemas.words import RefusalCode


class OwnCase(Refusal):
    """Somebody would decide about what is their own, or about an appeal against what they decided."""

    code = RefusalCode.OWN_CASE
    status = HTTPStatus.FORBIDDEN
    detail = "This is about yourself, or about what you decided. Please leave it to another moderator."


def check_not_own(author_id: int, by: int) -> None:
    """Refuse a moderator who would decide about what is their own."""
    if author_id == by:
        raise OwnCase
