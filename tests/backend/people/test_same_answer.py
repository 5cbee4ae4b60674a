"""Whether an address is known can be told neither from the answer nor from the work done for it."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from backend.core import db
from backend.people.models import Community, SignInRequest
from schemas.words import Joining
from tests import factories
from tests.mailbox import letters_to
from tests.statements import statements

KNOWN, UNKNOWN = "known@example.org", "unknown@example.org"


def ask(phone, address):
    with statements() as said:
        reply = phone.post("/api/sign-in", json={"email": address})
    headers = {name for name, _ in reply.headers}
    return reply.status_code, reply.get_data(), headers, said


@pytest.fixture(params=Joining)
def policy(app, request) -> Joining:
    with db.writing() as session:
        session.add(Community(name="Our community", joining=request.param))
    return request.param


def test_known_unknown_and_unwelcome_addresses_cost_the_same_work_and_get_the_same_answer(
    app, policy: Joining, visitor: Callable
):
    """S-01"""
    factories.a_person(email=KNOWN)
    ask(visitor, "first@example.org")

    assert ask(app.test_client(), KNOWN) == ask(app.test_client(), UNKNOWN)
    assert [len(letters_to(address)) for address in (KNOWN, UNKNOWN)] == [1, 1]
    with db.reading() as session:
        assert session.scalar(sa.select(sa.func.count(SignInRequest.id))) == 3


def test_a_wrong_code_is_answered_alike_for_known_and_unknown_addresses(visitor):
    """S-01"""
    factories.a_person(email=KNOWN)

    replies = [
        visitor.post("/api/sign-in/code", json={"email": address, "code": "123456"}) for address in (KNOWN, UNKNOWN)
    ]

    assert [reply.status_code for reply in replies] == [401, 401]
    assert len({(reply.json["code"], reply.json["detail"]) for reply in replies}) == 1
