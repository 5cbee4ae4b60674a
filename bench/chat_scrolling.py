"""Ten thousand messages of a channel on a phone whose processor is six times slower: read upwards, and scrolled."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import CDPSession, Page, sync_playwright

from backend.core import db
from backend.migrations import upgrade
from bench import talk
from bench.figures import Figure, Measured, absent
from bench.signups import Way, people, serving
from scripts import machine
from tests.e2e.conftest import FLAGS, PHONE

TITLE = "Ten thousand messages in a channel, processor six times slower"
MESSAGES, AUTHORS, SLOWER = 10_000, 12, 6
STROKES, STEPS, STEP = 40, 14, 40  # of a finger: how often, in how many moves, of how many pixels
LATE, SMOOTH, MOVED, SHOWN = 100, 50, 2, 400  # milliseconds, milliseconds, pixels, milliseconds
OURS = Way("wsgi:app", "")

# Reads to the beginning as a reader does: whenever older messages came in above, on to the top again. What was on the
# screen before they came must still be there three frames later; the answer is by how many pixels it moved at most.
TO_THE_BEGINNING = """async () => {
    const [feed, NEAR, A_PAGE] = [document.querySelector('[role=feed]'), 300, 3000];
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const first = () => [...feed.querySelectorAll('article')].find((one) => one.getBoundingClientRect().bottom > 150);
    const top = (anchor) => anchor.getBoundingClientRect().top;
    let moved = 0;
    while (!feed.querySelector('.begins')) {
        if (feed.scrollTop > NEAR) { feed.scrollTop = NEAR; await frame(); await frame(); }
        const [anchor, high] = [first(), feed.scrollHeight];
        const before = top(anchor);
        await frame();
        if (feed.scrollHeight - high < A_PAGE) continue;
        await frame(); await frame();
        if (anchor.isConnected) moved = Math.max(moved, Math.abs(top(anchor) - before));
    }
    return moved;
}"""
PLACE = "document.querySelector('[role=feed]').scrollTop"
WATCH = """() => {
    window.__frames = [];
    let before = performance.now();
    const look = (now) => { window.__frames.push(now - before); before = now; requestAnimationFrame(look); };
    requestAnimationFrame(look);
}"""
ARRIVES = """(text) => new Promise((done) => {
    const began = performance.now();
    const look = () => document.querySelector('[role=feed]').innerText.includes(text)
        ? done(performance.now() - began) : requestAnimationFrame(look);
    document.querySelector('textarea').value = text;
    document.querySelector('textarea').dispatchEvent(new Event('input', { bubbles: true }));
    document.querySelector('.send').click();
    look();
})"""


def measure(folder: Path) -> Measured:
    """How steadily frames come while a finger scrolls, whether the place is kept, and how soon what is sent shows."""
    if not machine.chromium():
        return absent(TITLE, "no Chromium on this machine (as root: apt-get install chromium).")
    database = f"sqlite:///{folder}/scrolling.db"
    channel_id, cookie = _filled(database)
    with serving(folder, database, OURS) as ports, _phone(ports[0], cookie) as page:
        page.goto(f"/chat/{channel_id}")
        page.get_by_role("article").last.wait_for()
        moved: float = page.evaluate(TO_THE_BEGINNING)
        slowly = page.context.new_cdp_session(page)
        slowly.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        frames, far = _scrolled(page, slowly)
        page.get_by_role("button", name="To the newest").click()
        sent = [float(page.evaluate(ARRIVES, f"It is here {number}")) for number in range(5)]
    return Measured(TITLE, _how(), tuple(_figures(moved, frames, far, sent)))


def _filled(database: str) -> tuple[int, str]:
    """The channel, and the cookie of one who writes there."""
    db.bind(database)
    upgrade()
    cookies = people(AUTHORS)
    ids = talk.people_ids()
    talk.accepted(ids)
    channel_id = talk.a_channel("Years", ids)
    talk.filled(channel_id, ids, MESSAGES)
    return channel_id, cookies[0]


@contextmanager
def _phone(port: int, cookie: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.chromium(), args=FLAGS)
        here = f"http://127.0.0.1:{port}"
        context = browser.new_context(base_url=here, locale="en-GB", **PHONE)
        name, _, value = cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": here}])
        yield context.new_page()
        browser.close()


def _scrolled(page: Page, slowly: CDPSession) -> tuple[list[float], float]:
    """The milliseconds between one frame and the next while a finger scrolls down and up, and how far it got."""
    page.evaluate(WATCH)
    far = 0.0
    for upwards in (False, True):
        before: float = page.evaluate(PLACE)
        for _ in range(STROKES):
            _stroke(slowly, upwards=upwards)
        far += abs(page.evaluate(PLACE) - before)
    frames: list[float] = page.evaluate("window.__frames")
    return frames, far


def _stroke(slowly: CDPSession, *, upwards: bool) -> None:
    high, step = (150, STEP) if upwards else (150 + STEPS * STEP, -STEP)
    for move in range(STEPS + 1):
        point = {"x": 195, "y": high + move * step}
        slowly.send("Input.dispatchTouchEvent", {"type": "touchMove" if move else "touchStart", "touchPoints": [point]})
    slowly.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def _figures(moved: float, frames: Sequence[float], far: float, sent: Sequence[float]) -> Iterator[Figure]:
    yield Figure("the place moves as older ones come", f"{moved:.1f} px", f"at most {MOVED} px", moved <= MOVED)
    late, longest = quantiles(frames, n=20)[-1], max(frames)
    told = f"median {median(frames):.0f} ms, p95 {late:.0f} ms of {len(frames)}, over {far:,.0f} px"
    yield Figure("from frame to frame while scrolling", told, f"p95 under {SMOOTH} ms", late < SMOOTH)
    yield Figure("the longest frame", f"{longest:.0f} ms", f"under {LATE} ms", longest < LATE)
    yield Figure("what is sent shows", f"median {median(sent):.0f} ms", f"under {SHOWN} ms", median(sent) < SHOWN)


def _how() -> str:
    return (
        f"`python -m bench chat_scrolling`: {MESSAGES:,} messages read to the beginning in Chromium at a phone's size, "
        f"all of them held by the page; then, with the processor slowed {SLOWER} x (CDP), {STROKES} strokes of a "
        f"finger down and as many up, {STEPS * STEP} px each, the time from frame to frame; and a message of mine, "
        "from the tap to the list that shows it."
    )
