"""A phone's browser (Debian's Chromium) against the real server, once for the whole run."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from backend.core import text as text_of
from scripts import frontend, machine, places
from tests.e2e.look import Watched
from tests.e2e.walks import Installation
from tests.served import fireside as served
from tests.shared_data import real

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
LAPTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
LONGEST_TITLE = 300
SCREENSHOTS = places.VAR / "screenshots"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the real server keeps what it has."""
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    """Where the real server answers: front-end built, SQLite, demo meeting, worker beside it."""
    frontend.build()
    with served(folder) as where:
        yield where


@pytest.fixture(scope="session")
def fireside(address: str) -> Installation:
    """What the served demo holds."""
    return Installation(address)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=machine.headless(), args=FLAGS)
    yield browser
    browser.close()


@contextmanager
def browsers(chromium: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open browsers of one's own (cookies, storage, service worker); whatever goes wrong in one fails the test."""
    opened: list[tuple[BrowserContext, Watched]] = []

    def open_one(**device: object) -> Page:
        context = chromium.new_context(base_url=address, locale="en-GB", **device)
        context.set_default_timeout(10_000)
        opened.append((context, Watched(context)))
        return context.new_page()

    yield open_one
    troubles = [trouble for _, watched in opened for trouble in watched.troubles]
    for context, _ in opened:
        context.close()
    assert troubles == []


@pytest.fixture
def open_browser(chromium: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a browser of one's own on the served demo."""
    with browsers(chromium, address) as open_one:
        yield open_one


@pytest.fixture
def phone(open_browser: Callable[..., Page]) -> Page:
    """A page on a phone."""
    return open_browser(**PHONE)


@pytest.fixture
def laptop(open_browser: Callable[..., Page]) -> Page:
    """A page on an organiser's laptop."""
    return open_browser(**LAPTOP)


@pytest.fixture
def screenshot() -> Callable[..., Path]:
    """Keep a picture of what is on the screen, for people to look at."""

    def take(page: Page, name: str, *, whole: bool = False) -> Path:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        page.screenshot(path=path, full_page=whole, animations="disabled")
        return path

    return take


@pytest.fixture
def naughty() -> list[str]:
    """Texts that would be scripts if a page took them for its own, as people may write them in a title."""
    texts = json.loads(real("naughty_strings/blns.json"))
    fits = (clean for text in texts if "<" in text and 0 < len(clean := text_of.one_line(text)) <= LONGEST_TITLE)
    return list(dict.fromkeys(fits))
