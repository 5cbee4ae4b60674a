"""People in a conversation, each with a browser of their own."""

from collections.abc import Callable
from itertools import count, cycle

from playwright.sync_api import Locator, Page, expect

from tests.e2e.changing import is_live, write
from tests.e2e.walks import ORGANISER, sign_in_as

_numbers = count(1)
_openers = cycle((ORGANISER, "Barnaby Osei-Lindholm"))  # one person opens ten topics a day

# From the first to the last number: what each message says to whoever listens, without who is "You".
SAID = """() => [...document.querySelectorAll('[role=feed] article')].map(
    (article) => article.querySelector('.words')?.innerText.trim() ?? article.innerText)"""


def a_topic(open_browser: Callable[..., Page], **about: object) -> str:
    """The address of a topic of its own, opened by an organiser or a moderator."""
    desk = open_browser()
    sign_in_as(desk, next(_openers))
    address = desk.evaluate("location.origin")
    topic = {"title": f"Downtime drills {next(_numbers)}", "purpose": "What went wrong, and what we learned."}
    reply = desk.request.post(f"{address}/api/channels", data=topic | about, headers={"Origin": address})
    assert reply.ok, reply.text()
    desk.close()
    return f"/chat/{reply.json()['id']}"


def comes_in(page: Page, name: str, topic: str) -> None:
    """Sign in, accept the guidelines, join, and look at it."""
    sign_in_as(page, name)
    address = page.evaluate("location.origin")
    settings = page.request.get(f"{address}/api/chat/settings").json()
    write(page, "post", "/api/chat/accept", {"version": settings["guidelines_version"]})
    write(page, "post", f"/api/channels/{topic.rpartition('/')[2]}/join", {})
    looks_at(page, topic)


def looks_at(page: Page, topic: str) -> None:
    page.goto(topic)
    is_live(page)
    expect(field(page)).to_be_visible()


def field(page: Page) -> Locator:
    return page.get_by_role("textbox")


def say(page: Page, text: str) -> None:
    field(page).fill(text)
    page.get_by_role("button", name="Send", exact=True).click()


def saying(page: Page, text: str) -> Locator:
    """The message that says this."""
    return page.get_by_role("article").filter(has_text=text).last


def menu_of(page: Page, text: str) -> Locator:
    """What can be done with a message, reached as by keys or a screen reader."""
    saying(page, text).get_by_role("button", name="More about").dispatch_event("click")
    return page.get_by_role("dialog")


def hold(page: Page, text: str) -> Locator:
    """What can be done with a message, reached by a finger that stays on it."""
    message = saying(page, text)
    message.get_by_role("button", name="More about").wait_for(state="attached")  # the server has it
    message.dispatch_event("contextmenu")
    return page.get_by_role("dialog")


def said(page: Page) -> list[str]:
    lines: list[str] = page.evaluate(SAID)
    return lines
