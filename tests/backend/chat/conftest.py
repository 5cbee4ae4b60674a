"""People who talk, and the channels they talk in."""

from collections.abc import Callable

import pytest

from tests.backend.chat.talking import Talker
from tests.factories import a_channel, a_chatter, a_person


@pytest.fixture
def channel(app):
    """A topic for members."""
    return a_channel()


@pytest.fixture
def talker(app, sign_in) -> Callable[..., Talker]:
    """Somebody who accepted the guidelines long ago and has joined these channels, with their phone."""

    def make(name: str = "Ada Example", *channels, roles=(), **fields) -> Talker:
        person = a_chatter(a_person(name, *roles), *channels, **fields)
        return Talker(sign_in(person), person)

    return make
