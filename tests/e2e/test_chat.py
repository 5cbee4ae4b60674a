"""A conversation: everybody sees the same, in one order, also whoever was away for a while."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.e2e.changing import AT_ONCE, SOON, write
from tests.e2e.conftest import LAPTOP, PHONE
from tests.e2e.look import barriers
from tests.e2e.talking import a_topic, comes_in, field, hold, looks_at, menu_of, said, say, saying
from tests.e2e.walks import ATTENDEE, HOST, MEMBER, NEWCOMER, ask_for_code, ready_offline

EVERYTHING = [
    "Who survived a downtime drill?",
    "We did, twice.",
    "The session is at 13:30.",
    "Ours was in March.",
    "Nobody got past the printer.",
]
EMAIL = "theo.marlow@example.org"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


# What no message may turn into, and links that lead anywhere but to the web or to mail.
ALIVE = """() => [...document.querySelectorAll('[role=feed] .words *')].filter((one) =>
    /^(script|style|img|svg|math|iframe|object|embed|form|input|video|audio|link|meta|base)$/i.test(one.tagName)
    || [...one.attributes].some(({ name }) => name.startsWith('on') || name === 'style')
    || (one.href && !/^(https?|mailto):/.test(one.href))).map((one) => one.outerHTML)"""
A_MESSAGE = 12  # texts


@pytest.fixture
def topic(open_browser):
    return a_topic(open_browser)


def test_two_phones_a_laptop_and_a_phone_that_goes_offline_hold_a_conversation(open_browser, topic, screenshot):
    wren, juniper, away = (open_browser(**PHONE) for _ in range(3))
    laptop = open_browser(**LAPTOP)
    cast = ((wren, NEWCOMER), (juniper, MEMBER), (away, ATTENDEE), (laptop, HOST))
    for page, name in cast:
        comes_in(page, name, topic)
    ready_offline(away)

    a_question_is_answered(wren, juniper, laptop)
    one_writes_without_a_network(away, screenshot)
    meanwhile_others_change_their_words(laptop, juniper, wren)
    away.goto("about:blank")
    away.context.set_offline(False)
    looks_at(away, topic)

    expect(saying(wren, "past the printer")).to_be_visible(timeout=SOON)
    expect(away.get_by_text("waiting for the network")).to_have_count(0, timeout=SOON)
    for page, _ in cast:
        expect(saying(page, "past the printer")).to_be_visible(timeout=AT_ONCE)
        assert said(page) == EVERYTHING
    screenshot(wren, "chat-busy")
    screenshot(laptop, "chat-laptop")
    assert barriers(wren) == []
    the_answers_are_a_thread(wren, juniper, screenshot)


def a_question_is_answered(asking, answering, watching):
    """Replied to by a finger that stays on it, reacted to, and seen by a third."""
    say(asking, "Who survived a downtime drill?")
    expect(saying(answering, "Who survived")).to_be_visible(timeout=AT_ONCE)
    hold(answering, "Who survived").get_by_role("button", name="Reply").click()
    say(answering, "We did, twice.")
    expect(saying(asking, "We did, twice.").get_by_role("link", name="Who survived")).to_be_visible(timeout=AT_ONCE)
    hold(asking, "We did, twice.").get_by_role("button", name="React with 🙏").click()
    expect(saying(watching, "We did, twice.").get_by_role("button", name="🙏, 1 person")).to_be_visible(timeout=AT_ONCE)


def one_writes_without_a_network(away, screenshot):
    """Visibly waiting, in order."""
    away.context.set_offline(True)
    say(away, "Ours was in March.")
    say(away, "Nobody got past the printer.")
    expect(saying(away, "past the printer")).to_contain_text("waiting for the network")
    screenshot(away, "chat-offline")


def meanwhile_others_change_their_words(laptop, phone, watching):
    """One corrects a mistake, the other takes something away."""
    say(laptop, "The session is at 13:00.")
    for _ in range(2):  # a right click opens it each time
        hold(laptop, "at 13:00").get_by_role("button", name="Change it").wait_for()
        laptop.keyboard.press("Escape")
        expect(laptop.locator("dialog")).to_have_count(0)  # the app knows of it, too
    menu_of(laptop, "at 13:00").get_by_role("button", name="Change it").click()
    field(laptop).fill("The session is at 13:30.")
    laptop.reload()  # what was being changed still is
    expect(field(laptop)).to_have_value("The session is at 13:30.")
    laptop.get_by_text("It was wrong").click()
    laptop.get_by_role("button", name="Save").click()
    expect(saying(watching, "at 13:30")).to_contain_text("corrected", timeout=AT_ONCE)
    say(phone, "Never mind.")
    menu_of(phone, "Never mind.").get_by_role("button", name="Remove it").click()
    phone.get_by_role("dialog").get_by_role("button", name="Remove it").click()
    expect(saying(watching, "Never mind.")).to_have_count(0, timeout=AT_ONCE)


def the_answers_are_a_thread(phone, watching, screenshot):
    """What is written there is heard in the channel, too, and the server is asked for the thread once."""
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.get_by_role("link", name="1 reply").click()
    expect(phone.get_by_role("heading", name="Replies")).to_be_visible()
    say(phone, "Twice in one year?")
    expect(saying(watching, "Twice in one year?")).to_be_visible(timeout=AT_ONCE)
    screenshot(phone, "chat-thread")
    assert barriers(phone) == []
    assert len([url for url in asked if "/thread" in url]) == 1


def test_whoever_comes_new_is_led_in_and_finds_what_they_wrote_again(open_browser, fireside, topic, screenshot):
    phone = open_browser(**PHONE, color_scheme="dark", reduced_motion="reduce")
    ask_for_code(phone, EMAIL)
    phone.get_by_label("Code").fill(fireside.code_for(EMAIL))
    expect(phone.get_by_label("Your real name")).to_be_visible()
    write(phone, "patch", "/api/me", {"name": "Theo Marlow-Adeyemi"})
    phone.goto(topic)
    expect(phone.get_by_text("Nobody has said anything yet")).to_be_visible()
    screenshot(phone, "chat-empty")
    assert barriers(phone) == []

    phone.get_by_role("button", name="Read the guidelines").click()
    phone.get_by_role("dialog").get_by_role("button", name="I keep to them").click()
    phone.get_by_role("button", name="Join").click()
    field(phone).fill("Good evening, @pe")
    phone.get_by_role("option", name=HOST).click()
    expect(field(phone)).to_have_value(f"Good evening, @{HOST} ")
    phone.get_by_role("button", name="Back").click()
    expect(phone.get_by_role("heading", name="Chat", exact=True)).to_be_visible()
    phone.goto(topic)
    expect(field(phone)).to_have_value(f"Good evening, @{HOST} ")
    phone.get_by_role("button", name="Send", exact=True).click()
    expect(saying(phone, "Good evening").locator(".mention")).to_have_text(f"@{HOST}", timeout=AT_ONCE)

    screenshot(phone, "chat-dark")
    phone.evaluate("document.documentElement.style.fontSize = '200%'")
    screenshot(phone, "chat-large")
    assert phone.evaluate(TOO_WIDE) is False
    assert barriers(phone) == []


def test_naughty_texts_are_said_and_stay_texts(open_browser, topic, naughty):
    """S-50, S-58."""
    dialogs = []
    phone = open_browser(**PHONE)
    phone.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    comes_in(phone, MEMBER, topic)
    messages = ["\n\n".join(naughty[first : first + A_MESSAGE]) for first in range(0, len(naughty), A_MESSAGE)]
    for text in [*messages, "That was all."]:
        write(
            phone,
            "post",
            f"/api/channels/{topic.rpartition('/')[2]}/messages",
            {"client_id": str(uuid4()), "text": text},
        )
    expect(saying(phone, "That was all.")).to_be_visible(timeout=SOON)

    alive = []
    for number in range(len(messages), 0, -1):
        phone.goto(f"{topic}?at={number}")
        expect(saying(phone, naughty[(number - 1) * A_MESSAGE].split()[-1])).to_be_visible(timeout=SOON)
        alive += phone.evaluate(ALIVE)

    assert (alive, dialogs, phone.evaluate("window.__xss")) == ([], [], None)
