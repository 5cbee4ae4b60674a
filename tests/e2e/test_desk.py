"""The organiser's desk, on a phone at the door too."""

import json

from playwright.sync_api import expect

from tests.e2e.conftest import PHONE
from tests.e2e.walks import ORGANISER, sign_in_as

CATCH_UP = "document.dispatchEvent(new Event('visibilitychange'))"


def test_a_room_is_changed_in_three_taps_and_another_phone_shows_it(open_browser, phone, fireside):
    session = [one for one in fireside.sessions() if one["slots"][0]["room_id"]][-1]
    here = session["slots"][0]["room_id"]
    there = next(room for room in fireside.records("room") if room["id"] != here)
    path = fireside.path("sessions", session["id"])
    other = open_browser(**PHONE)
    other.goto(path)
    expect(other.get_by_role("heading", name=session["title"], exact=True)).to_be_visible()
    sign_in_as(phone, ORGANISER)

    phone.goto(path)
    phone.get_by_role("button", name="Change room").tap()
    phone.get_by_role("dialog").get_by_role("button", name=there["name"]).tap()

    expect(phone.get_by_text(f"Now in {there['name']}. Everybody sees it.").first).to_be_visible()
    other.evaluate(CATCH_UP)
    expect(other.get_by_role("main").get_by_role("link", name=there["name"])).to_be_visible()
    phone.get_by_role("button", name="Undo").tap()
    expect(phone.get_by_text("Back where it was.").first).to_be_visible()
    slot = next(one for one in fireside.records("session") if one["id"] == session["id"])["slots"][0]
    assert slot["room_id"] == here


def test_a_programme_is_previewed_then_taken_in(phone, fireside, tmp_path):
    sign_in_as(phone, ORGANISER)
    phone.goto("/desk/new")
    phone.get_by_label("Name", exact=True).fill("A small meeting")
    slug = "small"
    phone.get_by_label("Its part of the address").fill(slug)
    phone.get_by_label("First day").fill("2031-05-05")
    phone.get_by_label("Last day").fill("2031-05-06")
    phone.get_by_role("button", name="Add", exact=True).click()
    phone.wait_for_url(f"**/desk/m/{slug}**")
    file = tmp_path / "programme.csv"
    file.write_text("title,start,end,room,speakers\nOpening words,2031-05-05 09:00,2031-05-05 10:00,Hall,Ann Example\n")

    phone.goto(f"/desk/m/{slug}/import")
    phone.get_by_label("A file of the programme").set_input_files(file)
    phone.get_by_role("button", name="See what changes").click()
    expect(phone.get_by_text("Opening words", exact=True)).to_be_visible()
    assert phone.request.get(f"/api/meetings/{slug}/programme").json()["records"].get("session") is None

    phone.get_by_role("button", name="Take it in").click()
    expect(phone.get_by_text("Taken in. Everybody sees it now.")).to_be_visible()
    records = phone.request.get(f"/api/meetings/{slug}/programme").json()["records"]
    assert [session["title"] for session in records["session"]] == ["Opening words"]


def test_naughty_texts_are_shown_as_texts(phone, fireside, naughty):
    """S-50."""
    dialogs = []
    phone.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    sign_in_as(phone, ORGANISER)
    start = fireside.records("session")[0]["slots"][0]["starts_at"]
    made = []
    for text in naughty[::8]:  # a page each
        reply = phone.request.post(
            f"/api/meetings/{fireside.slug}/sessions",
            data=json.dumps(
                {"title": text, "abstract": text, "kind": text[:60], "slots": [{"starts_at": start, "minutes": 5}]}
            ),
            headers={"Content-Type": "application/json", "Origin": fireside.address},
        )
        assert reply.status == 201, reply.text()
        made.append(reply.json())

    try:
        for session in made:
            phone.goto(fireside.path("sessions", session["id"]))
            expect(phone.get_by_role("heading", level=1)).to_have_text(session["title"])
            expect(phone.get_by_role("button", name="Add to my agenda")).to_be_visible()
        assert (dialogs, phone.evaluate("window.__xss")) == ([], None)
    finally:
        for session in made:
            phone.request.delete(f"/api/sessions/{session['id']}", headers={"Origin": fireside.address})
