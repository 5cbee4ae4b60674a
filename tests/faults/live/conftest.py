"""Servers for the fault tests: one PostgreSQL and one Redis for all, gunicorns and nginx for each."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from backend import migrations
from backend.core import db, feed, seal
from scripts import machine
from tests import deployment, factories, served
from tests.certificates import Tls
from tests.databases import Cluster
from tests.deployment import Redis, Web
from tests.faults.live.bad_post import BadPost
from tests.faults.live.checker import Listener, Run, Writer
from tests.polling_phone import PollingPhone
from tests.socket_phone import SocketPhone

DIALS = (SocketPhone, SocketPhone, PollingPhone)
LONGEST_AROUND = 240.0  # seconds that a test may take beside its looking
FEW = 12  # connections
SECRET = "for-fault-tests-only-0123456789-abcdefghijklmnop"


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    binaries = machine.postgresql()
    if binaries is None:
        pytest.skip("no PostgreSQL on this machine (as root: apt-get install postgresql)")
    cluster = Cluster(binaries)
    yield cluster
    cluster.stop()


@dataclass
class Place:
    """A running installation: the processes, and the address that people use."""

    webs: list[Web]
    address: str
    stream: str
    slug: str
    sessions: list[int]
    token: str
    organiser: int
    head: int

    def run(self, *, writers: int = 3, listeners: int = 6, straight: bool = False) -> Run:
        """Writers and listeners, a third of these on long-polling; `straight` means past nginx, one process each."""
        addresses = [web.address for web in self.webs] if straight else [self.address]
        return self.run_at(addresses, writers, listeners)

    def run_at(self, addresses: Sequence[str], writers: int, listeners: int) -> Run:
        """The same by these addresses."""
        mine = [self.sessions[number::writers] for number in range(writers)]
        return Run(
            [Writer(f"w{number}", addresses, self.token, sessions) for number, sessions in enumerate(mine)],
            [
                Listener(f"phone {number}", addresses, self.stream, self.address, DIALS[number % len(DIALS)])
                for number in range(listeners)
            ],
            self.head,
        )


@contextmanager
def serving(folder: Path) -> Iterator[Callable[..., Place]]:
    """Prepare a database with a meeting and serve it from so many processes, until the block is left."""
    bound = db._Doors.engine
    with ExitStack() as stack:
        yield lambda *given, **named: _served(stack, folder, *given, **named)
    if bound is not None:
        db.bind(bound.url.render_as_string(hide_password=False))


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Place]]:
    """Installations for a test alone."""
    with serving(tmp_path) as serve:
        yield serve


def _served(
    stack: ExitStack,
    folder: Path,
    url: str,
    *,
    processes: int = 1,
    tls: Tls | None = None,
    app: str = "wsgi:app",
    **changes: str,
) -> Place:
    place = _prepared(url)
    front = served.free_port() if processes > 1 or tls else None
    for _ in range(processes):
        port = str(served.free_port())
        environment = served.settings(
            folder, DATABASE_URL=url, FIRESIDE_DEMO="0", SECRET_KEY=SECRET, PORT=port, **changes
        )
        environment["PUBLIC_URL"] = f"{'https' if tls else 'http'}://127.0.0.1:{front or port}"
        environment["TRUSTED_PROXIES"] = "1" if front else "0"
        web = Web(folder, environment, app)
        stack.callback(web.kill)
        web.begin()
        place.webs.append(web)
    for web in place.webs:
        deployment.until(web.ready)
    place.address = place.webs[0].address
    if front:
        place.address = stack.enter_context(deployment.nginx(folder, front, place.webs, tls))
    return place


def _prepared(url: str) -> Place:
    """A meeting with sessions and an organiser, written as another process would."""
    seal.bind([SECRET])
    db.bind(url)
    migrations.upgrade()
    meeting = factories.a_meeting("faults")
    sessions = [factories.a_session(meeting, f"Session {number}").id for number in range(9)]
    organiser = factories.an_organiser()
    token = factories.a_device(organiser)
    stream = f"meeting:{meeting.id}"
    with db.reading() as session:
        head = feed.head_of(session, stream)
    return Place([], "", stream, meeting.slug, sessions, token, organiser.id, head)


@pytest.fixture
def postgresql(cluster: Cluster) -> str:
    """An empty database of the cluster."""
    name = f"faults_{secrets.token_hex(4)}"
    deployment.until(lambda: _made(cluster, name))
    return cluster.address(name)


def _made(cluster: Cluster, name: str) -> bool:
    engine = sa.create_engine(cluster.address("postgres"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    try:
        with engine.connect() as connection:
            connection.execute(sa.text(f"CREATE DATABASE {name}"))
    except sa.exc.OperationalError:
        return False
    return True


@pytest.fixture
def grown(serve, postgresql, bell):
    """Two processes on PostgreSQL and Redis behind nginx."""
    return serve(postgresql, processes=2, REDIS_URL=bell.url)


@pytest.fixture
def few_connections(cluster: Cluster, postgresql: str) -> Iterator[str]:
    """The same where the server lets in no more than twelve."""
    cluster.end()
    cluster.start(max_connections=str(FEW), superuser_reserved_connections="0")
    deployment.until(cluster.answers)
    yield postgresql
    cluster.end()
    cluster.start()


@pytest.fixture
def bad_post(bell: Redis) -> Iterator[BadPost]:
    """The Redis, where what is published arrives out of order."""
    post = BadPost(bell.socket)
    yield post
    post.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/faults.db"


@pytest.fixture
def seconds(request: pytest.FixtureRequest) -> float:
    """How long each fault test writes and listens."""
    return request.config.getoption("--live-seconds")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whoever wants to look for longer may."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(LONGEST_AROUND + config.getoption("--live-seconds")))
