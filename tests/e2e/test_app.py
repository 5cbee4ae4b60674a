"""The app on the home screen: it can be put there, and is renewed only when its reader says so."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import requests
from playwright.sync_api import expect

from scripts import machine
from tests.e2e.conftest import FLAGS, PHONE
from tests.e2e.walks import ready_offline, rows


def test_it_can_be_put_on_the_home_screen(playwright, address, tmp_path):
    browser = playwright.chromium.launch_persistent_context(
        tmp_path, executable_path=machine.headless(), args=FLAGS, base_url=address, **PHONE
    )
    page = browser.pages[0]
    page.goto("/")
    ready_offline(page)
    errors = browser.new_cdp_session(page).send("Page.getInstallabilityErrors")
    browser.close()

    assert errors == {"installabilityErrors": []}


def test_a_first_visit_travels_light(open_browser, address):
    phone = open_browser(**PHONE)
    heard = []
    phone.on(
        "response",
        lambda reply: heard.append((reply.url.removeprefix(address), reply.headers.get("content-encoding"))),
    )
    phone.goto("/")
    phone.get_by_role("main").get_by_role("article").first.wait_for()
    later = ("/assets/live-", "/assets/rolldown-runtime-")
    files = [one for one in heard if one[0].startswith("/assets/") and not one[0].startswith(later)]
    encodings = [encoding for path, encoding in files if not path.endswith(".woff2")]

    assert encodings == ["br", "br"]  # the script and the style of the first view
    assert [path for path, _ in heard].count("/api/start") == 1


@pytest.fixture
def renewed(address):
    """The same server by another port, where a newer version comes out once `version` is raised."""

    class Passing(BaseHTTPRequestHandler):
        version = 1

        def do_GET(self):
            if self.path.startswith("/socket.io"):
                return self.send_error(503)  # only pages and what they ask for pass here
            asked = {name: value for name, value in self.headers.items() if name != "Accept-Encoding"}
            reply = requests.get(address + self.path, headers=asked, timeout=30, allow_redirects=False)
            body = reply.content + (f"\n// {self.version}".encode() if self.path == "/sw.js" else b"")
            self.send_response(reply.status_code)
            for name in ("Content-Type", "Content-Security-Policy", "Cache-Control"):
                if name in reply.headers:
                    self.send_header(name, reply.headers[name])
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return None

        def log_message(self, *_said):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Passing) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Passing, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_new_version_waits_for_its_reader(open_browser, fireside, renewed):
    passing, here = renewed
    phone = open_browser(**PHONE)
    phone.goto(here + fireside.programme)
    ready_offline(phone)
    phone.reload()  # the worker answers from now on
    rows(phone).first.wait_for()
    phone.evaluate("window.sameVisit = true")

    passing.version = 2
    phone.evaluate("navigator.serviceWorker.getRegistration().then((worker) => worker.update())")
    expect(phone.get_by_text("A new version is ready")).to_be_visible()
    phone.wait_for_timeout(1500)
    assert phone.evaluate("window.sameVisit") is True

    phone.get_by_role("button", name="Reload").click()
    phone.wait_for_function("() => window.sameVisit === undefined")
    expect(phone.get_by_text("A new version is ready")).to_have_count(0)
