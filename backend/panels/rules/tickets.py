"""Tickets at the door: what the text of a QR code says, if it is ours."""

from http import HTTPStatus

from backend.core import seal
from backend.core.errors import Refusal
from backend.panels.models.signup import TICKET_MARK, ticket_words
from schemas.base import LONGEST_NUMBER
from schemas.words import RefusalCode

PARTS = 4


class ForgedTicket(Refusal):
    """The text is no ticket of ours: made up, cut short, or of another installation."""

    code = RefusalCode.FORGED_TICKET
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    detail = "This is not a ticket of this meeting. Please look the person up by name."


def read(text: str) -> tuple[int, int]:
    """The signup and line number that a ticket names; whether they are good any more, the database says.

    Raises:
        ForgedTicket: when we did not sign it.
    """
    parts = text.split(":")
    if len(parts) != PARTS or parts[0] != TICKET_MARK or not all(map(_is_number, parts[1:3])):
        raise ForgedTicket
    signup_id, number = int(parts[1]), int(parts[2])
    if not seal.is_signature_of(parts[3], ticket_words(signup_id, number)):
        raise ForgedTicket
    return signup_id, number


def _is_number(text: str) -> bool:
    """Also one below zero: who was moved to the front of the line has such a number."""
    return text.isascii() and text.removeprefix("-").isdigit() and len(text) < LONGEST_NUMBER
