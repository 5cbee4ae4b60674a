"""A link that somebody shared, opened without scripts and with them."""

import json

import pytest
import requests

from tests.e2e.conftest import PHONE
from tests.e2e.look import barriers

TITLE = "The Interface That Went Quiet on a Friday"  # the demo has moved it to another room


@pytest.fixture(scope="module")
def links(address):
    """The paths of this year's programme, and of a session, a speaker and a room of it."""
    slug = requests.get(f"{address}/api/start", timeout=10).json()["current"]
    records = requests.get(f"{address}/api/meetings/{slug}/programme", timeout=10).json()["records"]
    session = next(session for session in records["session"] if session["title"] == TITLE)
    return {
        "programme": f"/m/{slug}/programme",
        "session": f"/m/{slug}/sessions/{session['id']}",
        "speaker": f"/m/{slug}/speakers/{session['speaker_ids'][0]}",
        "room": f"/m/{slug}/rooms/{session['slots'][0]['room_id']}",
    }


@pytest.fixture
def plain(open_browser):
    """Open a phone on which the app's script never arrives."""

    def open_plain(**device):
        page = open_browser(**PHONE, service_workers="block", **device)
        page.route("**/assets/*.js", lambda route: route.abort())
        return page

    return open_plain


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["programme", "session", "speaker", "room"])
def test_a_shared_link_can_be_read_without_scripts(plain, links, screenshot, kind, scheme):
    page = plain(color_scheme=scheme)

    page.goto(links[kind])

    assert page.get_by_text(TITLE, exact=True).first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    assert barriers(page) == []
    screenshot(page, f"shared-{kind}-{scheme}")


def test_a_moved_session_shows_where_it_was(plain, links):
    page = plain()

    page.goto(links["session"])

    assert page.get_by_text("Moved · before: Pier One").is_visible()
    assert page.get_by_role("link", name="Spark Stage, Exhibition Hall").is_visible()


def test_the_app_takes_the_pages_place_and_the_policy_leaves_the_structured_data_alone(phone, links):
    phone.goto(links["session"])

    phone.locator("main.share").wait_for(state="detached")
    event = json.loads(phone.locator("script[type='application/ld+json']").text_content())
    assert event["name"] == TITLE


def test_the_picture_of_a_link_is_one(phone, links):
    phone.goto(links["session"])
    address = phone.locator("meta[property='og:image']").get_attribute("content")

    reply = requests.get(address, timeout=10)

    assert (reply.status_code, reply.headers["Content-Type"]) == (200, "image/png")
