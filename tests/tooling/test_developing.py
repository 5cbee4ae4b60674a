"""What `make dev` serves: pages come from Vite, which passes the API and the sockets on."""

import json
import subprocess
from contextlib import ExitStack

import pytest
import requests

from scripts import places
from tests import served
from tests.socket_phone import NotLetIn, SocketPhone

VITE = "http://127.0.0.1:5173"
PREPARE = ["flask", "--app", "backend.app", "fireside", "prepare"]


@pytest.fixture
def start(tmp_path):
    """Serve an installation with these settings; yields its environment."""
    with ExitStack() as stack:
        log = stack.enter_context((tmp_path / "log").open("w"))

        def started(**changes):
            environment = served.settings(tmp_path, **changes)
            subprocess.run(PREPARE, cwd=places.ROOT, env=environment, stdout=log, stderr=log, check=True)
            stack.enter_context(served.running(served.WEB, environment, log))
            served.wait_for(f"http://127.0.0.1:{environment['PORT']}/healthz")
            return environment

        yield started


@pytest.fixture
def vite(start):
    """Vite before a server that develops, as scripts.run puts it there, on a port of its own."""
    port = str(served.free_port())
    environment = start(FIRESIDE_ENV="development", PUBLIC_URL=f"http://127.0.0.1:{port}")
    environment["FIRESIDE_API"] = f"http://127.0.0.1:{environment['PORT']}"
    command = ["node", "node_modules/vite/bin/vite.js", "--host", "127.0.0.1", "--port", port, "--strictPort"]
    with subprocess.Popen(command, cwd=places.FRONTEND, env=environment, stdout=subprocess.DEVNULL) as program:
        try:
            served.wait_for(environment["PUBLIC_URL"])
            yield environment["PUBLIC_URL"]
        finally:
            program.terminate()


def test_a_page_of_vites_hears_the_feed_through_it(vite):
    start = requests.get(f"{vite}/api/start", timeout=10).json()
    programme = requests.get(f"{vite}/api/meetings/{start['current']}/programme", timeout=10).json()

    phone = SocketPhone(vite)

    assert phone.open(programme["stream"], since=programme["head"])["ok"]
    phone.hang_up()
    polling = f"{vite}/socket.io/?EIO=4&transport=polling"
    opened = requests.get(polling, headers={"Origin": vite}, timeout=10).text
    assert json.loads(opened[1:])["upgrades"] == ["websocket"]


@pytest.mark.parametrize(("kind", "let_in"), [("development", True), ("production", False)])
def test_vites_page_reaches_the_socket_while_developing_only(start, kind, let_in):
    environment = start(FIRESIDE_ENV=kind)

    def come():
        SocketPhone(environment["PUBLIC_URL"], origin=VITE).hang_up()

    if let_in:
        come()
    else:
        with pytest.raises(NotLetIn):
            come()
