"""What organisers change at the desk while others have the app open, and how soon those must see it."""

from playwright.sync_api import expect

AT_ONCE = 3_000
SOON = 8_000
NO_WEBSOCKET = """
window.WebSocket = class {
    constructor() { setTimeout(() => this.onerror(new Event('error'))) }
    close() {}
}
"""


def another_room(fireside, session):
    here = session["slots"][0]["room_id"]
    rooms = {room["id"]: room["name"] for room in fireside.records("room")}
    there = next(number for number in rooms if number != here)
    return there, rooms[there], rooms[here]


def write(page, method, path, body):
    """What somebody does at the desk, without the taps."""
    address = page.evaluate("location.origin")
    reply = getattr(page.request, method)(f"{address}{path}", data=body, headers={"Origin": address})
    assert reply.ok, reply.text()


def change(page, session, **changes):
    write(page, "patch", f"/api/sessions/{session['id']}", changes)


def move(page, session, room_id):
    slot = session["slots"][0]
    kept = {key: slot[key] for key in ("id", "starts_at", "minutes")}
    change(page, session, slots=[kept | {"room_id": room_id}])


def star(page, fireside, session):
    page.goto(fireside.path("sessions", session["id"]))
    page.get_by_role("button", name="Add to my agenda").click()
    expect(page.get_by_role("button", name="In my agenda")).to_be_visible()


def is_live(page, timeout=SOON):
    expect(page.get_by_text("Live", exact=True)).to_be_visible(timeout=timeout)
