"""`make run` in a checkout of its own, as a person starts and stops it."""

import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from scripts import frontend, places
from tests.architecture import tree
from tests.served import free_port, wait_for

LONGEST_STOP = 15


class Terminal:
    """A terminal in which `make run` was typed. Everything it starts carries a mark, wherever it goes."""

    def __init__(self, checkout: Path) -> None:
        port = str(free_port())
        mark = secrets.token_hex(8)
        self.mark = f"MARK={mark}".encode()
        self.address = f"http://127.0.0.1:{port}"
        ours = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "PORT": port, "MARK": mark}
        with (checkout / "terminal.log").open("w") as screen:
            self.make = subprocess.Popen(
                ["make", "run"], cwd=checkout, env=ours, stdout=screen, stderr=screen, start_new_session=True
            )

    def running(self) -> list[int]:
        """The processes that are still there."""
        return [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/environ") if self._is_ours(path)]

    def send(self, number: signal.Signals) -> None:
        """Send the signal as a terminal does: to everything in its foreground."""
        os.killpg(self.make.pid, number)
        self.make.wait(timeout=LONGEST_STOP)
        give_up = time.monotonic() + LONGEST_STOP
        while self.running() and time.monotonic() < give_up:
            time.sleep(0.1)

    def _is_ours(self, path: Path) -> bool:
        try:
            return self.mark in path.read_bytes().split(b"\0")
        except OSError:
            return False


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a clone holds, and what `make setup` would have installed."""
    frontend.build()
    folder = tmp_path_factory.mktemp("checkout")
    for path in tree.files():
        copy = folder / tree.inside(path)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    (folder / ".venv").symlink_to(places.VENV.resolve())
    (folder / "frontend" / "node_modules").symlink_to(places.FRONTEND / "node_modules")
    shutil.copytree(places.FRONTEND / "dist", folder / "frontend" / "dist")
    (folder / "var").mkdir()
    shutil.copy(frontend.RECORD, folder / "var")
    return folder


@pytest.fixture
def make_run(checkout: Path) -> Iterator[Callable[[], Terminal]]:
    """Type `make run`, and wait until it answers."""
    opened: list[Terminal] = []

    def start() -> Terminal:
        opened.append(Terminal(checkout))
        wait_for(opened[-1].address)
        return opened[-1]

    yield start
    for terminal in opened:
        for left in terminal.running():
            os.kill(left, signal.SIGKILL)
        terminal.make.wait()


@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whatever_stops_it_nothing_is_left_running(make_run, way):
    terminal = make_run()
    with requests.Session() as browser:  # it keeps its connection open
        browser.get(terminal.address, timeout=5)
        assert len(terminal.running()) >= 4

        terminal.send(way)

    assert terminal.running() == []


def meetings_at(address):
    """The editions; how far their streams are moves with the clock as well."""
    meetings = requests.get(f"{address}/api/meetings", timeout=5).json()
    return [{name: value for name, value in meeting.items() if name != "head"} for meeting in meetings]


def test_a_second_run_keeps_the_data(make_run, checkout):
    first = make_run()
    before = meetings_at(first.address)
    first.send(signal.SIGINT)

    second = make_run()

    assert meetings_at(second.address) == before
    assert "tapping one of the demo people" in (checkout / "terminal.log").read_text()
