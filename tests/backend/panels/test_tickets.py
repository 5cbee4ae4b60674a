"""A ticket's text is ours or it is nothing."""

import pytest

from backend.core import seal
from backend.panels.rules import tickets
from tests.backend.panels.seats import signups
from tests.conftest import SECRET_KEY
from tests.factories import a_panel


def test_a_ticket_names_its_signup_and_line_number(meeting, attendee):
    panel = a_panel(meeting)
    told = attendee().ask(panel).json

    assert tickets.read(told["ticket"]) == (told["id"], told["number"])
    assert len(told["ticket"]) < 60
    assert signups(panel)[0].ticket == told["ticket"]


def forgeries(ticket):
    mark, signup, number, signed = ticket.split(":")
    yield from ("", "x", mark, ":::", "FIRESIDE:1:1:", f"{mark}:{signup}:{number}", f"{ticket}:1", ticket.lower())
    yield f"{mark}:{int(signup) + 1}:{number}:{signed}"
    yield f"{mark}:{signup}:{int(number) + 1}:{signed}"
    yield f"{mark}:{signup}:{number}:{signed[::-1]}"
    yield f"{mark}:{signup}:{'9' * 400}:{signed}"
    yield f"{mark}:{signup}:²:{signed}"
    yield f"{mark}:{signup}:{number}:{signed[:-1]}é"


def test_what_we_did_not_sign_is_no_ticket(meeting, attendee):
    ticket = attendee().ask(a_panel(meeting)).json["ticket"]

    for forged in forgeries(ticket):
        with pytest.raises(tickets.ForgedTicket):
            tickets.read(forged)


def test_a_ticket_outlives_a_new_key_while_the_old_one_is_kept(meeting, attendee):
    ticket = attendee().ask(a_panel(meeting)).json["ticket"]
    seal.bind(["another key of thirty-two characters", SECRET_KEY])
    assert tickets.read(ticket)

    seal.bind(["another key of thirty-two characters"])
    with pytest.raises(tickets.ForgedTicket):
        tickets.read(ticket)
    seal.bind([SECRET_KEY])
