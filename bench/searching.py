"""Searching and filtering a thousand sessions on a phone whose processor is six times slower."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from bench import programme
from bench.figures import Figure, Measured, absent
from scripts import machine
from tests import served
from tests.e2e.conftest import FLAGS, PHONE

TITLE = "Search and filter, 1,000 sessions, processor six times slower"
COMMAND = ("gunicorn", "-c", "gunicorn.conf.py", "wsgi:app")
SLOWER = 6
GOAL = 150  # milliseconds
ROUNDS = 3
QUERIES = ("inter", "nursing", "worklow", "room 01", "speaker 12")

# The browser's own measure: from the touch or key to the frame that shows what came of it.
WATCH = """() => {
    window.__took = [];
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
            if (entry.interactionId) window.__took.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16, buffered: false });
}"""


def measure(folder: Path) -> Measured:
    """Every key of some queries, and every tick in two filters, each to the painted result."""
    if not machine.chromium():
        return absent(TITLE, "no Chromium on this machine (as root: apt-get install chromium).")
    settings = served.settings(folder, DATABASE_URL=programme.fill(folder))
    with (folder / "server.log").open("w") as log, served.running(COMMAND, settings, log):
        served.wait_for(settings["PUBLIC_URL"])
        with _phone(settings["PUBLIC_URL"]) as page:
            searched, filtered = _quickest(page, _search), _quickest(page, _filter)
    how = (
        f"`python -m bench searching`: Chromium at a phone's size, processor slowed {SLOWER} x (CDP), the browser's "
        f"own event timing from the key or touch to the next painted frame, in steps of 8 ms; the quickest of {ROUNDS} "
        "rounds for each, since what else the machine does only adds."
    )
    return Measured(TITLE, how, (_figure("a key typed in the search", searched), _figure("a filter ticked", filtered)))


def _figure(what: str, took: list[float]) -> Figure:
    value = f"median {median(took):.0f} ms, worst {max(took):.0f} ms of {len(took)}"
    return Figure(what, value, f"under {GOAL} ms", max(took) < GOAL)


@contextmanager
def _phone(here: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.chromium(), args=FLAGS)
        page = browser.new_page(base_url=here, locale="en-GB", **PHONE)
        page.goto(f"/m/{programme.SLUG}/programme")
        page.get_by_role("listitem").first.wait_for()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.evaluate(WATCH)
        yield page
        browser.close()


def _quickest(page: Page, rounds: Callable[[Page], list[float]]) -> list[float]:
    return [min(same) for same in zip(*(rounds(page) for _ in range(ROUNDS)), strict=True)]


def _search(page: Page) -> list[float]:
    page.get_by_role("button", name="Search").click()
    field = page.get_by_role("searchbox")
    field.press_sequentially("a")
    page.get_by_role("listitem").first.wait_for()  # the index has been made
    took = []
    for query in QUERIES:
        field.fill("")
        _taken(page)
        for key in query:
            field.press(key)
            took.append(_taken(page))
    page.get_by_role("button", name="Cancel").click()
    return took


def _filter(page: Page) -> list[float]:
    took = []
    for facet in ("Track", "Room"):
        page.get_by_role("button", name=facet).click()
        boxes = page.get_by_role("dialog").get_by_role("checkbox")
        _taken(page)
        for number in range(4):
            boxes.nth(number).tap()
            took.append(_taken(page))
        page.keyboard.press("Escape")
        page.get_by_role("dialog").wait_for(state="detached")
        page.get_by_role("button", name="Clear").click()
    return took


def _taken(page: Page) -> float:
    """The milliseconds of the slowest interaction since the last call, once the page has come to rest."""
    page.wait_for_timeout(300)
    slowest: float = page.evaluate("Math.max(0, ...window.__took.splice(0))")
    return slowest
