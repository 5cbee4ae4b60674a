"""The door of a panel on a host's phone, and its console on a laptop: tickets before a real camera, a minute without
a network, seats that are released, a helper with a code.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, expect

from scripts import machine
from tests.deployment import until
from tests.e2e.conftest import FLAGS, LAPTOP, PHONE
from tests.e2e.look import Watched, barriers
from tests.e2e.walks import ATTENDEE, MEMBER, NEWCOMER, ORGANISER, Installation, ready_offline, sign_in_as

SOON = 15_000
PICTURE = (640, 480)
FRAMES = 5
IN_HALF_AN_HOUR, IN_FOUR_MINUTES = timedelta(minutes=30), timedelta(minutes=4)


class Panel:
    """A panel that an organiser makes for one test, and what people do about it from elsewhere."""

    def __init__(self, organiser: Page, fireside: Installation, title: str, **made: Any) -> None:
        self.organiser, self.fireside, self.title = organiser, fireside, title
        starts_in, seats = made.pop("starts_in", IN_HALF_AN_HOUR), made.pop("seats", 3)
        slot = {"starts_at": (datetime.now(UTC) + starts_in).isoformat(), "minutes": 60, "room_id": None}
        values = {"title": title, "slots": [slot]}
        self.session = self._send(organiser, f"/api/meetings/{fireside.slug}/sessions", values)
        self.id = self._send(organiser, f"/api/sessions/{self.session['id']}/panel", {"seats": seats})["id"]
        # The tests share their people, who then sit at several of these panels at once.
        self._send(organiser, f"/api/panels/{self.id}", {"overlaps_allowed": True}, method="PATCH")

    def _send(self, page: Page, path: str, values: Any, method: str = "POST") -> Any:
        address = self.fireside.address
        answered = page.request.fetch(address + path, method=method, data=values, headers={"Origin": address})
        assert answered.ok, answered.text()
        return answered.json()

    def moves_to(self, starts_in: timedelta) -> None:
        """The session is moved on the programme, by hand."""
        slot = self.session["slots"][0] | {"starts_at": (datetime.now(UTC) + starts_in).isoformat()}
        kept = {name: slot[name] for name in ("id", "starts_at", "minutes", "room_id")}
        self._send(self.organiser, f"/api/sessions/{self.session['id']}", {"slots": [kept]}, method="PATCH")

    def has_seats(self, seats: int) -> None:
        """So many chairs from now on."""
        self._send(self.organiser, f"/api/panels/{self.id}", {"seats": seats}, method="PATCH")

    def asked_by(self, page: Page) -> None:
        """Whoever is signed in there asks for a seat."""
        self._send(page, f"/api/panels/{self.id}/signups", {"client_id": str(uuid4())})

    def places(self) -> dict[str, str]:
        """Where everybody stands, as the server has it."""
        frame = self.organiser.request.get(f"{self.fireside.address}/api/panels/{self.id}/roster").json()
        return {entry["name"]: entry["place"] for entry in frame["records"].get("roster", [])}

    @property
    def path(self) -> str:
        return self.fireside.path("panels", self.id)

    @property
    def door(self) -> str:
        return f"{self.path}/door"

    @property
    def console(self) -> str:
        return self.fireside.path("hosting", self.id)


@pytest.fixture
def signed_in(open_browser: Callable[..., Page]) -> Callable[..., Page]:
    def somebody(name: str, device: dict[str, Any] = PHONE) -> Page:
        page = open_browser(**device)
        sign_in_as(page, name)
        return page

    return somebody


@pytest.fixture
def host(signed_in: Callable[..., Page]) -> Page:
    """An organiser's phone; organisers may do at a door what hosts may."""
    return signed_in(ORGANISER)


@pytest.fixture
def make_panel(host: Page, fireside: Installation) -> Callable[..., Panel]:
    return lambda title, **more: Panel(host, fireside, title, **more)


