"""Moderation as members live it: what is removed is gone from every phone, and it is fair."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.changing import AT_ONCE, SOON, is_live, write
from tests.e2e.conftest import PHONE
from tests.e2e.look import barriers
from tests.e2e.photographs import a_photo
from tests.e2e.talking import a_topic, comes_in, field, hold, looks_at, said, say, saying
from tests.e2e.walks import ATTENDEE, HOST, MEMBER, NEWCOMER, ORGANISER, ready_offline, sign_in_as

MODERATOR = "Barnaby Osei-Lindholm"
PITCH = "Visit our booth 4411 for a FREE audit"
MARKER = "quokka-4411"
WHY = "It was an answer to a question, and the booth is the museum next door."

# Where the marker stands in the page, be it for the time of one change; begun before the app's own scripts.
WATCH = """marker => {
    window.painted = [];
    new MutationObserver(() => {
        if (document.documentElement.outerHTML.includes(marker)) window.painted.push(location.pathname);
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}"""
# All that the phone keeps, as one text.
KEPT = """async () => {
    const asked = (request) => new Promise((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
    });
    const db = await asked(indexedDB.open('fireside'));
    const shelves = [...db.objectStoreNames];
    const all = await Promise.all(shelves.map((one) => asked(db.transaction(one).objectStore(one).getAll())));
    db.close();
    const files = [];
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            files.push(request.url, await (await cache.match(request)).text());
        }
    }
    return JSON.stringify([all, files, { ...localStorage }, { ...sessionStorage }]);
}"""
KEEPS = f"async (said) => (await ({KEPT})()).includes(said)"
KEEPS_NOT = f"async (marker) => !(await ({KEPT})()).includes(marker)"


@pytest.fixture
def topic(open_browser):
    return a_topic(open_browser)


def transparency(fireside):
    return fireside._get(f"/api/meetings/{fireside.slug}/transparency")


def test_self_promotion_is_reported_removed_appealed_and_put_back(open_browser, fireside, topic, screenshot):
    author, watching, away, other = (open_browser(**PHONE) for _ in range(4))
    desk = open_browser(**PHONE)
    for page, name in ((author, MEMBER), (watching, NEWCOMER), (away, HOST), (other, ATTENDEE)):
        comes_in(page, name, topic)
    before = transparency(fireside)
    say(author, PITCH)
    say(author, "It is beside the museum.")
    expect(saying(away, "beside the museum")).to_be_visible(timeout=AT_ONCE)
    ready_offline(away)
    away.context.set_offline(True)

    reports_it(watching, screenshot)
    reports_it(other)
    a_moderator_removes_it(desk, screenshot)
    expect(saying(watching, PITCH)).to_have_count(0, timeout=AT_ONCE)
    expect(saying(watching, "beside the museum")).to_be_visible()
    screenshot(watching, "moderation-vanished")
    expect(saying(away, PITCH)).to_be_visible()
    away.context.set_offline(False)
    expect(saying(away, PITCH)).to_have_count(0, timeout=SOON)

    a_reporter_is_told(other, screenshot)
    the_author_appeals(author, screenshot)
    another_moderator_grants(open_browser(**PHONE), screenshot)
    expect(saying(watching, PITCH)).to_be_visible(timeout=AT_ONCE)
    assert said(watching) == said(away) == [PITCH, "It is beside the museum."]
    expect(author.get_by_role("article", name="A message of yours")).to_contain_text("taken back", timeout=SOON)
    screenshot(author, "decision-taken-back")
    after = transparency(fireside)
    assert [after[what] - before[what] for what in ("reports", "appeals", "granted")] == [2, 1, 1]
    assert after["decisions"] > before["decisions"]
    watching.goto(f"/m/{fireside.slug}/transparency")
    expect(watching.get_by_role("main")).to_contain_text(f"{after['granted']} granted")


def reports_it(page, screenshot=None):
    """In two taps after it was held: which guideline, and away with it."""
    hold(page, PITCH).get_by_role("button", name="Report it").click()
    sheet = page.get_by_role("dialog", name="Report this message")
    sheet.get_by_role("radio", name="Self-promotion").check()
    if screenshot:
        screenshot(page, "report")
        assert barriers(page) == []
    sheet.get_by_role("button", name="Send to the moderators").click()
    expect(sheet.get_by_text("The moderators have it")).to_be_visible(timeout=SOON)
    sheet.get_by_role("button", name="Done").click()


def a_moderator_removes_it(page, screenshot):
    """With a thumb: claimed, removed, because of the guideline that was reported."""
    sign_in_as(page, MODERATOR)
    page.goto("/moderation")
    is_live(page)
    page.get_by_role("article").filter(has_text=PITCH).get_by_role("link").click()
    page.get_by_role("button", name="Take it").click()
    expect(page.get_by_text("You have it until")).to_be_visible()
    page.get_by_role("button", name="Remove…").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("radio", name="Self-promotion")).to_be_checked()
    screenshot(page, "moderation-remove")
    sheet.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text(f"Removed, and {MEMBER} was told why.").first).to_be_visible()


def the_author_appeals(page, screenshot):
    page.goto("/me/notices")
    page.get_by_role("link", name=re.compile("removed", re.IGNORECASE)).first.click()
    card = page.get_by_role("article", name="A message of yours was removed")
    expect(card).to_contain_text("No self-promotion (guideline 2)")
    screenshot(page, "decision")
    assert barriers(page) == []
    card.get_by_role("button", name="Appeal").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("What should they know?").fill(WHY)
    screenshot(page, "appeal")
    for attempt in (lambda: page.mouse.click(195, 20), lambda: page.keyboard.press("Escape")):
        attempt()
        expect(sheet.get_by_role("status")).to_contain_text("is not sent")
        screenshot(page, "appeal-not-sent")
        assert barriers(page) == []
        sheet.get_by_label("What should they know?").press_sequentially(" ")
        expect(sheet.get_by_role("status")).to_be_empty()
    sheet.get_by_role("button", name="Send the appeal").click()
    expect(card).to_contain_text("your appeal is being read")


def another_moderator_grants(page, screenshot):
    sign_in_as(page, ORGANISER)
    page.goto("/moderation")
    page.get_by_role("button", name="Appeals").click()
    page.get_by_role("article").filter(has_text=MEMBER).get_by_role("link").click()
    expect(page.get_by_text(WHY)).to_be_visible()
    page.get_by_role("button", name="Grant…").click()
    screenshot(page, "moderation-grant")
    page.get_by_role("dialog").get_by_role("button", name="Grant", exact=True).click()
    expect(page.get_by_text("Granted: everything is back as it was.").first).to_be_visible()


def a_reporter_is_told(page, screenshot):
    page.goto("/me/reports")
    expect(page.get_by_role("listitem").first).to_contain_text("they acted on it")
    screenshot(page, "reports")
    assert barriers(page) == []


def test_what_was_removed_is_nowhere_on_a_phone_that_was_away(open_browser, fireside, topic, screenshot):
    """S-60: read, quoted, found, answered in a draft, its photo seen, asked; then removed while the phone was off."""
    panel = fireside.path("panels", fireside.records("panel")[-1]["id"])
    author, away, late = (open_browser(**PHONE) for _ in range(3))
    for page, name in ((author, ATTENDEE), (away, MEMBER), (late, NEWCOMER)):
        comes_in(page, name, topic)
        page.add_init_script(f"({WATCH})('{MARKER}')")
    question = it_is_asked_and_read(author, panel, away, late)
    message = it_is_said_and_read(author, away, late, topic)
    for page in (away, late):
        ready_offline(page)
        # In its channel: the list keeps the first words as well.
        page.wait_for_function(KEEPS, arg='"text":"Which one?","html"', timeout=SOON)
        assert not page.evaluate(KEEPS_NOT, MARKER)
        page.goto("about:blank")
        page.context.set_offline(True)

    a_moderator_takes_it_away(open_browser(**PHONE), topic, message, question, screenshot)
    expect(saying(author, MARKER)).to_have_count(0, timeout=AT_ONCE)

    away.context.set_offline(False)
    away.goto("/me/notices")
    is_live(away)
    away.wait_for_function(KEEPS_NOT, arg=MARKER, timeout=SOON)
    away.context.set_offline(True)
    for path in ("/chat", topic, f"{topic}/about", "/chat/search", "/me/notices", panel):
        away.goto(path)
        expect(away.get_by_role("heading").first).to_be_visible()
        assert away.evaluate("window.painted") == []
    away.goto(topic)
    expect(saying(away, "Which one?")).to_contain_text("a removed message")
    assert away.evaluate(KEEPS_NOT, MARKER)
    late.context.set_offline(False)
    looks_at(late, topic)
    expect(saying(late, "Which one?")).to_be_visible()
    late.goto(panel)
    is_live(late)
    expect(late.get_by_role("button", name="Ask a question")).to_be_visible()
    assert (late.evaluate("window.painted"), late.evaluate(KEEPS_NOT, MARKER)) == ([], True)


def the_first(page: Page):
    """The message itself, and not the one that quotes it."""
    return page.get_by_role("article").filter(has_text=MARKER).first


def it_is_said_and_read(author, away, late, topic):
    """With a photo and a name; the number of the message."""
    for page in (author, away, late):
        looks_at(page, topic)
    author.get_by_label("Add photos").set_input_files([a_photo(1)])
    expect(author.get_by_role("button", name="not described yet")).to_be_visible(timeout=SOON)
    say(author, f"Our {MARKER} is the best of all")
    for page in (away, late):
        photo = saying(page, MARKER).get_by_role("button", name="Photo 1 of 1").locator("img")
        expect(photo).to_be_visible(timeout=SOON)
    hold(late, MARKER).get_by_role("button", name="Reply").click()
    say(late, "Which one?")
    expect(saying(away, "Which one?").get_by_role("link", name=MARKER)).to_be_visible(timeout=AT_ONCE)
    the_first(away).dispatch_event("contextmenu")
    away.get_by_role("dialog").get_by_role("button", name="Reply").click()
    field(away).fill("Where is it?")
    away.goto("/chat/search")
    away.get_by_role("searchbox").fill(MARKER)
    expect(away.get_by_role("main")).to_contain_text("is the best of all", timeout=SOON)
    away.goto("/chat")
    away.goto(topic)
    expect(saying(away, "Which one?")).to_be_visible()
    assert away.evaluate("window.painted") != []
    address = away.evaluate("location.origin")
    messages = away.request.get(f"{address}/api/channels/{topic.rpartition('/')[2]}/messages").json()["messages"]
    return next(one["number"] for one in messages if MARKER in one["text"])


def it_is_asked_and_read(author, panel, away, late):
    """The question's id."""
    author.goto(panel)
    author.get_by_role("button", name="Ask a question").click()
    sheet = author.get_by_role("dialog")
    sheet.get_by_label("Your question").fill(f"What does a {MARKER} eat?")
    sheet.get_by_role("button", name="Ask it").click()
    for page in (away, late):
        page.goto(panel)
        expect(page.get_by_role("article").filter(has_text=MARKER)).to_be_visible(timeout=SOON)
    address, number = author.evaluate("location.origin"), panel.rpartition("/")[2]
    asked = author.request.get(f"{address}/api/panels/{number}/questions?since=0").json()["records"]["question"]
    return next(one["id"] for one in asked if MARKER in one.get("text", ""))


def a_moderator_takes_it_away(page, topic, number, question, screenshot):
    """Where they read it, from the menu of a finger that stays on it."""
    sign_in_as(page, ORGANISER)
    page.goto(f"{topic}?at={number}")
    the_first(page).get_by_role("button", name="More about").dispatch_event("click")
    page.get_by_role("dialog").get_by_role("button", name="Remove it as a moderator").click()
    sheet = page.get_by_role("dialog", name="Remove this message?")
    sheet.get_by_role("radio", name="No self-promotion").check()
    screenshot(page, "remove")
    assert barriers(page) == []
    sheet.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text("Removed, everywhere.").first).to_be_visible()
    expect(saying(page, MARKER)).to_have_count(0)
    removal = {"subject": "question", "subject_id": question, "guideline": "self_promotion"}
    write(page, "post", "/api/moderation/removals", removal)
