"""Every page: nothing in a screen reader's way in light and dark, nothing wider than the phone with text of any size;
and a picture of each. Light and dark differ in colours alone, so a page is loaded once and dark is asked about colours.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE
from tests.e2e.look import COLOURS, RULES, barriers, show_in
from tests.e2e.walks import ATTENDEE, HOST, ORGANISER, Installation, sign_in_as

TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def everybodys(fireside: Installation) -> dict[str, str]:
    session = next(fireside.sessions())
    return {
        "now": "/",
        "programme": fireside.programme,
        "agenda-empty": fireside.agenda,
        "session": fireside.path("sessions", session["id"]),
        "speaker": fireside.path("speakers", fireside.records("speaker")[0]["id"]),
        "room": fireside.path("rooms", fireside.records("room")[0]["id"]),
        "editions": "/meetings",
        "about": "/about",
        "sign-in": "/sign-in",
        "link-incomplete": "/sign-in#token=",
        "me-signed-out": "/me",
        "blogroll": f"/m/{fireside.slug}/blogroll",
        "blogger": fireside.path("blogroll", fireside.records("blogger")[0]["id"]),
        "blogger-unknown": fireside.path("blogroll", 999_999),
        "apply-signed-out": f"/m/{fireside.slug}/apply",
        "unknown": "/me/nowhere",
        "session-unknown": fireside.path("sessions", 999_999),
        "panels": f"/m/{fireside.slug}/panels",
        "panel-visitor": fireside.path("panels", fireside.records("panel")[0]["id"]),
        "panel-unknown": fireside.path("panels", 999_999),
        "notices-signed-out": "/me/notices",
        "chats-visitor": "/chat",
        "moderation-in-the-open": f"/m/{fireside.slug}/transparency",
    }


def attendees(fireside: Installation) -> dict[str, str]:
    cancelled = next(one for one in fireside.records("session") if one["state"] == "cancelled")
    panels = fireside.records("panel")
    return {
        "now-busy": "/",
        "agenda": fireside.agenda,
        "cancelled": fireside.path("sessions", cancelled["id"]),
        "notices": "/me/notices",
        "chats": "/chat",
        "chat-find": "/chat/find",
        "chat-about": "/chat/1/about",
        "chat-digest": "/chat/1/digest?since=20",
        "chat-search": "/chat/search",
        "chat-welcome": "/chat/welcome",
        "ticket-none": f"{fireside.path('panels', panels[0]['id'])}/ticket",
        **{f"panel-{place}": fireside.path("panels", panel["id"]) for place, panel in enumerate(panels[:3])},
    }


def organisers(fireside: Installation) -> dict[str, str]:
    desk = f"/desk/m/{fireside.slug}"
    session = next(fireside.sessions())
    return {
        "me": "/me",
        "profile": "/me/profile",
        "devices": "/me/devices",
        "session-organiser": fireside.path("sessions", session["id"]),
        "desk": "/desk",
        "desk-new": "/desk/new",
        "desk-members": "/desk/members",
        "desk-invitations": "/desk/invitations",
        "desk-joining": "/desk/joining",
        "desk-chat": "/desk/chat",
        "moderation": "/moderation",
        "moderation-case-unknown": "/moderation/cases/999999",
        "desk-edition": desk,
        "desk-details": f"{desk}/details",
        "desk-import": f"{desk}/import",
        "desk-history": f"{desk}/history",
        "desk-registered": f"{desk}/registered",
        "desk-sessions": f"{desk}/sessions",
        "desk-session": f"{desk}/sessions/{session['id']}",
        "desk-session-new": f"{desk}/sessions/new",
        "desk-rooms": f"{desk}/rooms",
        "desk-room": f"{desk}/rooms/{fireside.records('room')[0]['id']}",
        "desk-tracks": f"{desk}/tracks",
        "desk-speakers": f"{desk}/speakers",
        "desk-speaker": f"{desk}/speakers/{fireside.records('speaker')[0]['id']}",
    }


def keepers(_fireside: Installation) -> dict[str, str]:
    beside = ("more", "rules", "rules/1", "rules/new", "bulk", "settings", "scopes", "load", "audit")
    pages = {f"moderation-{name.replace('/', '-')}": f"/moderation/{name}" for name in beside}
    return pages | {"moderation-rule-links": "/moderation/rules/new?kind=links"}


def hosts(fireside: Installation) -> dict[str, str]:
    desk, panel = f"/m/{fireside.slug}/host", fireside.records("panel")[0]["id"]
    return {
        "apply": f"/m/{fireside.slug}/apply?panel={panel}",
        "panel-bloggers": f"{fireside.path('panels', panel)}/bloggers",
        "host-bloggers": f"{desk}/bloggers",
        "host-blogger": f"{desk}/bloggers/{fireside.records('blogger')[0]['id']}",
        "host-blogger-new": f"{desk}/bloggers/new",
        "host-blogroll-import": f"{desk}/blogroll-import",
        "host-applications": f"{desk}/applications",
    }


SIGNED_IN = {attendees: ATTENDEE, organisers: ORGANISER, keepers: ORGANISER, hosts: HOST}


@pytest.mark.parametrize("pages", [everybodys, attendees, organisers, keepers, hosts])
def test_nothing_on_a_page_is_in_anybodys_way(open_browser, fireside, screenshot, pages):
    phone = open_browser(**PHONE, color_scheme="light", reduced_motion="reduce")
    if pages in SIGNED_IN:
        sign_in_as(phone, SIGNED_IN[pages])
    found = {}
    for name, path in pages(fireside).items():
        _open(phone, path)
        for scheme, rules in (("light", RULES), ("dark", COLOURS)):
            show_in(phone, scheme)
            screenshot(phone, f"{name}-{scheme}")
            found |= {f"{name}, {scheme}: {barrier}": path for barrier in barriers(phone, rules)}
        found |= _too_wide(phone, name, path)
        show_in(phone, "light")
        phone.evaluate("document.documentElement.style.fontSize = '200%'")
        screenshot(phone, f"{name}-large")
        found |= _too_wide(phone, f"{name}, text of twice the size", path)

    assert found == {}


def _too_wide(phone: Page, name: str, path: str) -> dict[str, str]:
    return {f"{name}: wider than the phone": path} if phone.evaluate(TOO_WIDE) else {}


def _open(phone: Page, path: str) -> None:
    phone.goto(path)
    expect(phone.get_by_role("heading", level=1).first).to_be_attached()
    phone.wait_for_load_state("networkidle")
