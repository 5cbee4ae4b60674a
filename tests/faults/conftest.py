"""A real installation on a database of its own: made once, copied for each test that wants to break it."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts import places
from tests.faults.installation import Desk, Installation
from tests.served import settings


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database with the demo's people."""
    folder = tmp_path_factory.mktemp("prepared")
    prepare = ["flask", "--app", "backend.app", "fireside", "prepare"]
    subprocess.run(prepare, cwd=places.ROOT, env=settings(folder), check=True, stdout=subprocess.DEVNULL)
    return folder / "fireside.db"


@pytest.fixture(scope="module")
def install(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Installation]]:
    """An installation; its database is in `data` if that is named."""
    made: list[Installation] = []

    def one(data: Path | None = None, **changes: str) -> Installation:
        folder = tmp_path_factory.mktemp("installation")
        shutil.copy(prepared, data or folder)
        made.append(Installation(folder, data or folder, **changes))
        return made[-1]

    yield one
    for installation in made:
        installation.stop()


@pytest.fixture(scope="module")
def installation(install: Callable[..., Installation]) -> Installation:
    """One that serves."""
    one = install()
    one.start("web")
    return one


@pytest.fixture(scope="module")
def desk(installation: Installation) -> Desk:
    """An organiser at it."""
    return Desk(installation).come_in()
