"""The demo, loaded once for the tests that only look at it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from backend.app import bind
from backend.migrations import upgrade
from backend.settings import Settings


@pytest.fixture(scope="session")
def _with_a_demo(
    _whole_app: Flask, settings: Settings, new_database, tmp_path_factory: pytest.TempPathFactory
) -> Settings:
    made = replace(settings, database_url=new_database(), files_url=str(tmp_path_factory.mktemp("demo-files")))
    bind(made)
    upgrade()
    _whole_app.test_cli_runner().invoke(args=["fireside", "demo"])
    return made


@pytest.fixture
def demo(app: Flask, settings: Settings, _with_a_demo: Settings) -> Iterator[None]:
    """The phones of this test meet the demo; what they change is there for the next test as well."""
    bind(_with_a_demo)
    app.extensions["snapshots"].forget()
    yield
    bind(settings)
