"""The database under the tests: a file of SQLite, or a throw-away PostgreSQL cluster (`--database`).

The cluster is Debian's own binaries in a temporary folder, reached through a socket in that folder, and is
shared by every worker of a run: each worker has databases of its own in it.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from scripts import machine

SUPERUSER = "fireside"
# Crash safety is worth nothing to a cluster that is deleted a minute later.
SERVER_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
}
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}

cluster_key = pytest.StashKey["Cluster"]()


def server_user() -> str | None:
    """The account the server runs as: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return None
    import pwd

    accounts = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in accounts else "nobody"


class Cluster:
    """A running PostgreSQL server and the folder that holds all of it."""

    def __init__(self, binaries: Path, *, durable: bool = False) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="fireside-pg-"))
        self.user = server_user()
        if self.user:
            shutil.chown(self.folder, self.user)
        data = self.folder / "data"
        subprocess.run(
            [
                binaries / "initdb",
                f"--pgdata={data}",
                f"--username={SUPERUSER}",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ],
            check=True,
            user=self.user,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
        )
        self._settings = SERVER_SETTINGS | (DURABLE if durable else {})
        self._command = [binaries / "postgres", "-D", data, "-k", self.folder]
        self.start()

    def start(self, **changes: str) -> None:
        """Start the server, with other settings than the usual ones if some are named."""
        settings = [f"--{name}={value}" for name, value in (self._settings | changes).items()]
        with (self.folder / "server.log").open("ab") as log:
            self.server = subprocess.Popen(
                [*self._command, *settings],
                user=self.user,
                cwd=self.folder,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for pytest, which then stops the server itself
            )

    def address(self, database: str) -> str:
        return f"postgresql+psycopg://{SUPERUSER}@/{database}?host={self.folder}"

    def answers(self) -> bool:
        with suppress(psycopg.OperationalError), self.connect():
            return True
        return False

    def connect(self) -> psycopg.Connection:
        """A connection that looks after the server."""
        return psycopg.connect(host=str(self.folder), user=SUPERUSER, dbname="postgres", autocommit=True)

    def cut_everybody_off(self) -> None:
        """End every connection to the databases of the tests."""
        with self.connect() as connection:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname <> 'postgres'")

    def crash(self) -> None:
        """Kill what serves a connection: the server then ends the others and recovers from its log."""
        connection = self.connect()
        os.kill(connection.info.backend_pid, signal.SIGKILL)
        connection.close()

    def end(self) -> None:
        """Stop the server as an impatient operator does: whoever is connected is cut off."""
        self.server.send_signal(signal.SIGINT)
        try:
            self.server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()

    def stop(self) -> None:
        self.end()
        shutil.rmtree(self.folder, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite")


def pytest_sessionstart(session: pytest.Session) -> None:
    config = session.config
    if config.getoption("--database") != "postgresql" or hasattr(config, "workerinput"):
        return
    binaries = machine.postgresql()
    if binaries is None:
        pytest.exit("PostgreSQL's server programs are not on this machine (apt-get install postgresql).", 3)
    config.stash[cluster_key] = Cluster(binaries)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    if cluster_key in node.config.stash:
        node.workerinput["cluster"] = node.config.stash[cluster_key].address("{}")


def pytest_unconfigure(config: pytest.Config) -> None:
    if cluster_key in config.stash:
        config.stash[cluster_key].stop()


@pytest.fixture(scope="session")
def new_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[Callable[[], str]]:
    """Make an empty database and tell its URL; called as often as a test needs one."""
    made: list[str] = []
    if request.config.getoption("--database") == "sqlite":
        folder = tmp_path_factory.mktemp("databases")

        def create() -> str:
            made.append(f"sqlite:///{folder}/{len(made)}.db")
            return made[-1]

        yield create
        return

    address = _cluster_address(request.config)
    server = sa.create_engine(address.format("postgres"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    _wait_for(server)

    def create_in_cluster() -> str:
        name = f"{worker_id}_{len(made)}"
        with server.connect() as connection:
            connection.execute(sa.text(f"CREATE DATABASE {name}"))
        made.append(address.format(name))
        return made[-1]

    yield create_in_cluster


@pytest.fixture(scope="session")
def database_url(new_database: Callable[[], str]) -> str:
    """The database of this worker, empty when the run begins."""
    return new_database()


@pytest.fixture(scope="session")
def empty_tables(database_url: str) -> Iterator[Callable[[Iterable[sa.Table]], None]]:
    """Delete every row of the tables, whatever points at what: far cheaper than making them anew.

    The connection is the fixture's own, plain one: SQLite checks no foreign key unless it is asked to.
    """
    engine = sa.create_engine(database_url)
    relax = "PRAGMA synchronous=OFF"
    if engine.dialect.name == "postgresql":
        relax = "SET session_replication_role = replica"
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(relax)

        def empty(tables: Iterable[sa.Table]) -> None:
            connection.exec_driver_sql("BEGIN")
            with unguarded(connection):
                for table in tables:
                    connection.execute(table.delete())
            connection.exec_driver_sql("COMMIT")

        yield empty
    engine.dispose()


@contextmanager
def unguarded(connection: sa.Connection) -> Iterator[None]:
    """Let rows of the audit log be changed, which SQLite refuses; PostgreSQL's guards sleep in such a session."""
    guards: Sequence[sa.Row] = ()
    if connection.dialect.name == "sqlite":
        asked = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
        guards = connection.exec_driver_sql(asked).all()
    if guards and not connection.exec_driver_sql("SELECT 1 FROM audit LIMIT 1").first():
        guards = ()
    for guard in guards:
        connection.exec_driver_sql(f"DROP TRIGGER {guard.name}")
    yield
    for guard in guards:
        connection.exec_driver_sql(guard.sql)


def _cluster_address(config: pytest.Config) -> str:
    if hasattr(config, "workerinput"):
        return config.workerinput["cluster"]
    return config.stash[cluster_key].address("{}")


def _wait_for(server: sa.Engine) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            server.connect().close()
        except sa.exc.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