@pytest.fixture
def camera_phone(playwright: Playwright, address: str) -> Iterator[Callable[[Path], Page]]:
    """A host's phone whose camera sees this film, and may be used without asking."""
    opened: list[tuple[Browser, Watched]] = []

    def open_one(film: Path) -> Page:
        flags = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
        seen = f"--use-file-for-fake-video-capture={film}"
        browser = playwright.chromium.launch(executable_path=machine.headless(), args=[*FLAGS, *flags, seen])
        context = browser.new_context(base_url=address, locale="en-GB", **PHONE)
        context.set_default_timeout(10_000)
        opened.append((browser, Watched(context)))
        return context.new_page()

    yield open_one
    troubles = [trouble for _, watched in opened for trouble in watched.troubles]
    for browser, _ in opened:
        browser.close()
    assert troubles == []


def film_of(picture: Path, film: Path) -> Path:
    """The picture of a phone in somebody's hand, as a camera's film (YUV4MPEG2, 4:2:0)."""
    hand = Image.new("RGB", PICTURE, (120, 110, 100))
    phone = Image.open(picture).convert("RGB")
    phone.thumbnail((300, 300))
    hand.paste(phone.rotate(7, expand=True, fillcolor=(120, 110, 100)), (150, 60))
    luma, *chroma = hand.convert("YCbCr").split()
    small = [plane.resize((PICTURE[0] // 2, PICTURE[1] // 2)) for plane in chroma]
    frame = b"FRAME\n" + b"".join(plane.tobytes() for plane in (luma, *small))
    film.write_bytes(b"YUV4MPEG2 W%d H%d F10:1 Ip A1:1 C420jpeg\n" % PICTURE + frame * FRAMES)
    return film


def open_door(page: Page, panel: Panel) -> None:
    page.goto(panel.door)
    expect(page.get_by_text("still to come")).to_be_visible(timeout=SOON)


def counted(page: Page) -> dict[str, int]:
    """The four numbers of the room."""
    texts = page.get_by_label("The room right now").locator("div").all_inner_texts()
    pairs = (text.split("\n") for text in texts)
    return {label.strip(): int(count) for label, count in pairs}


def test_a_ticket_before_the_camera_lets_its_person_in(make_panel, signed_in, camera_phone, screenshot, tmp_path):
    panel = make_panel("Tickets before a camera")
    attendee = signed_in(ATTENDEE)
    panel.asked_by(attendee)
    attendee.goto(f"{panel.path}/ticket")
    ticket = attendee.get_by_role("article")
    ticket.get_by_role("img").wait_for()
    ticket.screenshot(path=tmp_path / "ticket.png")
    door = camera_phone(film_of(tmp_path / "ticket.png", tmp_path / "ticket.y4m"))
    sign_in_as(door, ORGANISER)
    open_door(door, panel)

    door.get_by_role("button", name="Scan").click()

    expect(door.get_by_text(f"{ATTENDEE} is in")).to_be_visible(timeout=SOON)
    expect(door.get_by_text("waits for the network")).to_have_count(0)
    until(lambda: panel.places() == {ATTENDEE: "came"})
    assert counted(door) == {"in the room": 1, "still to come": 0, "in line": 0, "free seats": 2}
    screenshot(door, "door-scanned")

    door.get_by_role("button", name="Undo", exact=True).click()

    door.get_by_role("button", name="Stop").click()
    expect(door.get_by_role("button", name=f"Let in {ATTENDEE}")).to_be_visible()
    until(lambda: panel.places() == {ATTENDEE: "seated"})


def test_a_phone_without_a_camera_says_so_and_names_are_typed_instead(make_panel, signed_in, host, screenshot):
    panel = make_panel("No camera here")
    panel.asked_by(signed_in(ATTENDEE))
    open_door(host, panel)

    host.get_by_role("button", name="Scan").click()

    expect(host.get_by_role("alert")).to_contain_text("No camera found")
    screenshot(host, "door-no-camera")
    host.get_by_role("searchbox", name="Type a name").fill("tran noe")
    host.get_by_role("button", name=f"Let in {ATTENDEE}").click()
    expect(host.get_by_role("button", name=f"Undo: {ATTENDEE}")).to_be_visible()
    assert barriers(host) == []


def test_a_door_without_a_network_keeps_who_came_and_tells_it_later(make_panel, signed_in, host, screenshot):
    panel = make_panel("A minute without network")
    panel.asked_by(signed_in(ATTENDEE))
    panel.asked_by(signed_in(NEWCOMER))
    open_door(host, panel)
    ready_offline(host)
    host.context.set_offline(True)

    host.get_by_role("button", name=f"Let in {NEWCOMER}").click()
    host.reload()
    host.get_by_role("button", name=f"Let in {ATTENDEE}").click()

    assert counted(host) == {"in the room": 2, "still to come": 0, "in line": 0, "free seat": 1}
    host.get_by_role("button", name="In the room 2").click()
    expect(host.get_by_text("waits for the network")).to_have_count(2)
    screenshot(host, "door-offline")
    assert set(panel.places().values()) == {"seated"}

    host.context.set_offline(False)
    expect(host.get_by_text("waits for the network")).to_have_count(0, timeout=SOON)
    until(lambda: panel.places() == {ATTENDEE: "came", NEWCOMER: "came"})


def test_what_two_doors_did_apart_is_told_honestly_when_they_meet(make_panel, signed_in, host, screenshot):
    panel = make_panel("Two doors", seats=1)
    panel.asked_by(signed_in(ATTENDEE))
    panel.asked_by(signed_in(MEMBER))
    other = signed_in(ORGANISER)
    open_door(host, panel)
    open_door(other, panel)
    ready_offline(host)
    host.context.set_offline(True)
    host.get_by_role("button", name=f"Let in {ATTENDEE}").click()
    expect(host.get_by_text("1 waits to be sent")).to_be_visible()

    other.get_by_role("button", name=f"Let in {ATTENDEE}").click()
    expect(other.get_by_role("button", name=f"Let in {ATTENDEE}")).to_have_count(0)
    until(lambda: panel.places()[ATTENDEE] == "came")
    host.context.set_offline(False)

    expect(host.get_by_text("waits for the network")).to_have_count(0, timeout=SOON)
    expect(host.get_by_text("One answer to look at")).to_be_visible(timeout=SOON)
    expect(host.get_by_role("article", name="One answer")).to_contain_text("was let in at")
    screenshot(host, "door-answers")
    host.get_by_role("button", name="Seen").click()
    expect(host.get_by_text("One answer to look at")).to_have_count(0)
    until(lambda: panel.places() == {ATTENDEE: "came", MEMBER: "waiting"})


def test_released_seats_go_to_who_stands_at_the_door_in_order(make_panel, signed_in, host, screenshot):
    panel = make_panel("Empty chairs", seats=1, starts_in=IN_FOUR_MINUTES)
    for name in (ATTENDEE, MEMBER, NEWCOMER):
        panel.asked_by(signed_in(name))
    open_door(host, panel)
    host.get_by_role("button", name="In line 2").click()
    host.get_by_role("button", name=f"{NEWCOMER} stands at the door").click()
    expect(host.get_by_text("at the door", exact=True)).to_be_visible()

    host.get_by_role("button", name="Release no-shows").click()
    screenshot(host, "door-release")
    host.get_by_role("dialog").get_by_role("button", name="Release one seat").click()

    expect(host.get_by_text(f"{NEWCOMER} is first at the door.").first).to_be_visible(timeout=SOON)
    host.get_by_role("button", name=f"Let in {NEWCOMER}").click()
    expect(host.get_by_role("button", name="In the room 1")).to_be_visible(timeout=SOON)
    expect(host.get_by_role("button", name=f"Let in {MEMBER}")).to_have_count(0)
    until(lambda: panel.places() == {ATTENDEE: "missed", MEMBER: "waiting", NEWCOMER: "came"})


def test_a_helper_with_the_code_works_that_door_until_it_is_ended(make_panel, signed_in, host):
    panel = make_panel("Help at the door")
    panel.asked_by(signed_in(ATTENDEE))
    open_door(host, panel)
    host.get_by_role("button", name="Door code").click()
    host.get_by_role("button", name="Make a code").click()
    code = host.get_by_role("dialog").locator(".code").inner_text()
    helper = signed_in(NEWCOMER)
    helper.goto(panel.door)
    expect(helper.get_by_text("This door is for its hosts")).to_be_visible(timeout=SOON)

    assert helper.request.get(f"{panel.fireside.address}/door").status == HTTPStatus.OK
    helper.get_by_role("link", name="Enter the door code").click()
    helper.get_by_label("Door code").fill(code.lower())
    helper.get_by_role("button", name="Open the door").click()

    helper.get_by_role("button", name=f"Let in {ATTENDEE}").click()
    until(lambda: panel.places() == {ATTENDEE: "came"})
    host.get_by_role("button", name="End it").click()
    expect(helper.get_by_text("This door is for its hosts")).to_be_visible(timeout=SOON)


def test_fewer_seats_than_are_taken_ask_what_becomes_of_the_last(make_panel, signed_in, screenshot):
    panel = make_panel("Fewer chairs", seats=2)
    panel.asked_by(signed_in(ATTENDEE))
    panel.asked_by(signed_in(NEWCOMER))
    console = signed_in(ORGANISER, LAPTOP)
    console.goto(panel.console)
    console.get_by_role("main").get_by_role("button", name="Change", exact=True).click()
    sheet = console.get_by_role("dialog")
    sheet.get_by_label("Seats", exact=True).fill("1")

    sheet.get_by_role("button", name="Save").click()

    expect(sheet.get_by_role("alert")).to_contain_text("One person has a seat too many")
    screenshot(console, "console-fewer-seats")
    sheet.get_by_role("button", name="To the front of the line").click()
    expect(console.get_by_role("button", name="In line 1")).to_be_visible(timeout=SOON)
    until(lambda: panel.places() == {ATTENDEE: "seated", NEWCOMER: "waiting"})
    console.get_by_role("button", name="Close", exact=True).click()
    assert barriers(console) == []


def test_a_host_is_asked_before_what_another_host_saved_is_overwritten(make_panel, signed_in, screenshot):
    panel = make_panel("Two hosts at once")
    ours, theirs = signed_in(ORGANISER, LAPTOP), signed_in(ORGANISER)
    for console, minutes in ((ours, "15"), (theirs, "20")):
        console.goto(panel.console)
        console.get_by_role("button", name="Change offers").click()
        console.get_by_label("when the door takes over").fill(minutes)
    theirs.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(theirs.get_by_role("dialog")).to_be_hidden(timeout=SOON)

    sheet = ours.get_by_role("dialog")
    sheet.get_by_role("button", name="Save", exact=True).click()

    expect(sheet.get_by_role("alert")).to_contain_text("10 → 20")
    expect(sheet.get_by_role("button", name="Keep theirs")).to_be_in_viewport()
    screenshot(ours, "console-meanwhile")
    assert barriers(ours) == []
    sheet.get_by_role("button", name="Save mine").click()
    expect(theirs.get_by_text("In the last 15 minutes nothing is offered")).to_be_visible(timeout=SOON)


def test_a_host_takes_somebody_off_with_a_reason_that_stands_in_the_history(make_panel, signed_in, screenshot):
    panel = make_panel("One too many")
    panel.asked_by(signed_in(ATTENDEE))
    console = signed_in(ORGANISER, LAPTOP)
    console.goto(panel.console)
    console.get_by_role("main").get_by_role("button", name=ATTENDEE).click()
    sheet = console.get_by_role("dialog")

    sheet.get_by_role("button", name="Take off the panel").click()
    sheet.get_by_label("Why?").fill("The room has fewer chairs than we thought.")
    sheet.get_by_role("button", name="Take off the panel").click()

    expect(sheet.get_by_text("fewer chairs than we thought")).to_be_visible(timeout=SOON)
    screenshot(console, "console-person")
    until(lambda: panel.places() == {ATTENDEE: "left"})
