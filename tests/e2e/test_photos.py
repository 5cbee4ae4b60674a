"""Photos in a conversation: picked, described, sent with and without a network, looked at, gone with their message."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.changing import AT_ONCE, SOON
from tests.e2e.conftest import LAPTOP, PHONE
from tests.e2e.look import barriers
from tests.e2e.photographs import a_photo, is_seen
from tests.e2e.talking import a_topic, comes_in, field, menu_of, say, saying
from tests.e2e.walks import ATTENDEE, MEMBER, ready_offline

CENTRED = """place => {
    const strip = document.querySelector("dialog[open] .strip");
    return strip.scrollLeft === place * strip.clientWidth;
}"""
DARK = {**PHONE, "color_scheme": "dark"}


@pytest.fixture
def topic(open_browser):
    return a_topic(open_browser)


def pick(page, *photos):
    page.get_by_label("Add photos").set_input_files(list(photos))


def tray(page):
    return page.get_by_role("region", name="Photos of this message")


def describe(page, text, *, last):
    page.get_by_role("textbox", name="In a few words").fill(text)
    page.get_by_role("dialog").get_by_role("button", name="Done" if last else "Next photo").click()


def test_photos_are_picked_described_sent_and_looked_at(open_browser, topic, screenshot):
    noemie, juniper = open_browser(**DARK), open_browser(**LAPTOP)
    comes_in(noemie, ATTENDEE, topic)
    comes_in(juniper, MEMBER, topic)

    pick(noemie, a_photo(0), a_photo(1, (900, 1600)), a_photo(2))
    expect(tray(noemie).get_by_role("button", name="not described yet")).to_have_count(3, timeout=SOON)
    screenshot(noemie, "photos-picked-dark")
    tray(noemie).get_by_role("button", name="Describe", exact=True).click()
    screenshot(noemie, "photos-describe-dark")
    describe(noemie, "Evening over the lake", last=False)
    describe(noemie, "The tower by the hall", last=False)
    noemie.get_by_role("button", name="Show it earlier").click()
    describe(noemie, "Hills", last=True)
    assert barriers(noemie) == []
    field(noemie).fill("From the roof")
    noemie.get_by_role("button", name="Send", exact=True).click()

    for page in (noemie, juniper):
        shown = saying(page, "From the roof").get_by_role("button", name="Open photo")
        expect(shown).to_have_count(3, timeout=SOON)
        expect(shown.nth(1)).to_have_accessible_name("Open photo 2 of 3: Hills")
        is_seen(shown.nth(0).locator("img"))
    screenshot(noemie, "photos-sent-dark")
    assert barriers(juniper) == []
    looks_at_them_full_screen(juniper, screenshot)
    address = saying(juniper, "From the roof").locator("img").first.evaluate("image => image.currentSrc")
    menu_of(noemie, "From the roof").get_by_role("button", name="Remove it").click()
    noemie.get_by_role("dialog").get_by_role("button", name="Remove it").click()
    expect(saying(juniper, "From the roof")).to_have_count(0, timeout=AT_ONCE)
    assert juniper.request.get(address).status == 404


def looks_at_them_full_screen(juniper, screenshot):
    saying(juniper, "From the roof").get_by_role("button", name="Open photo 2").click()
    viewer = juniper.get_by_role("dialog", name="Photos by")
    expect(viewer.get_by_text("Hills")).to_be_visible()
    is_seen(viewer.get_by_role("img", name="Hills"))
    juniper.keyboard.press("ArrowRight")
    expect(viewer.get_by_text("3 of 3")).to_be_visible()
    expect(viewer.get_by_text("The tower by the hall")).to_be_visible()
    juniper.wait_for_function(CENTRED, arg=2)
    screenshot(juniper, "photos-viewer-wide")
    assert barriers(juniper) == []
    juniper.keyboard.press("Escape")
    expect(viewer).to_have_count(0)


def test_a_photo_picked_without_a_network_waits_and_goes_with_its_message(open_browser, topic, screenshot):
    noemie, juniper = open_browser(**PHONE), open_browser(**PHONE)
    comes_in(noemie, ATTENDEE, topic)
    comes_in(juniper, MEMBER, topic)
    ready_offline(noemie)

    noemie.context.set_offline(True)
    pick(noemie, a_photo(1))
    tray(noemie).get_by_role("button", name="Describe photo 1").click()
    describe(noemie, "Low clouds", last=True)
    expect(tray(noemie)).to_contain_text("wait for the network")
    screenshot(noemie, "photos-picked-offline")
    say(noemie, "Out of reach")
    waiting = saying(noemie, "Out of reach")
    is_seen(waiting.get_by_role("img", name="Low clouds"))
    screenshot(noemie, "photos-waiting-offline")
    noemie.reload()
    is_seen(saying(noemie, "Out of reach").get_by_role("img", name="Low clouds"))

    noemie.context.set_offline(False)
    shown = saying(juniper, "Out of reach").get_by_role("button", name="Open photo 1 of 1: Low clouds")
    expect(shown).to_be_visible(timeout=SOON)
    is_seen(shown.locator("img"))
    screenshot(juniper, "photos-sent")
    shown.tap()
    photo = juniper.get_by_role("dialog", name="Photos by").get_by_role("img", name="Low clouds")
    is_seen(photo)
    screenshot(juniper, "photos-viewer")
    for _ in range(2):
        juniper.touchscreen.tap(120, 400)
    expect(photo).to_have_css("transform", re.compile(r"matrix\(2\.5, 0, 0, 2\.5, "))
    screenshot(juniper, "photos-viewer-near")


def test_what_cannot_be_a_photo_is_said_and_nothing_jumps_while_photos_load(open_browser, topic, screenshot):
    noemie, juniper = open_browser(**PHONE), open_browser(**PHONE)
    comes_in(noemie, ATTENDEE, topic)
    script = b"<svg xmlns='http://www.w3.org/2000/svg'><script>window.__xss = 1</script></svg>"

    pick(noemie, {"name": "logo.svg", "mimeType": "image/svg+xml", "buffer": script})
    expect(noemie.get_by_text("logo.svg is not a photo that can be shown.")).to_be_visible()
    pick(noemie, {"name": "IMG_1.jpeg", "mimeType": "image/jpeg", "buffer": script})
    expect(tray(noemie)).to_contain_text("This is a page or a drawing, not a photo.", timeout=SOON)
    screenshot(noemie, "photos-refused")
    tray(noemie).get_by_role("button", name="Remove photo 1").click()
    pick(noemie, *(a_photo(number) for number in range(5)))
    expect(tray(noemie).get_by_role("button", name="not described yet")).to_have_count(5, timeout=SOON)
    say(noemie, "Five of them")
    expect(saying(noemie, "Five of them").get_by_role("button", name="Open 2 more photos")).to_be_visible(timeout=SOON)

    juniper.route("**/api/photos/**", lambda route: route.abort())
    comes_in(juniper, MEMBER, topic)
    message = saying(juniper, "Five of them")
    expect(message).to_contain_text("could not be loaded")
    screenshot(juniper, "photos-not-loaded")
    before = message.bounding_box()
    juniper.unroute("**/api/photos/**")
    juniper.reload()
    is_seen(saying(juniper, "Five of them").locator("img").first)

    assert saying(juniper, "Five of them").bounding_box()["height"] == before["height"]
    screenshot(juniper, "photos-five")
