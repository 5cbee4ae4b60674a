"""Panels on real phones: the last seat and the line behind it, offers, what is tapped without a network, the ticket."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE
from tests.e2e.walks import ATTENDEE, MEMBER, NEWCOMER, ORGANISER, opened_again, ready_offline, sign_in_as

AT_ONCE = 5_000
# What was given up can be taken back for ten seconds, and goes on after that.
HANDED_ON = 25_000
SOON = 15_000
AHEAD = timedelta(hours=3)


def when(session):
    slot = session["slots"][0]
    starts = datetime.fromisoformat(slot["starts_at"])
    return starts, starts + timedelta(minutes=slot["minutes"])


@pytest.fixture(scope="module")
def apart(fireside):
    """Sessions ahead of us, no two of them at the same time and none at that of a panel, each to be used by one test.

    The demo's people have seats at its panels, so that at such a time they would be asked to swap.
    """
    panels = {panel["session_id"] for panel in fireside.records("panel")}
    sessions = sorted(fireside.sessions(), key=when)
    taken = [when(session) for session in sessions if session["id"] in panels]
    free_from = datetime.now().astimezone() + AHEAD
    chosen = []
    for session in sessions:
        starts, ends = when(session)
        if starts >= free_from and all(ends <= others_start or starts >= end for others_start, end in taken):
            chosen.append(session)
            free_from = ends
    return iter(chosen)


@pytest.fixture
def organiser(open_browser):
    page = open_browser(**PHONE)
    sign_in_as(page, ORGANISER)
    return page


@pytest.fixture
def make_panel(organiser, fireside):
    """Give a session seats, as at the console; yields the page of the panel."""

    def make(session, **settings) -> str:
        address = fireside.address
        made = organiser.request.post(
            f"{address}/api/sessions/{session['id']}/panel", data={"seats": 1}, headers={"Origin": address}
        )
        assert made.ok, made.text()
        number = made.json()["id"]
        if settings:
            path = f"{address}/api/panels/{number}"
            changed = organiser.request.patch(path, data=settings, headers={"Origin": address})
            assert changed.ok, changed.text()
        return fireside.path("panels", number)

    return make


@pytest.fixture
def attendee(open_browser):
    def somebody(name: str, path: str, **more) -> Page:
        page = open_browser(**PHONE, **more)
        sign_in_as(page, name)
        page.goto(path)
        is_live(page)
        return page

    return somebody


def is_live(page):
    expect(page.get_by_text("Live", exact=True)).to_be_visible(timeout=SOON)


def tap(page, name):
    page.get_by_role("button", name=name).tap()


def shows(page, text, timeout=AT_ONCE):
    expect(page.get_by_text(text, exact=True).first).to_be_visible(timeout=timeout)


def test_the_last_seat_its_line_and_an_offer_on_three_phones(attendee, make_panel, apart, screenshot):
    panel = make_panel(next(apart))
    maya, ben, wren = (attendee(name, panel) for name in (MEMBER, ATTENDEE, NEWCOMER))

    tap(maya, "Take a seat")
    shows(maya, "You have a seat")
    screenshot(maya, "panel-seated")
    tap(ben, "Get in line")
    shows(ben, "You are 1st in line")
    tap(wren, "Get in line")
    shows(wren, "You are 2nd in line")
    screenshot(wren, "panel-line")

    tap(maya, "Give up")
    screenshot(maya, "panel-undo")
    shows(ben, "A seat for you", timeout=HANDED_ON)
    shows(wren, "You are 1st in line")
    screenshot(ben, "panel-offer")

    ben.goto("/")
    screenshot(ben, "now-offer")
    tap(ben, "No, thanks")
    shows(wren, "A seat for you", timeout=HANDED_ON)
    tap(wren, "Take the seat")
    shows(wren, "You have a seat")
    wren.get_by_role("link", name="Show my ticket").tap()
    expect(wren.get_by_role("img", name="Ticket for")).to_be_visible()
    screenshot(wren, "ticket")


def test_a_seat_given_up_by_mistake_is_taken_back(attendee, make_panel, apart):
    phone = attendee(MEMBER, make_panel(next(apart)))
    tap(phone, "Take a seat")
    shows(phone, "You have a seat")

    tap(phone, "Give up")
    shows(phone, "You gave up your seat")
    tap(phone, "Undo")

    shows(phone, "You have a seat")


def test_a_tap_without_a_network_waits_over_a_closed_app_and_says_later_what_happened(
    attendee, make_panel, apart, screenshot
):
    panel = make_panel(next(apart))
    maya, ben = (attendee(name, panel) for name in (MEMBER, ATTENDEE))
    ready_offline(ben)

    ben.context.set_offline(True)
    tap(ben, "Take a seat")
    shows(ben, "Waits for the network")
    screenshot(ben, "panel-offline")
    ben = opened_again(ben, panel)
    shows(ben, "Waits for the network")
    tap(maya, "Take a seat")
    shows(maya, "You have a seat")
    ben.context.set_offline(False)

    told = ben.get_by_role("main").get_by_text("you are 1st in line.")
    expect(told).to_be_visible(timeout=SOON)
    shows(ben, "You are 1st in line")
    screenshot(ben, "panel-told")
    ben.goto("/me/notices")
    expect(ben.get_by_role("main").get_by_text("you are 1st in line.")).to_be_visible()
    tap(ben, "Got it")
    expect(ben.get_by_role("main").get_by_text("you are 1st in line.")).to_have_count(0)


def test_what_a_full_panel_refuses_is_said_with_the_next_step(attendee, make_panel, apart, fireside, screenshot):
    panel = make_panel(next(apart), line_open=False)
    maya, ben = (attendee(name, panel) for name in (MEMBER, ATTENDEE))
    ready_offline(ben)

    ben.context.set_offline(True)
    tap(ben, "Take a seat")
    shows(ben, "Waits for the network")
    tap(maya, "Take a seat")
    shows(maya, "You have a seat")
    ben.context.set_offline(False)

    shows(ben, "Full, and the line is closed", timeout=SOON)
    screenshot(ben, "panel-refused")
    ben.get_by_role("link", name="Look at the other panels").tap()
    expect(ben).to_have_url(f"{fireside.address}/m/{fireside.slug}/panels")


def test_what_waits_can_be_taken_back_and_is_never_sent(attendee, make_panel, apart):
    panel = make_panel(next(apart))
    phone, other = (attendee(name, panel) for name in (MEMBER, ATTENDEE))
    ready_offline(phone)
    asked = []
    phone.context.set_offline(True)
    tap(phone, "Take a seat")
    shows(phone, "Waits for the network")

    tap(phone, "Take back")
    phone.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    phone.context.set_offline(False)
    is_live(phone)

    expect(phone.get_by_role("button", name="Take a seat")).to_be_visible()
    shows(other, "0 taken")
    assert not [url for url in asked if "/signups" in url]


def test_two_tabs_of_a_phone_ask_once(attendee, make_panel, apart):
    panel = make_panel(next(apart))
    maya, ben = (attendee(name, panel) for name in (MEMBER, ATTENDEE))
    tap(maya, "Take a seat")
    shows(ben, "1 taken")
    ready_offline(ben)
    tab = ben.context.new_page()
    tab.goto(panel)
    is_live(tab)

    asked = []
    ben.context.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    ben.context.set_offline(True)
    tap(ben, "Get in line")
    shows(tab, "Waits for the network")
    asked.clear()
    ben.context.set_offline(False)

    for page in (ben, tab):
        shows(page, "You are 1st in line", timeout=SOON)
    shows(maya, "1 taken · 1 in line")
    assert len([url for url in asked if url.endswith("/signups")]) == 1


def test_signing_out_asks_about_what_was_not_sent(attendee, make_panel, apart, screenshot):
    session = next(apart)
    phone = attendee(MEMBER, make_panel(session))
    phone.route("**/signups", lambda route: route.abort())
    tap(phone, "Take a seat")
    shows(phone, "Waits for the network")

    phone.goto("/me")
    tap(phone, "Sign out")

    dialog = phone.get_by_role("dialog")
    expect(dialog.get_by_text(f"A seat at “{session['title']}”")).to_be_visible()
    screenshot(phone, "sign-out-unsent")
    dialog.get_by_role("button", name="Sign out").tap()
    phone.wait_for_url("**/")
    sign_in_as(phone, MEMBER)
    phone.goto("/me/notices")
    expect(phone.get_by_role("heading", name="Notices")).to_be_visible()
    is_live(phone)
    expect(phone.get_by_text("Waits for the network")).to_have_count(0)


def test_a_ticket_shows_without_a_network(attendee, make_panel, apart, screenshot):
    panel = make_panel(next(apart))
    phone = attendee(MEMBER, panel)
    tap(phone, "Take a seat")
    shows(phone, "You have a seat")
    ready_offline(phone)
    phone.wait_for_timeout(1_500)  # what is mine is written down once a second

    phone.context.set_offline(True)
    phone = opened_again(phone, f"{panel}/ticket")

    expect(phone.get_by_role("img", name="Ticket for")).to_be_visible()
    screenshot(phone, "ticket-offline")


def test_a_seat_at_the_same_time_is_swapped_when_i_say_so(attendee, make_panel, apart, organiser, fireside, screenshot):
    first, second = next(apart), next(apart)
    one, other = make_panel(first), make_panel(second)
    phone = attendee(MEMBER, one)
    tap(phone, "Take a seat")
    shows(phone, "You have a seat")
    _put_at_the_time_of(organiser, fireside, second, first)

    phone.goto(other)
    is_live(phone)
    tap(phone, "Take a seat")
    expect(phone.get_by_role("dialog").get_by_text(first["title"])).to_be_visible()
    screenshot(phone, "panel-swap")
    phone.get_by_role("dialog").get_by_role("button", name="Swap", exact=True).tap()

    shows(phone, "You have a seat")
    phone.goto(one)
    expect(phone.get_by_role("button", name="Take a seat")).to_be_visible()


def test_a_place_at_a_panel_stands_in_my_agenda_and_in_the_programme(attendee, make_panel, apart, fireside, screenshot):
    session = next(apart)
    phone = attendee(MEMBER, make_panel(session))
    tap(phone, "Take a seat")
    shows(phone, "You have a seat")

    phone.goto(fireside.agenda)

    row = phone.get_by_role("main").get_by_role("article").filter(has_text=session["title"])
    expect(row.get_by_text("Panel · You have a seat")).to_be_visible()
    screenshot(phone, "agenda-panel")
    row.get_by_role("link", name=session["title"]).tap()
    phone.get_by_role("link", name="You have a seat").tap()
    expect(phone.get_by_role("link", name="Show my ticket")).to_be_visible()


def test_what_hosts_hear_of_is_heard_on_the_list_too(attendee, make_panel, apart, fireside):
    session = next(apart)
    panel = make_panel(session)
    watching = attendee(ATTENDEE, f"/m/{fireside.slug}/panels")
    row = watching.get_by_role("main").get_by_role("article").filter(has_text=session["title"])
    expect(row.get_by_text("1 seat left")).to_be_visible()

    tap(attendee(MEMBER, panel), "Take a seat")

    expect(row.get_by_text("Full", exact=True)).to_be_visible(timeout=AT_ONCE)


def _put_at_the_time_of(organiser, fireside, session, other):
    slot, at = session["slots"][0], other["slots"][0]
    times = [{"id": slot["id"], "starts_at": at["starts_at"], "minutes": at["minutes"], "room_id": slot["room_id"]}]
    address = fireside.address
    moved = organiser.request.patch(
        f"{address}/api/sessions/{session['id']}", data={"slots": times}, headers={"Origin": address}
    )
    assert moved.ok, moved.text()
