from collections.abc import Callable

import pytest

from schemas.words import Role
from tests import factories
from tests.backend.panels.questioning import Member, host
from tests.backend.panels.seats import Attendee


@pytest.fixture
def meeting(app):
    return factories.a_meeting()


@pytest.fixture
def attendee(sign_in) -> Callable[..., Attendee]:
    """Somebody with a phone, signed in."""

    def one(name: str = "Ada Example", **fields) -> Attendee:
        person = factories.a_person(name, **fields)
        return Attendee(sign_in(person), person)

    return one


@pytest.fixture
def panel(meeting):
    return factories.a_panel(meeting)


@pytest.fixture
def member(sign_in) -> Callable[..., Member]:
    """Somebody who may ask, signed in."""

    def one(name: str = "Mo Member", *roles) -> Member:
        person = factories.a_person(name, *roles)
        return Member(sign_in(person), person)

    return one


@pytest.fixture
def lena(member, panel) -> Member:
    """The panel's host."""
    one = member("Lena Host", Role.HOST)
    host(panel, one.person)
    return one
