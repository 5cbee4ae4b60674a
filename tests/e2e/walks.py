"""Ways through the app that many sentences begin with."""

import re
from collections.abc import Iterator
from typing import Any

import requests
from playwright.sync_api import Locator, Page

ORGANISER, MEMBER, NEWCOMER = "Odile Marchetti-Boone", "Juniper Alcott-Rao", "Wren Abiodun-Clarke"
HOST = "Perpetua Gallego"
ATTENDEE = "Noémie Trần-Whitfield"
SHARED_CODE = re.compile(r"^ {4}(\d{6})$", re.MULTILINE)


class Installation:
    """The served demo, as the API tells of it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.slug: str = self._get("/api/start")["current"]

    def _get(self, path: str) -> Any:
        return requests.get(self.address + path, timeout=30).json()

    def records(self, kind: str) -> list[dict[str, Any]]:
        """The programme's records of this kind, as they are now."""
        return self._get(f"/api/meetings/{self.slug}/programme")["records"].get(kind, [])

    def sessions(self) -> Iterator[dict[str, Any]]:
        """The sessions that take place, each in one room at one time."""
        return (one for one in self.records("session") if one["state"] == "scheduled" and len(one["slots"]) == 1)

    def letter_to(self, email: str) -> str:
        """The text of the newest letter to this address, from the local inbox."""
        return next(letter["text"] for letter in self._get("/api/demo/letters") if letter["to"] == email)

    def code_for(self, email: str) -> str:
        found = SHARED_CODE.search(self.letter_to(email))
        assert found
        return found[1]

    def link_for(self, email: str) -> str:
        found = re.search(r"https?://\S+#token=\S+", self.letter_to(email))
        assert found
        return found[0]

    def path(self, kind: str, number: int) -> str:
        return f"/m/{self.slug}/{kind}/{number}"

    @property
    def programme(self) -> str:
        return f"/m/{self.slug}/programme"

    @property
    def agenda(self) -> str:
        return f"/m/{self.slug}/agenda"


def sign_in_as(page: Page, name: str) -> None:
    """Tap one of the demo people."""
    page.goto("/sign-in?next=/me")
    page.get_by_role("button", name=name).click()
    page.get_by_role("heading", name=name).wait_for()


def ask_for_code(page: Page, email: str, after: str = "/me") -> None:
    """Type an address and wait until its letter is written."""
    page.goto(f"/sign-in?next={after}")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").wait_for()


def sign_out(page: Page) -> None:
    page.goto("/me")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")


def rows(page: Page) -> Locator:
    """The sessions that are listed on the page."""
    return page.get_by_role("main").get_by_role("article")


def opened_again(page: Page, path: str) -> Page:
    """The app closed and opened there by a new window, which has no network from its first moment if this one had none.

    A window that leaves the app and comes back may be on the network for an instant.
    """
    page.close()
    another = page.context.new_page()
    another.goto(path)
    return another


def ready_offline(page: Page) -> None:
    """Wait until the app's own files are kept, as a first visit does in the background."""
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
