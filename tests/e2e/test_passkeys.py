"""Passkeys: who holds a role adds one and signs in with it. Browsers keep them for names, not for bare addresses."""

import pytest
from playwright.sync_api import Browser, expect

from scripts import frontend
from tests.e2e.conftest import PHONE
from tests.served import fireside, free_port


@pytest.fixture
def named_address(tmp_path):
    frontend.build()
    port = str(free_port())
    with fireside(tmp_path, PORT=port, PUBLIC_URL=f"http://localhost:{port}") as where:
        yield where


def test_an_organiser_adds_a_passkey_and_signs_in_with_it(chromium: Browser, named_address):
    context = chromium.new_context(base_url=named_address, locale="en-GB", **PHONE)
    page = context.new_page()
    key = context.new_cdp_session(page)
    key.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    key.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    page.goto("/sign-in")
    page.get_by_text("Odile Marchetti-Boone").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.goto("/me/passkeys")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("not used yet")).to_be_visible()

    page.goto("/me")
    page.get_by_text("Sign out", exact=True).click()
    page.get_by_role("button", name="Sign out", exact=True).last.click()
    page.wait_for_url("**/")
    page.goto("/sign-in")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.goto("/me")

    expect(page.get_by_role("heading", name="Odile Marchetti-Boone")).to_be_visible()
    context.close()
