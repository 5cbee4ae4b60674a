"""What changes while the app is open, closed or without a network: it shows by itself, and what is mine is marked."""

import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from scripts import frontend, places
from tests.e2e.changing import AT_ONCE, NO_WEBSOCKET, SOON, another_room, change, is_live, move, star, write
from tests.e2e.conftest import PHONE
from tests.e2e.walks import MEMBER, ORGANISER, ready_offline, sign_in_as
from tests.served import WEB, running, settings, wait_for

SEVERAL = 15


@pytest.fixture
def session(fireside, request):
    """A session with a room, ahead of us, that no other test here writes to."""
    later = f"{datetime.now(UTC) + timedelta(hours=2):%FT%TZ}"
    slots = ((one, one["slots"][0]) for one in fireside.sessions())
    ahead = [one for one, slot in slots if slot["room_id"] and slot["starts_at"] > later]
    tests = [name for name in sorted(globals()) if name.startswith("test_")]
    return ahead[-SEVERAL - tests.index(request.node.originalname)]


@pytest.fixture
def organiser(open_browser):
    page = open_browser(**PHONE)
    sign_in_as(page, ORGANISER)
    return page


def take_in(folder, tmp_path, slug, room):
    """Import a programme of one session as an organiser does in a shell, while the server runs."""
    file = tmp_path / "programme.csv"
    file.write_text(f"title,starts at,ends at,room\nOpening words,2031-05-05 09:00,2031-05-05 10:00,{room}\n")
    command = ["flask", "--app", "backend.app", "fireside", "import-programme", str(file), "--meeting", slug]
    subprocess.run(command, cwd=places.ROOT, env=settings(folder), check=True, capture_output=True)


def in_row(page, session):
    return page.get_by_role("main").get_by_role("article").filter(has_text=session["title"])


def test_a_change_of_room_shows_on_every_open_phone_without_reloading(phone, organiser, fireside, session):
    _, there, _ = another_room(fireside, session)
    sockets = []
    phone.on("websocket", lambda socket: sockets.append(socket.url))
    phone.goto(fireside.path("sessions", session["id"]))
    is_live(phone)
    phone.evaluate("window.openedOnce = true")
    organiser.goto(fireside.path("sessions", session["id"]))

    organiser.get_by_role("button", name="Change room").tap()
    organiser.get_by_role("dialog").get_by_role("button", name=there).tap()

    expect(phone.get_by_role("main").get_by_role("link", name=there)).to_be_visible(timeout=AT_ONCE)
    assert phone.evaluate("window.openedOnce") is True
    assert [url.partition("?")[0].rpartition("/socket.io")[1] for url in sockets] == ["/socket.io"]


def test_a_network_that_lets_no_websocket_through_is_live_by_long_polling(phone, organiser, fireside, session):
    room, there, _ = another_room(fireside, session)
    phone.add_init_script(NO_WEBSOCKET)
    phone.goto(fireside.path("sessions", session["id"]))
    is_live(phone)

    move(organiser, session, room)

    expect(phone.get_by_role("main").get_by_role("link", name=there)).to_be_visible(timeout=AT_ONCE)


def test_a_phone_without_a_network_says_so_and_catches_up(phone, organiser, fireside, session):
    room, there, _ = another_room(fireside, session)
    phone.goto(fireside.path("sessions", session["id"]))
    is_live(phone)
    ready_offline(phone)

    phone.context.set_offline(True)
    expect(phone.get_by_text("Offline: showing what was here at")).to_be_visible(timeout=AT_ONCE)
    move(organiser, session, room)
    expect(phone.get_by_role("main").get_by_role("link", name=there)).to_have_count(0)
    phone.context.set_offline(False)

    expect(phone.get_by_role("main").get_by_role("link", name=there)).to_be_visible(timeout=SOON)
    is_live(phone)


def test_a_session_of_mine_that_moved_is_marked_until_i_have_seen_it(phone, organiser, fireside, session, screenshot):
    room, there, here = another_room(fireside, session)
    star(phone, fireside, session)
    phone.goto(fireside.agenda)
    is_live(phone)

    move(organiser, session, room)

    mark = in_row(phone, session).get_by_text(f"Moved to {there}, was {here}")
    expect(mark).to_be_visible(timeout=AT_ONCE)
    mark.scroll_into_view_if_needed()
    screenshot(phone, "agenda-marked")
    phone.goto("/")
    expect(phone.get_by_text(f"Moved to {there}, was {here}").first).to_be_visible()
    screenshot(phone, "now-marked")
    phone.goto(fireside.path("sessions", session["id"]))
    expect(phone.get_by_text(f"Moved to {there}, was {here}")).to_be_visible()
    screenshot(phone, "session-marked")
    phone.get_by_role("button", name="Got it").click()
    expect(phone.get_by_text(f"Moved to {there}, was {here}")).to_have_count(0)
    phone.goto(fireside.agenda)
    expect(in_row(phone, session).get_by_text("Moved", exact=True)).to_be_visible()


