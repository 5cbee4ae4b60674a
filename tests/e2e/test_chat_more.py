"""Between two people, and what stands in the way: a request, a block, a refusal; and what a link of ours shows."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.changing import AT_ONCE, SOON, change, star, write
from tests.e2e.conftest import PHONE
from tests.e2e.look import barriers, show_in
from tests.e2e.talking import a_topic, comes_in, field, said, say, saying
from tests.e2e.walks import HOST, MEMBER, NEWCOMER, ORGANISER, sign_in_as

UNDER_THE_WORDS = ".link"


@pytest.fixture
def topic(open_browser):
    return a_topic(open_browser)


def draw(page, text):
    """Draw a message towards the end of the line with a finger."""
    box = saying(page, text).bounding_box()
    finger = page.context.new_cdp_session(page)
    x, y = box["x"] + 80, box["y"] + box["height"] / 2
    for kind, across in (("touchStart", 0), *(("touchMove", across) for across in range(6, 126, 12))):
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x + across, "y": y}]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_two_people_talk_once_the_other_wants_to_and_no_more_when_one_is_blocked(open_browser, topic, screenshot):
    juniper, wren = open_browser(**PHONE), open_browser(**PHONE)
    comes_in(wren, NEWCOMER, topic)
    comes_in(juniper, MEMBER, topic)
    say(wren, "Who knows the stairs?")
    saying(juniper, "the stairs").get_by_role("button", name=NEWCOMER).first.tap(timeout=SOON)
    juniper.get_by_role("dialog").get_by_role("button", name="Write to them").tap()
    juniper.wait_for_url(lambda url: topic not in url and re.search(r"/chat/\d+$", url))
    say(juniper, "I do: shall we meet?")
    expect(juniper.get_by_text("You can go on writing once they answer")).to_be_visible(timeout=SOON)
    screenshot(juniper, "chat-request-sent")

    wren.goto(juniper.url)
    wren.get_by_role("button", name="Answer", exact=True).tap()
    expect(field(wren)).to_be_visible()
    draw(wren, "shall we meet?")
    expect(wren.get_by_text(f"Replying to {MEMBER}")).to_be_visible()
    say(wren, "At the top.")
    quoting = saying(juniper, "At the top.").get_by_role("link", name="shall we meet?")
    expect(quoting).to_be_visible(timeout=SOON)
    expect(field(juniper)).to_be_visible()

    juniper.goto(topic)
    saying(juniper, "the stairs").get_by_role("button", name=NEWCOMER).first.tap()
    juniper.get_by_role("dialog").get_by_role("button", name="Block").tap()
    expect(saying(juniper, "the stairs")).to_have_count(0)
    screenshot(juniper, "chat-blocked")
    juniper.get_by_role("button", name="Show it").dispatch_event("click")  # the way back covers it
    expect(saying(juniper, "the stairs")).to_be_visible()
    juniper.get_by_role("button", name="Undo").tap()
    juniper.goto("/me/blocked")
    expect(juniper.get_by_text("You blocked nobody")).to_be_visible()


def test_what_is_refused_says_why_and_is_sent_again_or_discarded(open_browser, topic, screenshot):
    phone, desk = open_browser(**PHONE), open_browser()
    comes_in(phone, HOST, topic)
    sign_in_as(desk, ORGANISER)
    channel = f"/api/channels/{topic.rpartition('/')[2]}"
    phone.context.set_offline(True)
    for text in ("Better late.", "Never mind."):
        say(phone, text)
    write(desk, "patch", channel, {"state": "read_only"})
    phone.context.set_offline(False)

    expect(saying(phone, "Better late.")).to_contain_text("Not sent: ", timeout=SOON)
    saying(phone, "Never mind.").get_by_role("button", name="Discard").tap(timeout=SOON)
    expect(saying(phone, "Never mind.")).to_have_count(0)
    screenshot(phone, "chat-refused")
    assert barriers(phone) == []
    write(desk, "patch", channel, {"state": "open"})
    saying(phone, "Better late.").get_by_role("button", name="Send again").tap()

    desk.goto(topic)
    expect(saying(desk, "Better late.")).to_be_visible(timeout=SOON)
    assert said(desk) == ["Better late."]


def test_a_link_to_a_page_of_ours_shows_what_is_there(open_browser, fireside, topic, screenshot):
    phone = open_browser(**PHONE, color_scheme="light")
    comes_in(phone, MEMBER, topic)
    session, panel = next(fireside.sessions()), fireside.records("panel")[0]
    speaker = fireside.records("speaker")[0]
    where = {kind: fireside.address + fireside.path(kind, number) for kind, number in (
        ("sessions", session["id"]), ("panels", panel["id"]), ("speakers", speaker["id"]),
    )}  # fmt: skip
    say(phone, f"First {where['sessions']}, then {where['panels']}.")
    say(phone, f"She knows: {where['speakers']}")
    say(phone, f"Or was it {fireside.address}{fireside.path('sessions', 999_999)}?")

    first, second, third = (saying(phone, text) for text in ("First ", "She knows", "Or was it"))
    expect(first.locator(UNDER_THE_WORDS)).to_have_count(2, timeout=AT_ONCE)
    room = next(room["name"] for room in fireside.records("room") if room["id"] == session["slots"][0]["room_id"])
    expect(first.locator(UNDER_THE_WORDS).first).to_contain_text(
        re.compile(rf"{re.escape(session['title'])}.*{room}", re.DOTALL)
    )
    expect(first.locator(UNDER_THE_WORDS).last).to_contain_text(re.compile("Panel · .+"))
    expect(second.locator(UNDER_THE_WORDS)).to_contain_text(speaker["name"])
    expect(third.locator(UNDER_THE_WORDS)).to_have_count(0)
    for scheme in ("light", "dark"):
        show_in(phone, scheme)
        screenshot(phone, f"chat-links-{scheme}")
        assert barriers(phone) == []
    first.locator(UNDER_THE_WORDS).first.tap()
    phone.wait_for_url(f"**{fireside.path('sessions', session['id'])}")


def test_what_is_on_now_leads_to_its_conversation(open_browser, fireside, screenshot):
    phone, desk = open_browser(**PHONE, color_scheme="light"), open_browser()
    sign_in_as(phone, MEMBER)
    sign_in_as(desk, ORGANISER)
    session = max(fireside.sessions(), key=lambda one: one["id"])  # the one changed last may be starred by now
    began = datetime.now(UTC) - timedelta(minutes=10)
    slot = session["slots"][0] | {"starts_at": began.strftime("%Y-%m-%dT%H:%M:00Z"), "minutes": 45}
    change(desk, session, slots=[{key: slot[key] for key in ("id", "starts_at", "minutes", "room_id")}])
    star(phone, fireside, session)

    phone.goto("/")
    card = phone.get_by_role("article", name=session["title"])
    expect(card.get_by_role("button", name="Chat about it")).to_be_visible(timeout=SOON)
    screenshot(phone, "now-chat")
    card.get_by_role("button", name="Chat about it").tap()

    phone.wait_for_url(re.compile(r"/chat/\d+$"))
    expect(phone.get_by_role("heading", name=session["title"]).first).to_be_visible()
    phone.goto("/")
    expect(card.get_by_role("link", name=re.compile(r"Chat · \d+"))).to_be_visible(timeout=SOON)
