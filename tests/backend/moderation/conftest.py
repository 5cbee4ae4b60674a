"""Moderators, those who talk, and what they say."""

import pytest

from schemas.words import Role
from tests.backend.chat.conftest import channel, talker  # noqa: F401 - fixtures are taken by name
from tests.factories import a_person


@pytest.fixture
def moderator(app, sign_in):
    """A moderator's phone."""
    return sign_in(a_person("Moa Moderator", Role.MODERATOR))


@pytest.fixture
def second(app, sign_in):
    """Another moderator's phone."""
    return sign_in(a_person("Max Moderator", Role.MODERATOR))
