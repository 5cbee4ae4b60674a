"""What every test may ask for: an application on a real database, and phones to talk to it."""

import gc
from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from backend.app import bind, create_app
from backend.core import limits
from backend.core.db import Base
from backend.migrations import upgrade
from backend.settings import Settings
from tests import factories
from tests.phone import Phone

pytest_plugins = ["tests.databases", "tests.deployment", "tests.small_web"]

PUBLIC_URL = "http://localhost:8000"
SECRET_KEY = "for-tests-only-0123456789-abcdefghijklmnop"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--fuzz",
        type=int,
        default=0,
        help="so many requests at a door, or events on the socket; others each time",
    )
    parser.addoption("--live-seconds", type=float, default=6, help="how long each fault of the live feed is looked at")
    parser.addoption("--bare", action="store_true", help="show that sockets without our hardening fail its tests")


def pytest_collection_finish() -> None:
    """Spare the collector what every test has imported: looking through it again took a sixth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def settings(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    files = str(tmp_path_factory.mktemp("files"))
    return Settings(
        database_url=database_url, public_url=PUBLIC_URL, secret_key=SECRET_KEY, jobs_path="", files_url=files
    )


@pytest.fixture(scope="session")
def _whole_app(settings: Settings) -> Flask:
    app = create_app(settings)
    upgrade()
    app.test_client_class = Phone
    return app


@pytest.fixture
def app(_whole_app: Flask, empty_tables: Callable, settings: Settings) -> Iterator[Flask]:
    """The application on an empty, migrated database."""
    bind(settings)
    limits.forget()
    _whole_app.extensions["snapshots"].forget()
    yield _whole_app
    empty_tables(reversed(Base.metadata.sorted_tables))


@pytest.fixture
def visitor(app: Flask) -> Phone:
    """A phone on which nobody is signed in."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask) -> Callable[[factories.Person], Phone]:
    """A phone on which this person is signed in."""

    def signed_in(person: factories.Person) -> Phone:
        phone = app.test_client()
        phone.set_cookie("fireside", factories.a_device(person))
        return phone

    return signed_in
