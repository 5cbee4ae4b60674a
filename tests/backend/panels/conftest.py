from collections.abc import Callable

import pytest

from tests import factories
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
