"""Questions to a panel: three people, a host, and the big screen beside the stage."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from backend.core import clock, db
from backend.panels.service import keeping
from backend.people import queries as people
from tests.e2e.conftest import LAPTOP, PHONE
from tests.e2e.look import barriers
from tests.e2e.walks import ATTENDEE, MEMBER, NEWCOMER, ready_offline, sign_in_as

HOST = "Perpetua Gallego"
BIG_SCREEN = {"viewport": {"width": 1920, "height": 1080}}


@pytest.fixture
def panel(fireside, folder) -> str:
    """The page of a panel that Perpetua hosts, of a session that is still to come and has no seats yet."""
    soon = clock.now() + timedelta(minutes=30)
    items = sorted(
        (item for item in fireside.sessions() if item["slots"][0]["starts_at"] > soon.isoformat()),
        key=lambda item: item["slots"][0]["starts_at"],
    )
    taken = {one["session_id"] for one in fireside.records("panel")}
    item = next(item for item in items if item["id"] not in taken)
    db.bind(f"sqlite:///{folder}/fireside.db")
    with db.writing() as session:
        host = people.person_at(session, "perpetua@lantern.example")
        made = keeping.make_panel(session, None, item["id"], {"seats": 40, "host_ids": [host.id]})
        return fireside.path("panels", made.id)


def ask(page, text, *, anonymous=False):
    page.get_by_role("button", name="Ask a question").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Your question").fill(text)
    if anonymous:
        sheet.get_by_role("switch", name="Without my name").check()
    sheet.get_by_role("button", name="Ask it").click()


def card(page, text):
    return page.get_by_role("article").filter(has_text=text)


def test_a_question_goes_from_a_phone_to_the_big_screen_and_its_name_stays_with_the_hosts(
    panel, open_browser, screenshot
):
    asker, voter, host, wall = (open_browser(**device) for device in (PHONE, PHONE, LAPTOP, BIG_SCREEN))
    for page, name in ((asker, NEWCOMER), (voter, MEMBER), (host, HOST), (wall, HOST)):
        sign_in_as(page, name)
        page.goto(panel + "/wall" if page is wall else panel)
    expect(wall.get_by_text("What do you want to ask?")).to_be_visible()

    ask(asker, "Who pays for the trip?", anonymous=True)
    expect(card(voter, "Who pays for the trip?")).to_contain_text("Without a name")
    card(voter, "Who pays for the trip?").get_by_role("button", name="Vote for it; 1 vote so far").click()
    ask(voter, "Where does one begin?")

    for page in (asker, host):
        expect(card(page, "Who pays").get_by_role("button", name="2 votes")).to_be_visible()
    expect(card(host, "Who pays")).to_contain_text(NEWCOMER)
    card(host, "Who pays").get_by_role("button", name="Answer now").click()

    expect(wall.get_by_text("Being answered now")).to_be_visible()
    expect(wall.get_by_text("Who pays for the trip?")).to_be_visible()
    expect(wall.get_by_role("listitem")).to_have_text(["Where does one begin? 1"])
    assert NEWCOMER not in wall.content() + voter.content()
    for page, name in ((voter, "questions-phone"), (host, "questions-host"), (wall, "questions-wall")):
        screenshot(page, name)
        assert barriers(page) == []

    card(host, "Who pays").get_by_role("button", name="More about this question").click()
    host.get_by_role("button", name="Hide from everybody").click()
    expect(card(voter, "Who pays")).to_have_count(0)
    expect(wall.get_by_text("Your questions", exact=True)).to_be_visible()
    expect(host.get_by_text("Hidden · 1")).to_be_visible()


def test_a_new_order_waits_until_it_is_asked_for(panel, open_browser):
    one, other = open_browser(**PHONE), open_browser(**PHONE)
    for page, name in ((one, ATTENDEE), (other, MEMBER)):
        sign_in_as(page, name)
        page.goto(panel)
    texts = one.get_by_role("article").get_by_text("?")
    for place, text in enumerate(("First?", "Second?"), 1):
        ask(one, text)
        expect(texts).to_have_count(place)

    card(other, "Second?").get_by_role("button", name="Vote for it").click()

    expect(one.get_by_role("button", name="New order")).to_be_visible()
    expect(texts).to_have_text(["First?", "Second?"])
    one.get_by_role("button", name="New order").click()
    expect(texts).to_have_text(["Second?", "First?"])
    expect(one.get_by_role("button", name="New order")).to_have_count(0)


def test_a_vote_and_a_question_made_without_a_network_wait_in_sight_and_arrive(panel, open_browser, screenshot):
    one, other = open_browser(**PHONE), open_browser(**PHONE)
    for page, name in ((one, ATTENDEE), (other, MEMBER)):
        sign_in_as(page, name)
        page.goto(panel)
    ask(other, "Who reads us?")
    vote = card(one, "Who reads us?").get_by_role("button", name="Vote for it")
    expect(vote).to_be_visible()
    ready_offline(one)

    one.context.set_offline(True)
    vote.click()
    ask(one, "Does this arrive?")

    expect(card(one, "Who reads us?")).to_contain_text("Waits for the network")
    expect(card(one, "Who reads us?").get_by_role("button", pressed=True)).to_have_text("2")
    expect(card(one, "Does this arrive?")).to_contain_text("Waits for the network")
    screenshot(one, "questions-offline")
    one.context.set_offline(False)
    expect(card(other, "Does this arrive?")).to_be_visible()
    expect(card(other, "Who reads us?").get_by_role("button", pressed=True)).to_have_text("2")
    expect(one.get_by_text("Waits for the network")).to_have_count(0)
