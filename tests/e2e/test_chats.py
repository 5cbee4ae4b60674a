"""Round the conversations: arriving, finding a channel, what is new in the list, search, and who may write to me."""

import re
import uuid
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import LAPTOP
from tests.e2e.look import barriers
from tests.e2e.photographs import is_seen
from tests.e2e.walks import ATTENDEE, MEMBER, ORGANISER, Installation, ask_for_code, ready_offline, sign_in_as

ASK = """async ([method, path, body]) => {
  const headers = body === null ? {} : { 'Content-Type': 'application/json' };
  const answer = await fetch(path, { method, headers, body: body === null ? undefined : JSON.stringify(body) });
  const text = await answer.text();
  return text ? JSON.parse(text) : null;
}"""


def ask(page: Page, method: str, path: str, body: object = None) -> Any:
    """What the server answers to whoever is signed in on this page."""
    return page.evaluate(ASK, [method, path, body])


def channel(page: Page, title: str) -> dict[str, Any]:
    return next(one for one in ask(page, "GET", "/api/channels")["channels"] if one["title"] == title)


def say(page: Page, place: int, text: str) -> dict[str, Any]:
    return ask(page, "POST", f"/api/channels/{place}/messages", {"client_id": str(uuid.uuid4()), "text": text})


def arrive(page: Page) -> None:
    """Accept the guidelines in force."""
    version = ask(page, "GET", "/api/chat/settings")["guidelines_version"]
    ask(page, "POST", "/api/chat/accept", {"version": version})


def tab(page: Page) -> Locator:
    return page.get_by_role("navigation").get_by_role("link", name="Chat")


@pytest.fixture
def laptop(open_browser) -> Page:
    """The organiser's laptop."""
    page = open_browser(**LAPTOP)
    sign_in_as(page, ORGANISER)
    arrive(page)
    return page


def test_a_newcomer_reads_the_guidelines_first_and_begins_with_a_question(phone, fireside: Installation):
    ask_for_code(phone, "mira@harbour.example", after="/chat")
    phone.get_by_label("Code").fill(fireside.code_for("mira@harbour.example"))
    phone.wait_for_url("**/me/profile**")
    ask(phone, "PATCH", "/api/me", {"name": "Mira Sandoval-Petrov"})
    phone.goto("/chat")
    phone.get_by_role("link", name="Read the guidelines").click()
    expect(phone.get_by_text("Introduce yourself")).to_have_count(0)

    phone.get_by_role("button", name="I keep to them").click()
    phone.get_by_role("button", name="What could others here ask you about?").click()

    phone.wait_for_url(re.compile(r"/chat/\d+$"))
    expect(phone.get_by_label("Message Introductions")).to_have_value(re.compile("> What could others"))
    phone.goto("/chat")
    expect(phone.get_by_role("link", name="Introductions")).to_be_visible()
    expect(phone.get_by_role("link", name="Read the guidelines")).to_have_count(0)


def test_a_topic_is_joined_with_a_tap_and_then_tells_what_is_new(phone, laptop):
    sign_in_as(phone, MEMBER)
    arrive(phone)
    topic = ask(laptop, "POST", "/api/channels", {"title": "Ladders and lifts", "purpose": "Ways up."})
    phone.goto("/chat/find")
    row = phone.locator(".join-row", has_text="Ladders and lifts")
    row.get_by_role("button", name="Join").click()
    expect(row.get_by_text("Joined")).to_be_visible()
    phone.get_by_role("button", name="Undo").click()
    row.get_by_role("button", name="Join").click()
    expect(row.get_by_text("Joined")).to_be_visible()
    phone.goto("/chat")
    mine = phone.get_by_role("link", name="Ladders and lifts")
    expect(mine).to_be_visible()
    before = int(tab(phone).locator("b").inner_text() or 0) if tab(phone).locator("b").count() else 0

    me = ask(phone, "GET", "/api/start")["me"]["id"]
    say(laptop, topic["id"], "The second lift is out.")
    say(laptop, topic["id"], f"Take the stairs, <@{me}>.")

    expect(mine.get_by_text("2 unread")).to_be_attached()
    expect(mine.get_by_text("1 mentions you")).to_be_attached()
    expect(mine.get_by_text("Take the stairs")).to_be_visible()
    expect(tab(phone).locator("b")).to_have_text(str(before + 1))

    phone.goto(f"/chat/{topic['id']}/about")
    phone.get_by_role("button", name="An hour").click()
    expect(phone.get_by_text("Muted until")).to_be_visible()
    phone.get_by_role("button", name="Leave").click()
    phone.wait_for_url("**/chat")
    expect(phone.get_by_role("link", name="Ladders and lifts")).to_have_count(0)
    phone.get_by_role("button", name="Undo").click()
    expect(phone.get_by_role("link", name="Ladders and lifts")).to_be_visible()


