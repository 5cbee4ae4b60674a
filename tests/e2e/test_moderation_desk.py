"""The moderators' desk: two of them at one case, one with a thumb and one by keyboard."""

import re
import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.changing import SOON, is_live, write
from tests.e2e.conftest import LAPTOP, PHONE
from tests.e2e.look import barriers
from tests.e2e.talking import a_topic, comes_in
from tests.e2e.walks import ATTENDEE, MEMBER, NEWCOMER, ORGANISER, sign_in_as

MODERATOR = "Barnaby Osei-Lindholm"
PROMOTION = "Visit our booth 4411 for a FREE audit"
LARGE = "document.documentElement.style.fontSize = '200%'"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def reported(open_browser: Callable[..., Page]) -> str:
    """The topic where somebody promotes their booth, which two members have reported."""
    topic = a_topic(open_browser)
    author = open_browser()
    comes_in(author, ATTENDEE, topic)
    message_id = says(author, topic, PROMOTION)
    for name, words in ((MEMBER, "The third time today."), (NEWCOMER, "")):
        reporter = open_browser()
        sign_in_as(reporter, name)
        report = {"subject": "message", "subject_id": message_id, "guideline": "self_promotion", "words": words}
        write(reporter, "post", "/api/reports", report | {"client_id": str(uuid.uuid4())})
        reporter.close()
    return topic


def says(page: Page, topic: str, text: str) -> int:
    address = page.evaluate("location.origin")
    path = f"{address}/api/channels/{topic.rpartition('/')[2]}/messages"
    body = {"client_id": str(uuid.uuid4()), "text": text}
    reply = page.request.post(path, data=body, headers={"Origin": address})
    assert reply.ok, reply.text()
    number: int = reply.json()["id"]
    return number


def at_the_desk(page: Page, name: str) -> None:
    sign_in_as(page, name)
    page.goto("/moderation")
    is_live(page)


def card(page: Page, text: str = PROMOTION) -> Locator:
    return page.get_by_role("article").filter(has_text=text)


def shows_only_mine(page: Page) -> None:
    page.get_by_role("button", name="All", exact=True).click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_text("What I took or decided").click()
    sheet.get_by_role("button", name="Show", exact=True).click()


def a_half_written_note_stays(page):
    note = page.get_by_label("A note for the others")
    note.fill("Half a")
    page.go_back()
    card(page).get_by_role("link").click()
    expect(note).to_have_value("Half a")


def test_two_moderators_come_to_one_decision_and_the_slower_one_is_told(reported, open_browser, screenshot):
    thumb, keys = open_browser(**PHONE), open_browser(**LAPTOP)
    at_the_desk(thumb, MODERATOR)
    at_the_desk(keys, ORGANISER)
    expect(card(thumb)).to_contain_text("2 reports · No self-promotion")

    card(keys).get_by_role("link").click()
    expect(keys.get_by_role("heading", level=1).last).to_have_text("2 reports · No self-promotion")
    expect(keys.get_by_text("The third time today.")).to_be_visible()
    keys.keyboard.press("c")
    expect(keys.get_by_text("You have it until")).to_be_visible()
    expect(card(thumb)).to_contain_text(f"{ORGANISER} has it", timeout=SOON)
    screenshot(keys, "moderation-case-wide")
    assert barriers(keys) == []

    card(thumb).get_by_role("link").click()
    expect(thumb.get_by_text(f"{ORGANISER} has it until")).to_be_visible()
    keys.keyboard.press("c")
    expect(thumb.get_by_text("Nobody looks at it yet.")).to_be_visible(timeout=SOON)
    a_half_written_note_stays(thumb)
    thumb.get_by_role("button", name="Remove…").click()
    sheet = thumb.get_by_role("dialog")
    expect(sheet.get_by_role("radio", name="No self-promotion")).to_be_checked()
    expect(sheet.get_by_label(f"What {ATTENDEE} reads")).to_have_value(re.compile("^Hello "))
    screenshot(thumb, "moderation-decide")
    assert barriers(thumb) == []

    keys.keyboard.press("r")
    expect(keys.get_by_role("dialog", name="Remove it")).to_be_visible()
    keys.keyboard.press("Control+Enter")
    expect(keys.get_by_text(f"Removed, and {ATTENDEE} was told why.").first).to_be_visible()
    expect(sheet.get_by_text(f"{ORGANISER} decided it meanwhile: removed")).to_be_visible(timeout=SOON)
    expect(sheet.get_by_role("button", name="Remove", exact=True)).to_have_count(0)
    sheet.get_by_role("link", name="Look at it").click()

    expect(thumb.get_by_text(f"{ORGANISER} decided: removed")).to_be_visible()
    expect(thumb.get_by_role("article", name="What it is about")).to_contain_text(f"Removed by {ORGANISER}")
    expect(thumb.get_by_role("button", name="Remove…")).to_have_count(0)
    screenshot(thumb, "moderation-case-decided")
    assert barriers(thumb) == []


