"""What moderators set beforehand: a rule tried and put live, many removed and put back, in the open."""

import uuid

from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE
from tests.e2e.talking import a_topic, comes_in
from tests.e2e.walks import ATTENDEE, ORGANISER, sign_in_as

MODERATOR = "Barnaby Osei-Lindholm"


def says(page: Page, topic: str, text: str) -> int:
    """Say something in a topic; the status that the server answers."""
    address = page.evaluate("location.origin")
    path = f"{address}/api/channels/{topic.rpartition('/')[2]}/messages"
    body = {"client_id": str(uuid.uuid4()), "text": text}
    return page.request.post(path, data=body, headers={"Origin": address}).status


def test_a_rule_is_tried_put_live_and_holds_what_the_queue_then_shows(phone, open_browser, screenshot):
    sign_in_as(phone, ORGANISER)
    phone.goto("/moderation/rules/new?kind=words")
    phone.get_by_label("Name").fill("Torches")
    phone.get_by_label("Words and phrases, a line each").fill("torch*\nglow worm")
    phone.get_by_role("button", name="Try it").tap()

    expect(phone.get_by_text("It would have caught 1 of")).to_be_visible()
    assert phone.locator("mark").all_inner_texts() == ["torch", "Torch"]
    screenshot(phone, "moderation-rule-tried", whole=True)
    phone.get_by_role("button", name="Put it live").tap()
    expect(phone.get_by_text("“Torches” is live.").first).to_be_visible()
    two_change_it(phone, screenshot)

    author, topic = open_browser(**PHONE), a_topic(open_browser)
    comes_in(author, ATTENDEE, topic)
    assert says(author, topic, "Has anybody seen a gl0w w0rm?") == 202
    phone.goto("/moderation")
    phone.get_by_role("button", name="Held").tap()
    expect(phone.get_by_text("Has anybody seen a gl0w w0rm?")).to_be_visible()


def two_change_it(phone, screenshot):
    """Taking a switch back is no change of somebody else's; what another saved meanwhile is told, and shown."""
    phone.get_by_role("button", name="Undo").tap()
    expect(phone.get_by_text("“Torches” is off.").first).to_be_visible()
    phone.get_by_label("Name").fill("Glow worms")
    phone.get_by_role("button", name="Save").tap()
    expect(phone.get_by_text("Saved.").first).to_be_visible()

    address = f"/api/moderation/rules/{phone.url.rpartition('/')[2]}"
    origin = {"Origin": "/".join(phone.url.split("/")[:3])}
    assert phone.request.patch(address, data={"name": "Lanterns", "live": True}, headers=origin).ok
    phone.get_by_label("Name").fill("Fireflies")
    phone.get_by_role("button", name="Save").tap()
    expect(phone.get_by_text("Somebody else changed this rule meanwhile")).to_be_visible()
    screenshot(phone, "moderation-rule-outdated")
    phone.get_by_role("button", name="See it").tap()
    expect(phone.get_by_label("Name")).to_have_value("Lanterns")


def test_many_are_removed_after_one_question_and_put_back(laptop, open_browser):
    author, topic = open_browser(**PHONE), a_topic(open_browser)
    comes_in(author, ATTENDEE, topic)
    assert [says(author, topic, f"Marmalade {number}") for number in range(3)] == [201] * 3

    sign_in_as(laptop, MODERATOR)
    laptop.goto("/moderation/bulk")
    laptop.get_by_text("Matching words").click()
    laptop.get_by_label("Words in the messages").fill("Marmalade")
    laptop.get_by_role("button", name="Look first").click()
    expect(laptop.get_by_role("heading", name="3 messages would be removed")).to_be_visible()
    laptop.get_by_role("button", name="Remove 3 messages").click()
    laptop.get_by_role("dialog").get_by_role("button", name="Remove them").click()

    expect(laptop.get_by_role("dialog")).to_have_count(0)
    texts = f"/api/channels/{topic.rpartition('/')[2]}/messages"
    assert "Marmalade" not in author.request.get(texts).text()
    laptop.get_by_role("button", name="Put back").click()
    expect(laptop.get_by_text("3 messages are back in their places.").first).to_be_visible()
    assert author.request.get(texts).text().count('"text":"Marmalade') == 3


def test_a_visitor_reads_from_the_guidelines_how_moderation_went(phone, fireside):
    phone.goto("/chat/welcome")
    phone.get_by_role("link", name="How moderation went, in numbers").tap()

    expect(phone.get_by_role("heading", name="Moderation, in the open")).to_be_visible()
    told = phone.request.get(f"/api/meetings/{fireside.slug}/transparency").json()
    expect(phone.locator("dl")).to_contain_text(str(told["reports"]))
    expect(phone.get_by_text("No self-promotion")).to_be_visible()