def test_what_was_said_is_found_in_its_conversation_and_only_with_a_network(phone, screenshot):
    sign_in_as(phone, ATTENDEE)
    ready_offline(phone)
    phone.goto("/chat/search")
    phone.get_by_role("searchbox").fill("queue coffee window")
    found = phone.get_by_role("link", name="There is a number on the window")
    expect(found.locator("mark").first).to_be_visible()
    is_seen(found.get_by_role("img", name="A photo: A drawing of a window"))
    assert barriers(phone) == []
    found.click()
    phone.wait_for_url(re.compile(r"/chat/\d+\?at=\d+"))
    expect(phone.get_by_text("Who measured the queue at the coffee?").first).to_be_visible()

    phone.go_back()
    expect(phone.get_by_role("button", name="queue coffee window")).to_be_visible()
    phone.get_by_role("searchbox").fill("rhinoceros")
    expect(phone.get_by_text("Nothing matches “rhinoceros”")).to_be_visible()
    phone.context.set_offline(True)
    phone.get_by_role("searchbox").fill("drill")
    expect(phone.get_by_text("Searching needs the network")).to_be_visible()
    screenshot(phone, "chat-search-offline")
    phone.get_by_role("button", name="Back").click()
    expect(phone.get_by_role("link", name="Community")).to_be_visible()
    phone.context.set_offline(False)


def test_nobody_writes_to_me_unless_i_want_it(phone, laptop):
    sign_in_as(phone, MEMBER)
    arrive(phone)
    me = ask(phone, "GET", "/api/start")["me"]["id"]
    direct = ask(laptop, "POST", f"/api/people/{me}/direct")
    say(laptop, direct["id"], "May I ask you something about the lifts?")
    phone.goto("/chat")
    card = phone.get_by_role("article", name=f"{ORGANISER} would like to write to you")
    expect(card.get_by_text("May I ask you something")).to_be_visible()

    card.get_by_role("button", name=ORGANISER).click()
    phone.get_by_role("dialog").get_by_role("button", name="Block").click()
    expect(phone.get_by_text(f"{ORGANISER} is blocked.").first).to_be_visible()
    phone.get_by_role("button", name="Undo").click()
    phone.goto("/me/blocked")
    expect(phone.get_by_text("You blocked nobody")).to_be_visible()

    phone.goto("/chat")
    card.get_by_role("button", name="Accept").click()
    phone.wait_for_url(f"**/chat/{direct['id']}")
    expect(phone.get_by_text("May I ask you something about the lifts?").first).to_be_visible()


def test_a_moderator_opens_what_a_member_proposed_and_the_organiser_says_how_we_talk(phone, laptop):
    sign_in_as(phone, MEMBER)
    arrive(phone)
    phone.goto("/chat/find")
    phone.get_by_role("button", name="Propose a topic").click()
    phone.get_by_label("What it is called").fill("Umbrellas, lost and found")
    phone.get_by_role("dialog").get_by_role("button", name="Propose it").click()
    expect(phone.get_by_role("article", name="Umbrellas, lost and found")).to_be_visible()

    laptop.goto("/chat/find")
    card = laptop.get_by_role("article", name="Umbrellas, lost and found")
    card.get_by_role("button", name="Open it").click()
    expect(card).to_have_count(0)
    phone.goto("/me/notices")
    phone.get_by_role("link", name="Umbrellas, lost and found").first.click()
    phone.wait_for_url(re.compile(r"/chat/\d+"))

    laptop.goto("/desk/chat")
    laptop.get_by_label("Your welcome").fill("Come in, the kettle is on.")
    assert barriers(laptop) == []
    laptop.get_by_role("button", name="Save").click()
    expect(laptop.get_by_text("Saved.").first).to_be_visible()
    phone.goto("/chat/welcome")
    expect(phone.get_by_text("the kettle is on")).to_be_visible()