def test_the_desk_by_keyboard_in_the_dark_and_for_moderators_only(open_browser, screenshot):
    laptop = open_browser(**LAPTOP, color_scheme="dark", reduced_motion="reduce")
    at_the_desk(laptop, MODERATOR)
    expect(laptop.get_by_role("article").first).to_be_visible()
    assert barriers(laptop) == []
    laptop.keyboard.press("?")
    help_sheet = laptop.get_by_role("dialog", name="Keyboard")
    expect(help_sheet.get_by_text("Leave it as it is")).to_be_visible()
    screenshot(laptop, "moderation-keys-dark")
    assert barriers(laptop) == []
    help_sheet.get_by_role("switch").uncheck()
    laptop.keyboard.press("Escape")
    laptop.keyboard.press("j")
    assert laptop.url.endswith("/moderation")

    phone = open_browser(**PHONE)
    sign_in_as(phone, MODERATOR)
    phone.get_by_role("link", name="Moderation").click()
    phone.get_by_role("button", name="Appeals").click()
    expect(phone.get_by_text("not yours to decide")).to_be_visible()  # it was their own decision
    screenshot(phone, "moderation-appeals")
    shows_only_mine(phone)
    expect(phone.get_by_text("Nothing of what you chose is here")).to_be_visible()
    phone.get_by_role("button", name="Show all").click()
    expect(phone.get_by_text("not yours to decide")).to_be_visible()
    phone.evaluate(LARGE)
    screenshot(phone, "moderation-large")
    assert not phone.evaluate(TOO_WIDE)
    phone.context.set_offline(True)
    expect(phone.get_by_text("nothing can be decided until you are back")).to_be_visible(timeout=SOON)
    phone.context.set_offline(False)

    member = open_browser(**PHONE)
    sign_in_as(member, MEMBER)
    expect(member.get_by_role("link", name="What I reported")).to_be_visible()
    expect(member.get_by_role("link", name="Moderation", exact=True)).to_have_count(0)
    member.goto("/moderation")
    expect(member.get_by_text("This is for moderators")).to_be_visible()
    assert barriers(member) == []


def test_what_was_held_is_published_with_one_tap(open_browser, screenshot):
    topic = a_topic(open_browser)
    author, phone = open_browser(**PHONE), open_browser(**PHONE)
    comes_in(author, ATTENDEE, topic)
    at_the_desk(phone, MODERATOR)
    write(phone, "put", f"/api/channels/{topic.rpartition('/')[2]}/moderation", {"holding": "everyone"})
    says(author, topic, "Our open checklist for go-lives.")
    phone.reload()  # what comes in while one looks waits for a tap
    phone.get_by_role("button", name="Held").click()
    held = card(phone, "Our open checklist for go-lives.")
    expect(held).to_contain_text("Held back", timeout=SOON)
    screenshot(phone, "moderation-held")
    assert barriers(phone) == []
    held.get_by_role("button", name="Publish").click()

    expect(held).to_have_count(0)
    expect(author.get_by_role("article").filter(has_text="Our open checklist")).to_be_visible(timeout=SOON)
