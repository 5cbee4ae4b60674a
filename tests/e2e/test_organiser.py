"""Working at the desk: nothing typed is lost, nobody overwrites anybody, and a laptop shows it side by side."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import LAPTOP
from tests.e2e.look import barriers
from tests.e2e.walks import MEMBER, ORGANISER, sign_in_as

SIDE_BY_SIDE = ("", "/import", "/history", "/registered", "/sessions/{session}", "/rooms/{room}")


@pytest.fixture
def session(fireside, request):
    """A session that no other test here writes to."""
    return list(fireside.sessions())[40 + len(request.node.name)]


def settle(page):
    expect(page.get_by_role("heading", level=1).first).to_be_attached()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)


def title_of(page, session):
    return page.request.get(f"/api/sessions/{session['id']}").json()["title"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_laptop_has_the_list_the_item_and_what_belongs_to_it_side_by_side(
    open_browser, fireside, screenshot, session, scheme
):
    laptop = open_browser(**LAPTOP, color_scheme=scheme)
    sign_in_as(laptop, ORGANISER)
    found = {}

    for path in SIDE_BY_SIDE:
        room = session["slots"][0]["room_id"]
        laptop.goto(f"/desk/m/{fireside.slug}{path.format(session=session['id'], room=room)}")
        settle(laptop)
        found[path] = barriers(laptop)
        screenshot(laptop, f"wide-desk{path.format(session='-one', room='-one').replace('/', '-')}-{scheme}")

    assert found == {path: [] for path in SIDE_BY_SIDE}


def test_the_desk_is_for_organisers(phone, fireside):
    path = f"/desk/m/{fireside.slug}/sessions"
    phone.goto(path)
    expect(phone.get_by_text("This is for organisers")).to_be_visible()
    sign_in_as(phone, MEMBER)
    expect(phone.get_by_role("link", name="Organiser")).to_have_count(0)

    phone.goto(path)

    expect(phone.get_by_text(f"You are signed in as {MEMBER}.")).to_be_visible()


def test_an_edit_stands_in_the_history_and_can_be_taken_back(phone, fireside, session):
    sign_in_as(phone, ORGANISER)
    phone.goto(f"/desk{fireside.path('sessions', session['id'])}")

    phone.get_by_label("Title", exact=True).fill("Another title")
    phone.get_by_role("button", name="Save").tap()

    expect(phone.get_by_text("Saved.").first).to_be_visible()
    expect(phone.get_by_text("Edited by hand, kept over imports").first).to_be_visible()
    phone.goto(f"/desk/m/{fireside.slug}/history")
    entry = phone.get_by_role("article").filter(has_text="Another title").first
    entry.get_by_role("button", name="Undo").tap()
    expect(entry.get_by_text("Taken back")).to_be_visible()
    assert title_of(phone, session) == session["title"]


def test_who_saves_over_somebody_elses_change_chooses(phone, open_browser, fireside, session):
    other, path = open_browser(**LAPTOP), f"/desk{fireside.path('sessions', session['id'])}"
    for page in (phone, other):
        sign_in_as(page, ORGANISER)
        page.goto(path)
        expect(page.get_by_label("Title", exact=True)).to_have_value(session["title"])
    phone.get_by_label("Title", exact=True).fill("Mine")
    phone.get_by_label("Kind").fill("mine")

    other.get_by_label("Title", exact=True).fill("Theirs")
    other.get_by_label("Tags").fill("theirs")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_text("Saved.").first).to_be_visible()

    expect(phone.get_by_role("alert")).to_contain_text("Somebody changed this while you were writing")
    expect(phone.get_by_role("button", name="Save")).to_be_disabled()
    assert title_of(phone, session) == "Theirs"
    phone.get_by_role("button", name="Keep mine").tap()
    phone.get_by_role("button", name="Save").tap()
    expect(phone.get_by_text("Saved.").first).to_be_visible()
    saved = phone.request.get(f"/api/sessions/{session['id']}").json()
    assert (saved["title"], saved["kind"], saved["tags"]) == ("Mine", "mine", ["theirs"])


def test_what_is_typed_without_a_network_waits_and_is_there_again(phone, fireside, session):
    sign_in_as(phone, ORGANISER)
    phone.goto(f"/desk{fireside.path('sessions', session['id'])}")
    expect(phone.get_by_label("Title", exact=True)).to_have_value(session["title"])
    phone.context.set_offline(True)

    phone.get_by_label("Title", exact=True).fill("Typed in the cellar")
    phone.get_by_role("button", name="Save").tap()

    expect(phone.get_by_text("There is no network, so nothing was saved.")).to_be_visible()
    phone.wait_for_timeout(600)
    phone.context.set_offline(False)
    phone.reload()
    expect(phone.get_by_label("Title", exact=True)).to_have_value("Typed in the cellar")
    phone.get_by_role("button", name="Save").tap()
    expect(phone.get_by_text("Saved.").first).to_be_visible()
    assert title_of(phone, session) == "Typed in the cellar"


def test_a_new_session_gets_a_time_a_room_and_a_new_speaker(phone, fireside):
    sign_in_as(phone, ORGANISER)
    room = fireside.records("room")[0]
    phone.goto(f"/desk/m/{fireside.slug}/sessions/new")

    phone.get_by_label("Title", exact=True).fill("Written at the desk")
    phone.get_by_role("button", name="Give it a time").tap()
    phone.get_by_label("Room", exact=True).select_option(label=room["name"])
    phone.get_by_role("button", name="20", exact=True).tap()
    phone.get_by_role("combobox", name="Add a speaker").fill("Pelle Newman")
    phone.get_by_role("option", name="Add “Pelle Newman” as a new speaker").tap()
    expect(phone.get_by_role("button", name="Remove Pelle Newman")).to_be_visible()
    phone.get_by_role("button", name="Add", exact=True).tap()

    expect(phone.get_by_text("Written at the desk is added.").first).to_be_visible()
    made = next(one for one in fireside.records("session") if one.get("title") == "Written at the desk")
    assert [(slot["minutes"], slot["room_id"]) for slot in made["slots"]] == [(20, room["id"])]
    phone.get_by_role("button", name="Undo").first.tap()
    expect(phone.get_by_text("Taken back.").first).to_be_visible()


def test_a_role_is_given_and_taken_back(phone):
    sign_in_as(phone, ORGANISER)
    phone.goto("/desk/members")
    phone.get_by_label("Name, affiliation or address").fill(MEMBER)
    phone.get_by_role("link", name=MEMBER).tap()

    phone.get_by_role("switch", name="Moderator").tap()
    expect(phone.get_by_text(f"{MEMBER} is moderator now.").first).to_be_visible()
    phone.get_by_role("button", name="Undo").tap()

    expect(phone.get_by_text(f"{MEMBER} is no longer moderator.").first).to_be_visible()
    expect(phone.get_by_role("switch", name="Moderator")).not_to_be_checked()


def test_a_list_of_the_registered_is_shown_before_it_is_taken_in(phone, fireside, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("email,name\nnora@list.example,Nora Listed\n,Nobody\n")
    sign_in_as(phone, ORGANISER)
    phone.goto(f"/desk/m/{fireside.slug}/registered")

    phone.get_by_role("button", name="Take in a list").tap()
    phone.get_by_label("The list as a CSV file").set_input_files(file)
    phone.get_by_role("button", name="See what changes").tap()
    expect(phone.get_by_text("1 added")).to_be_visible()
    phone.get_by_role("button", name="Take it in").tap()

    expect(phone.get_by_text("The list is taken in.")).to_be_visible()
    expect(phone.get_by_text("nora@list.example").last).to_be_visible()