def test_what_was_renamed_or_cancelled_while_the_app_was_closed_is_marked(phone, organiser, fireside, session):
    star(phone, fireside, session)
    is_live(phone)
    phone.goto("about:blank")
    renamed = {"title": f"{session['title']}, once more"}
    change(organiser, session, **renamed)

    phone.goto(fireside.agenda)
    expect(in_row(phone, renamed).get_by_text(f"Renamed, was “{session['title']}”")).to_be_visible(timeout=SOON)
    change(organiser, session, state="cancelled", note="The speaker is ill")

    expect(in_row(phone, renamed).get_by_text("Cancelled · ")).to_be_visible(timeout=AT_ONCE)


def test_what_changes_within_the_hour_is_told_on_any_page(phone, organiser, fireside, session, screenshot):
    star(phone, fireside, session)
    phone.goto("/about")
    is_live(phone)
    slot = session["slots"][0]
    sooner = datetime.now(UTC) + timedelta(minutes=30)
    times = [{"id": slot["id"], "starts_at": f"{sooner:%FT%H:%M:00Z}", "minutes": 30, "room_id": slot["room_id"]}]

    change(organiser, session, slots=times)

    toast = phone.get_by_text(f"{session['title']}: Moved to").first
    expect(toast).to_be_visible(timeout=AT_ONCE)
    screenshot(phone, "told-within-the-hour")
    phone.get_by_role("button", name="Look").click()
    expect(phone.get_by_role("heading", name=session["title"], exact=True)).to_be_visible()


def test_an_import_from_a_shell_reaches_the_open_phones(phone, organiser, folder, tmp_path):
    edition = {"slug": "by-shell", "name": "By shell", "timezone": "UTC"}
    dates = {"starts_on": "2031-05-05", "ends_on": "2031-05-06"}
    write(organiser, "post", "/api/meetings", edition | dates)
    take_in(folder, tmp_path, "by-shell", room="Hall")
    phone.goto("/m/by-shell/programme")
    expect(in_row(phone, {"title": "Opening words"}).get_by_text("Hall")).to_be_visible()
    is_live(phone)

    take_in(folder, tmp_path, "by-shell", room="Aula")

    expect(in_row(phone, {"title": "Opening words"}).get_by_text("Aula")).to_be_visible(timeout=AT_ONCE)


def test_my_stars_agree_between_my_devices_and_between_the_tabs_of_one(open_browser, fireside, session):
    device, other = open_browser(**PHONE), open_browser(**PHONE)
    for page in (device, other):
        sign_in_as(page, MEMBER)
        page.goto(fireside.path("sessions", session["id"]))
        is_live(page)
    tab = other.context.new_page()
    tab.goto(fireside.path("sessions", session["id"]))
    is_live(tab)

    device.get_by_role("button", name="Add to my agenda").click()
    for page in (other, tab):
        expect(page.get_by_role("button", name="In my agenda")).to_be_visible(timeout=AT_ONCE)
    ready_offline(tab)

    other.context.set_offline(True)
    other.get_by_role("button", name="In my agenda").click()
    expect(tab.get_by_role("button", name="Add to my agenda")).to_be_visible(timeout=AT_ONCE)
    other.context.set_offline(False)
    expect(device.get_by_role("button", name="Add to my agenda")).to_be_visible(timeout=SOON)


def test_a_device_that_is_signed_out_from_another_forgets_what_is_mine(open_browser, fireside, session):
    lost, mine = open_browser(**PHONE), open_browser(**PHONE)
    for page in (lost, mine):
        sign_in_as(page, MEMBER)
    star(lost, fireside, session)
    is_live(lost)
    mine.goto("/me/devices")

    mine.get_by_role("button", name="Sign out all others").click()

    expect(lost.get_by_text("You were signed out on this device").first).to_be_visible(timeout=AT_ONCE)
    expect(lost.get_by_role("button", name="Add to my agenda")).to_be_visible()
    lost.goto(fireside.agenda)
    expect(lost.get_by_text("Your agenda is empty")).to_be_visible()


def in_both_schemes(page, screenshot, name):
    """Pictures of what the page says, by day and by night."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        screenshot(page, f"{name}-{scheme}")


def test_the_app_says_honestly_how_current_it_is(chromium, tmp_path, screenshot):
    frontend.build()
    environment = settings(tmp_path)
    prepare = ["flask", "--app", "backend.app", "fireside", "prepare"]
    subprocess.run(prepare, cwd=places.ROOT, env=environment, check=True, capture_output=True)
    context = chromium.new_context(base_url=environment["PUBLIC_URL"], locale="en-GB", **PHONE)
    page = context.new_page()
    with (tmp_path / "server.log").open("w") as log:
        with running(WEB, environment, log):
            wait_for(environment["PUBLIC_URL"])
            page.goto("/")
            is_live(page)
            here = page.get_by_role("heading", level=1).bounding_box()
            in_both_schemes(page, screenshot, "state-live")
        expect(page.get_by_text("Live", exact=True)).to_have_count(0, timeout=5_000)
        in_both_schemes(page, screenshot, "state-connecting")
        expect(page.get_by_text("Offline: showing what was here at")).to_be_visible(timeout=20_000)
        in_both_schemes(page, screenshot, "state-offline")
        assert page.get_by_role("heading", level=1).bounding_box() == here
        with running(WEB, environment, log):
            is_live(page, timeout=40_000)
    context.close()
