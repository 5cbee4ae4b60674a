"""Production refuses to start when it would be unsafe; the sentence names the variable."""

import pytest

from backend import settings
from backend.settings import BadSettings

GOOD = {"PUBLIC_URL": "https://meet.example.org", "SECRET_KEY": "b1946ac92492d2347c6235b4d2611184-x"}
NAMES = (
    "PUBLIC_URL",
    "SECRET_KEY",
    "FIRESIDE_ENV",
    "FIRESIDE_DEMO",
    "FLASK_DEBUG",
    "MAIL_URL",
    "DATABASE_URL",
    "FILES_URL",
)


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """Load the settings from exactly these variables."""
    monkeypatch.chdir(tmp_path)

    def load(**variables):
        for name in NAMES:
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return settings.load()

    return load


def test_a_complete_environment_is_taken(environment):
    loaded = environment(**GOOD)

    assert (loaded.host, loaded.https, loaded.production, loaded.demo) == ("meet.example.org", True, True, False)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "changeme"}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 64}, "SECRET_KEY"),
        ({"PUBLIC_URL": ""}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "meet.example.org"}, "PUBLIC_URL"),
        ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG"),
        ({"FIRESIDE_DEMO": "1"}, "FIRESIDE_DEMO"),
        ({"FIRESIDE_DEMO": "1", "PUBLIC_URL": "http://localhost.evil.example"}, "FIRESIDE_DEMO"),
        ({"FIRESIDE_DEMO": "1", "FIRESIDE_ENV": "development"}, "FIRESIDE_DEMO"),
    ],
)
def test_what_would_be_unsafe_is_refused_by_name(environment, change, named):
    """S-84, S-16."""
    with pytest.raises(BadSettings, match=named):
        environment(**{**GOOD, **change})


def test_development_needs_nothing(environment):
    loaded = environment(FIRESIDE_ENV="development")

    assert (loaded.local, loaded.shows_inbox) == (True, True)
    assert len(loaded.secret_key) >= 32


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({"PUBLIC_URL": "http://localhost:8000", "FIRESIDE_DEMO": "1"}, True),
        ({"PUBLIC_URL": "http://localhost:8000"}, False),
        ({"PUBLIC_URL": "http://localhost:8000", "FIRESIDE_DEMO": "1", "MAIL_URL": "smtp://localhost"}, False),
        ({"FIRESIDE_ENV": "development"}, False),
    ],
)
def test_the_local_inbox_exists_only_where_nobody_else_can_look(environment, change, shown):
    assert environment(**{**GOOD, **change}).shows_inbox is shown


@pytest.mark.parametrize("url", ["ftp://files.example.org", "s3:///folder", "https://bucket.example.org"])
def test_a_place_for_files_that_nobody_could_find_is_refused(environment, url):
    with pytest.raises(BadSettings, match="FILES_URL"):
        environment(**GOOD, FILES_URL=url)


def test_photos_are_kept_beside_the_database_unless_told_otherwise(environment):
    assert environment(**GOOD).files_url == "var/files"
    assert environment(**GOOD, FILES_URL="s3://bucket").files_url == "s3://bucket"
