"""A real server on the tests' own database, and phones on its socket."""

import os
from collections.abc import Callable, Iterator

import pytest

from tests import factories, served
from tests.conftest import SECRET_KEY
from tests.socket_phone import SocketPhone


@pytest.fixture(scope="session")
def server(_whole_app, database_url, tmp_path_factory) -> Iterator[str]:
    """gunicorn as it is in production; yields its address."""
    folder = tmp_path_factory.mktemp("server")
    environment = served.settings(
        folder,
        DATABASE_URL=database_url,
        FIRESIDE_DEMO="0",
        SECRET_KEY=SECRET_KEY,
        FANOUT=os.environ.get("FANOUT", "direct"),
    )
    with (folder / "server.log").open("w") as log, served.running(served.WEB, environment, log):
        served.wait_for(environment["PUBLIC_URL"] + "/readyz")
        yield environment["PUBLIC_URL"]


@pytest.fixture
def connect(app, server) -> Iterator[Callable[..., SocketPhone]]:
    """A phone on the socket; signed in as a person if one is named."""
    phones: list[SocketPhone] = []

    def connected(person: factories.Person | None = None, **named) -> SocketPhone:
        token = named.pop("token", "") or (factories.a_device(person) if person else "")
        phones.append(SocketPhone(server, token=token, **named))
        return phones[-1]

    yield connected
    for phone in phones:
        phone.hang_up()
