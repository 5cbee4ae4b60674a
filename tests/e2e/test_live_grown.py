"""The same on PostgreSQL, Redis and two processes behind nginx: one browser's process hears what another's was told."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count

import pytest
import requests
from playwright.sync_api import expect

from scripts import frontend, machine, places
from tests import deployment, served
from tests.databases import Cluster
from tests.deployment import Redis, Web
from tests.e2e.changing import AT_ONCE, NO_WEBSOCKET, SOON, another_room, is_live, move, star
from tests.e2e.conftest import PHONE, browsers
from tests.e2e.walks import MEMBER, ORGANISER, Installation, ready_offline

POLLING = "/socket.io/?EIO=4&transport=polling"
WAY = "fireside_way"

pytestmark = pytest.mark.skipif(bool(deployment.missing()), reason=f"not on this machine: {deployment.missing()}")


@dataclass(frozen=True, eq=False)
class Process:
    """One of the two; whoever sends `way` as nginx's cookie is served by it alone."""

    web: Web
    way: str

    def counts(self, what: str) -> float:
        """The sum of what the process tells of itself under this name."""
        told = requests.get(f"{self.web.address}/metrics", timeout=5).text
        return sum(float(number) for number in re.findall(rf"^{what} (\S+)$", told, re.MULTILINE))

    def openings(self) -> float:
        return self.counts("fireside_feed_catch_ups_total{.*}")

    def changes_taken(self) -> float:
        return self.counts('fireside_http_seconds_count{method="PATCH",.*,status="200"}')


@dataclass(frozen=True)
class Grown:
    address: str
    here: Process
    there: Process

    def changes_taken(self) -> list[float]:
        return [process.changes_taken() for process in (self.here, self.there)]

    def opens(self, page, path) -> Process:
        """Have the page open this; the process that answered its socket.

        Once more when both were asked meanwhile: another page may still have had something to open.
        """
        while True:
            before = {process: process.openings() for process in (self.here, self.there)}
            page.goto(path)
            is_live(page)
            at, *more = [process for process, opened in before.items() if process.openings() > opened]
            if not more:
                return at


@pytest.fixture(scope="module")
def grown(tmp_path_factory) -> Iterator[Grown]:
    """The demo, served the way compose.yaml's profile `grown` does."""
    frontend.build()
    folder = tmp_path_factory.mktemp("grown")
    with ExitStack() as stack:
        cluster = Cluster(machine.postgresql())
        stack.callback(cluster.stop)
        bell = Redis(folder)
        stack.callback(bell.stop)
        database, front = cluster.address("postgres"), served.free_port()
        common = {"DATABASE_URL": database, "REDIS_URL": bell.url, "TRUSTED_PROXIES": "1"}
        first = served.settings(folder, **common, PUBLIC_URL=f"http://127.0.0.1:{front}")
        webs = [Web(folder, first | {"PORT": str(served.free_port())}) for _ in range(2)]
        deployment.until(lambda: prepared(first))
        for web in webs:
            stack.callback(web.kill)
            web.start()
        address = stack.enter_context(deployment.nginx(folder, front, webs))
        yield Grown(address, *[Process(web, way_to(web, address)) for web in webs])


def prepared(environment) -> bool:
    command = ["flask", "--app", "backend.app", "fireside", "prepare"]
    return subprocess.run(command, cwd=places.ROOT, env=environment, capture_output=True, check=False).returncode == 0


def way_to(web, address) -> str:
    """A value of nginx's cookie that leads to this process."""
    return next(way for number in count() if leads(way := f"way-{number}", web, address))


def leads(way, web, address) -> bool:
    """Whether the process knows a session that was opened behind nginx with this cookie."""
    headers = {"Origin": address}
    opened = requests.get(address + POLLING, cookies={WAY: way}, headers=headers, timeout=5).text
    sid = re.search('"sid":"([^"]+)"', opened)[1]
    return requests.post(f"{web.address}{POLLING}&sid={sid}", data="40", headers=headers, timeout=5).ok


@pytest.fixture
def fireside(grown) -> Installation:
    return Installation(grown.address)


@pytest.fixture
def session(fireside, request):
    """A session with a room that no other test here writes to."""
    tests = [name for name in sorted(globals()) if name.startswith("test_")]
    placed = [one for one in fireside.sessions() if one["slots"][0]["room_id"]]
    return placed[tests.index(request.node.originalname)]


