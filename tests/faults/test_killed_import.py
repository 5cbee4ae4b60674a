"""F16: an import that is killed half way is an import that never began."""

import shutil
import subprocess
import threading
import time

import pytest
import requests

from scripts import places
from tests.faults.installation import SLUG, Desk
from tests.shared_data import folder, real

pytestmark = pytest.mark.data

OLD, NEW = "fosdem/2010.xml", "fosdem2025_revisions/05_2025-12-14.xml"
SESSIONS = "SELECT id, rev, title FROM session ORDER BY id"
MEGABYTE = 1_000_000


class Import:
    """`flask fireside import-programme` under way."""

    def __init__(self, installation):
        words = installation.flask("import-programme", folder() / NEW, "--meeting", SLUG)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.journal = installation.database.with_name("fireside.db-wal")
        self.program = subprocess.Popen(words, cwd=places.ROOT, env=installation.environment, **quiet)

    def kill_when(self, true):
        """Kill it then; it must not have come to its end before."""
        while not true() and self.program.poll() is None:
            time.sleep(0.001)
        self.program.kill()
        assert self.program.wait() == -9, "The import was over before it could be killed."

    def written(self):
        """Bytes of the transaction that are on disk already."""
        return self.journal.stat().st_size if self.journal.exists() else 0


def answer_or_none(desk):
    """What the server says to the new programme, None when it dies over it."""
    try:
        return desk.take_in(real(NEW), NEW).status_code
    except requests.ConnectionError:
        return None


@pytest.fixture(scope="module")
def last_year(install):
    """A database that holds last year's programme."""
    one = install()
    one.start("web")
    desk = Desk(one).come_in()
    assert desk.take_in(real(OLD), OLD).status_code == 200
    one.stop()
    one.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    return one.database


@pytest.fixture
def filled(install, last_year):
    """An installation that holds last year's programme; nothing serves it."""
    one = install()
    shutil.copy(last_year, one.database)
    return one


@pytest.mark.parametrize("megabytes", [0.05, 1, 3])
def test_an_import_killed_while_it_writes_leaves_the_programme_as_it_was(filled, megabytes):
    before = filled.rows(SESSIONS)
    under_way = Import(filled)

    under_way.kill_when(lambda: under_way.written() > megabytes * MEGABYTE)

    assert filled.is_sound()
    assert filled.rows(SESSIONS) == before


@pytest.mark.parametrize("seconds", [0.5, 1.2])
def test_an_import_killed_before_it_writes_leaves_the_programme_as_it_was(filled, seconds):
    before, give_up = filled.rows(SESSIONS), time.monotonic() + seconds

    Import(filled).kill_when(lambda: time.monotonic() > give_up)

    assert filled.rows(SESSIONS) == before


def test_a_server_killed_while_it_takes_in_a_file_has_taken_in_nothing_and_can_do_it_again(filled):
    filled.start("web")
    before = filled.rows(SESSIONS)
    desk = Desk(filled).come_in()
    journal = filled.database.with_name("fireside.db-wal")
    begun = journal.stat().st_size
    answers = []
    upload = threading.Thread(target=lambda: answers.append(answer_or_none(desk)))
    upload.start()
    while journal.stat().st_size < begun + MEGABYTE:
        assert upload.is_alive(), "The import was over before it could be killed."
        time.sleep(0.001)
    filled.kill("web")
    upload.join()

    assert answers == [None]
    assert filled.is_sound()
    assert filled.rows(SESSIONS) == before
    filled.start("web")
    first, again = (desk.take_in(real(NEW), NEW).json() for _ in range(2))
    assert (first["counts"]["added"], again["counts"]) == (1105, {})
