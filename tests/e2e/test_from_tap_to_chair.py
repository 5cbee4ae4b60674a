"""One panel from the first tap to the last empty chair: three people on three phones, and a host at the door.

Who has no network at the moment is part of it: one of the three when they tap, the host when the first arrives.
"""

from playwright.sync_api import expect

from tests.e2e.conftest import PHONE
from tests.e2e.test_door import IN_FOUR_MINUTES, SOON, Panel, counted, open_door
from tests.e2e.walks import ATTENDEE, MEMBER, NEWCOMER, ORGANISER, ready_offline, sign_in_as

HANDED_ON = 25_000  # ten seconds to take back, and the clock's next look


def tap(page, name):
    page.get_by_role("button", name=name).first.tap()


def shows(page, text):
    expect(page.get_by_text(text, exact=True).first).to_be_visible(timeout=HANDED_ON)


def test_three_people_and_a_host_from_the_first_tap_to_the_last_empty_chair(open_browser, fireside, screenshot):
    host, *three = (open_browser(**PHONE) for _ in range(4))
    for page, name in zip((host, *three), (ORGANISER, MEMBER, ATTENDEE, NEWCOMER), strict=True):
        sign_in_as(page, name)
    panel = Panel(host, fireside, "From tap to chair", seats=1)
    for page in three:
        page.goto(panel.path)
        shows(page, "Live")

    the_last_seat_and_the_line(*three)
    a_seat_given_up_is_offered(*three)
    panel.moves_to(IN_FOUR_MINUTES)
    the_door(host, panel, *three[1:])
    screenshot(host, "door-full-room")
    panel.moves_to(-IN_FOUR_MINUTES)
    how_it_was(three[2], screenshot)

    told = host.request.get(f"{fireside.address}/api/panels/{panel.id}/ratings").json()
    assert [(one["stars"], one["words"]) for one in told] == [(4, "I stayed to the end.")]
    assert panel.places() == {MEMBER: "left", ATTENDEE: "came", NEWCOMER: "came"}


def the_last_seat_and_the_line(first, second, third):
    """One taps without a network, and is told later what really happened."""
    tap(first, "Take a seat")
    shows(first, "You have a seat")
    ready_offline(third)
    expect(third.get_by_role("button", name="Get in line").first).to_be_visible()
    third.context.set_offline(True)
    tap(third, "Get in line")
    shows(third, "Waits for the network")
    tap(second, "Get in line")
    shows(second, "You are 1st in line")
    third.context.set_offline(False)
    shows(third, "You are 2nd in line")


def a_seat_given_up_is_offered(first, second, third):
    """To the first in line, and to nobody else."""
    tap(first, "Give up")
    shows(second, "A seat for you")
    tap(second, "Take the seat")
    shows(second, "You have a seat")
    shows(third, "You are 1st in line")


def the_door(host, panel, second, third):
    """In the last minutes it takes over; its host has no network when the first one arrives."""
    open_door(host, panel)
    ready_offline(host)
    host.context.set_offline(True)
    host.get_by_role("button", name=f"Let in {ATTENDEE}").click()
    assert panel.places()[ATTENDEE] == "seated"
    host.context.set_offline(False)
    expect(host.get_by_text("waits for the network")).to_have_count(0, timeout=SOON)
    shows(second, "You are in")

    # One chair more is put out, and the one who stands at the door first gets it.
    panel.has_seats(2)
    host.get_by_role("button", name="In line 1").click()
    host.get_by_role("button", name=f"{NEWCOMER} stands at the door").click()
    host.get_by_role("button", name=f"Let in {NEWCOMER}").click()
    shows(third, "You are in")
    assert counted(host) == {"in the room": 2, "still to come": 0, "in line": 0, "free seats": 0}


def how_it_was(page, screenshot):
    """Afterwards those who came say it."""
    expect(page.get_by_role("group", name="How was it?")).to_be_visible(timeout=SOON)
    page.locator("label", has_text="4 stars").tap()
    page.get_by_label("In a few words, if you like").fill("I stayed to the end.")
    screenshot(page, "panel-rating")
    tap(page, "Send")
    shows(page, "Thank you: 4 stars")
    screenshot(page, "panel-rated")
