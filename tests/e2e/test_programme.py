"""The programme in an attendee's hand."""

import re

from playwright.sync_api import expect

from tests.e2e.walks import MEMBER, ask_for_code, ready_offline, rows, sign_in_as, sign_out

OFTEN = 8
"""A page that is left takes with it what it had not written; once in a few times, so each is tried as often."""
TAP_AND_LEAVE = "(star, taps) => { for (let tap = 0; tap < taps; tap++) star.click(); location.href = 'about:blank'; }"


def test_the_whole_programme_is_there_without_a_network_after_one_visit(phone, fireside):
    session = next(fireside.sessions())
    phone.goto(fireside.programme)
    rows(phone).first.wait_for()
    ready_offline(phone)

    phone.context.set_offline(True)
    phone.reload()

    expect(phone.get_by_role("heading", name="Programme")).to_be_visible()
    expect(phone.get_by_text("Offline: showing what was here")).to_be_visible()
    phone.goto(fireside.path("sessions", session["id"]))
    expect(phone.get_by_role("heading", name=session["title"], exact=True)).to_be_visible()
    phone.goto("/")
    expect(phone.get_by_role("link", name="Programme")).to_be_visible()


def test_searching_forgives_a_wrong_letter_and_finds_people_and_rooms(phone, fireside):
    speaker = fireside.records("speaker")[0]
    room = fireside.records("room")[0]
    phone.goto(fireside.programme)
    phone.get_by_role("button", name="Search", exact=True).click()
    field = phone.get_by_role("searchbox")

    for name in (speaker["name"], room["name"]):
        field.fill(name)
        expect(phone.get_by_role("link", name=name).first).to_be_visible()
    field.fill("interfase")
    expect(phone.get_by_role("link", name=re.compile("Interface")).first).to_be_visible()
    field.fill("zzzzqqqq")
    expect(phone.get_by_text("Nothing found for “zzzzqqqq”")).to_be_visible()


def test_filters_narrow_the_list_and_are_cleared_by_one_tap(phone, fireside):
    track = fireside.records("track")[0]
    phone.goto(fireside.programme)
    rows(phone).first.wait_for()

    phone.get_by_role("button", name="Track", exact=True).click()
    sheet = phone.get_by_role("dialog")
    sheet.get_by_label(track["name"]).check()
    sheet.get_by_role("button", name=re.compile(r"^Show \d+ session")).click()

    expect(phone.get_by_role("button", name="Track · 1")).to_be_visible()
    expect(sheet).to_have_count(0)
    phone.get_by_role("button", name="Clear", exact=True).click()
    expect(phone.get_by_role("button", name="Track · 1")).to_have_count(0)
    expect(rows(phone).first).to_be_visible()


def test_stars_made_before_signing_in_join_those_of_the_account_and_leave_with_it(phone, fireside):
    before, after = (session for session, _ in zip(fireside.sessions(), range(2), strict=False))
    email = "stars@walk.example"
    for number, session in enumerate((before, after)):
        phone.goto(fireside.path("sessions", session["id"]))
        phone.get_by_role("button", name="Add to my agenda").click()
        expect(phone.get_by_role("button", name="In my agenda")).to_be_visible()
        if number == 0:
            ask_for_code(phone, email)
            phone.get_by_label("Code").fill(fireside.code_for(email))
            phone.get_by_label("Your real name").fill("Star Keeper")
            phone.get_by_role("button", name="Save").click()
            phone.get_by_text("Saved.").first.wait_for()

    phone.goto(fireside.agenda)
    for session in (before, after):
        expect(phone.get_by_role("link", name=session["title"], exact=True)).to_be_visible()

    sign_out(phone)
    phone.goto(fireside.agenda)
    expect(phone.get_by_text("Your agenda is empty")).to_be_visible()


def test_a_star_set_or_taken_back_as_the_page_is_left_is_kept(phone, fireside):
    sessions = [one for one, _ in zip(fireside.sessions(), range(2 * OFTEN), strict=False)]
    for number, session in enumerate(sessions):
        phone.goto(fireside.path("sessions", session["id"]))
        star = phone.get_by_role("button", name="Add to my agenda")
        star.wait_for()
        taps = 1 + number % 2
        with phone.expect_navigation(url="about:blank"):
            star.evaluate(TAP_AND_LEAVE, taps)

    phone.goto(fireside.agenda)

    expect(rows(phone)).to_have_count(OFTEN)


def test_a_calendar_subscribes_to_my_agenda_by_a_secret_address_that_can_be_revoked(phone, fireside):
    sign_in_as(phone, MEMBER)
    phone.goto(fireside.path("sessions", next(fireside.sessions())["id"]))
    phone.get_by_role("button", name="Add to my agenda").click()
    phone.goto(fireside.agenda)
    phone.get_by_role("button", name="Subscribe in your calendar").click()
    sheet = phone.get_by_role("dialog")
    make = sheet.get_by_role("button", name="Make an address")
    sheet.get_by_role("button", name=re.compile("Make an address|Revoke it")).wait_for()
    if make.is_visible():
        make.click()
    address = sheet.get_by_text("/api/calendar/").inner_text()

    calendar = phone.request.get(address)
    assert (calendar.status, calendar.text()[:15]) == (200, "BEGIN:VCALENDAR")
    sheet.get_by_role("button", name="Revoke it").click()
    expect(sheet.get_by_text("The address no longer works.")).to_be_visible()
    assert phone.request.get(address).status == 404


def test_the_programme_can_be_walked_with_the_keyboard_alone(laptop, fireside):
    laptop.goto(fireside.programme)
    rows(laptop).first.wait_for()

    laptop.keyboard.press("Tab")
    expect(laptop.get_by_role("link", name="Skip to the page")).to_be_focused()
    laptop.keyboard.press("Enter")
    for _ in range(40):
        laptop.keyboard.press("Tab")
        title = laptop.evaluate("document.activeElement.closest('article h3')?.innerText")
        if title:
            break
    laptop.keyboard.press("Enter")

    expect(laptop.get_by_role("heading", name=title, exact=True, level=1)).to_be_visible()
    star = laptop.get_by_role("button", name="Add to my agenda")
    star.focus()
    laptop.keyboard.press("Space")
    expect(laptop.get_by_role("button", name="In my agenda")).to_be_visible()