@pytest.fixture
def open_browser(chromium, grown):
    with browsers(chromium, grown.address) as open_one:
        yield open_one


@pytest.fixture
def served_by(open_browser, grown):
    """A phone all of whose requests one process answers; signed in there if somebody is named."""

    def opened(process, name=""):
        page = open_browser(**PHONE)
        page.context.add_cookies([{"name": WAY, "value": process.way, "url": grown.address}])
        if name:
            enter(page, process.web.address, name, origin=grown.address)
        return page

    return opened


def enter(page, address, name, *, origin):
    """Sign in at the process itself, since the demo's door answers nothing that a proxy passed on."""
    people = page.request.get(f"{address}/api/demo/people").json()
    [number] = [person["id"] for person in people if person["name"] == name]
    door = f"{address}/api/demo/sign-in"
    reply = page.request.post(door, data={"person_id": number}, headers={"Origin": origin})
    assert reply.ok, reply.text()


def test_a_change_of_room_at_one_process_shows_on_a_phone_at_the_other(served_by, grown, fireside, session):
    _, there, _ = another_room(fireside, session)
    phone, organiser = served_by(grown.here), served_by(grown.there, ORGANISER)
    for page, process in ((phone, grown.here), (organiser, grown.there)):
        assert grown.opens(page, fireside.path("sessions", session["id"])) == process
        page.evaluate("window.openedOnce = true")
    before = grown.changes_taken()

    organiser.get_by_role("button", name="Change room").tap()
    organiser.get_by_role("dialog").get_by_role("button", name=there).tap()

    for page in (phone, organiser):
        expect(page.get_by_role("main").get_by_role("link", name=there)).to_be_visible(timeout=AT_ONCE)
        assert page.evaluate("window.openedOnce") is True
    assert grown.changes_taken() == [before[0], before[1] + 1]


def test_long_polling_sticks_to_the_process_that_nginx_chose(open_browser, served_by, grown, fireside, session):
    room, there, _ = another_room(fireside, session)
    phone = open_browser(**PHONE)
    phone.add_init_script(NO_WEBSOCKET)
    own = grown.opens(phone, fireside.path("sessions", session["id"]))
    assert [cookie["path"] for cookie in phone.context.cookies() if cookie["name"] == WAY] == ["/socket.io/"]
    other = grown.there if own == grown.here else grown.here
    organiser = served_by(other, ORGANISER)
    assert grown.opens(organiser, fireside.path("sessions", session["id"])) == other

    move(organiser, session, room)

    expect(phone.get_by_role("main").get_by_role("link", name=there)).to_be_visible(timeout=AT_ONCE)


def test_a_phone_without_a_network_catches_up_with_what_the_other_process_took(served_by, grown, fireside, session):
    room, there, _ = another_room(fireside, session)
    phone, organiser = served_by(grown.here), served_by(grown.there, ORGANISER)
    for page, process in ((phone, grown.here), (organiser, grown.there)):
        assert grown.opens(page, fireside.path("sessions", session["id"])) == process
    ready_offline(phone)

    phone.context.set_offline(True)
    expect(phone.get_by_text("Offline: showing what was here at")).to_be_visible(timeout=AT_ONCE)
    move(organiser, session, room)
    expect(organiser.get_by_role("main").get_by_role("link", name=there)).to_be_visible(timeout=AT_ONCE)
    expect(phone.get_by_role("main").get_by_role("link", name=there)).to_have_count(0)
    phone.context.set_offline(False)

    expect(phone.get_by_role("main").get_by_role("link", name=there)).to_be_visible(timeout=SOON)
    is_live(phone)


def test_a_device_that_is_signed_out_at_the_other_process_forgets_what_is_mine(served_by, grown, fireside, session):
    lost, mine = served_by(grown.here, MEMBER), served_by(grown.there, MEMBER)
    star(lost, fireside, session)
    assert grown.opens(lost, fireside.path("sessions", session["id"])) == grown.here
    assert grown.opens(mine, "/me/devices") == grown.there

    mine.get_by_role("button", name="Sign out all others").click()

    expect(lost.get_by_text("You were signed out on this device").first).to_be_visible(timeout=AT_ONCE)
    expect(lost.get_by_role("button", name="Add to my agenda")).to_be_visible()
    lost.goto(fireside.agenda)
    expect(lost.get_by_text("Your agenda is empty")).to_be_visible()
