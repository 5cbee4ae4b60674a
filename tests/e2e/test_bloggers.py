"""Who would like to be on a panel asks, a host answers, and everybody reads what the bloggers wrote."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import LAPTOP, PHONE
from tests.e2e.walks import ATTENDEE, HOST, Installation, ready_offline, sign_in_as

AUTHOR = ATTENDEE
LIST = """<opml version="2.0"><body><outline text="Reading">
<outline text="Ward weekly" xmlUrl="https://ward-weekly.example/feed" htmlUrl="https://ward-weekly.example/"/>
</outline></body></opml>"""


def of_the_demo(fireside: Installation) -> list[dict]:
    """The demo's panels as they come, which have a host; other tests make panels besides."""
    hosted = (one for one in fireside.records("panel") if one["host_ids"] and one["title"].startswith("Meet the"))
    return sorted(hosted, key=lambda panel: panel["starts_at"])


def on_panel(page: Page, name: str):
    return page.get_by_role("main").last.get_by_role("link", name=name).first


def test_an_application_leads_from_a_phone_to_the_panel(open_browser, fireside):
    panel = of_the_demo(fireside)[0]
    address = fireside.path("panels", panel["id"])
    author, host = open_browser(**PHONE), open_browser(**LAPTOP)
    sign_in_as(author, AUTHOR)
    author.goto(address)
    author.get_by_role("link", name="I would like to be on a panel").click()
    author.get_by_label("My blog").fill("https://noemie-parses.example/")
    author.get_by_label("What I would talk about").fill("Messages that went wrong in a useful way.")
    author.get_by_role("button", name="Send to the hosts").click()
    expect(author.get_by_text("Waiting for an answer")).to_be_visible()

    sign_in_as(host, HOST)
    host.goto(f"/m/{fireside.slug}/host/applications")
    card = host.get_by_role("article", name=AUTHOR)
    expect(card.get_by_text("Messages that went wrong")).to_be_visible()
    card.get_by_role("button", name="Accept").click()
    host.get_by_label("A note to them").fill("Bring the laboratory one.")
    host.get_by_role("dialog").get_by_role("button", name="Accept").click()
    expect(card.get_by_text("Accepted")).to_be_visible()

    expect(author.get_by_text("Accepted")).to_be_visible()
    expect(author.get_by_text("Bring the laboratory one.")).to_be_visible()
    author.goto(address)
    expect(on_panel(author, AUTHOR)).to_be_visible()


def test_a_host_takes_in_a_list_and_chooses_who_is_on_a_panel(laptop, fireside):
    panel = of_the_demo(fireside)[-1]
    sign_in_as(laptop, HOST)
    laptop.goto(f"/m/{fireside.slug}/host/blogroll-import")
    laptop.locator("input[type=file]").set_input_files(
        {"name": "blogs.opml", "mimeType": "text/x-opml", "buffer": LIST.encode()}
    )
    laptop.get_by_role("button", name="Look what it holds").click()
    expect(laptop.get_by_text("1 would be added")).to_be_visible()
    laptop.get_by_role("button", name="Take them in").click()
    expect(laptop.get_by_text("1 was added")).to_be_visible()

    laptop.goto(f"{fireside.path('panels', panel['id'])}/bloggers")
    laptop.get_by_label("Ward weekly").check()
    laptop.get_by_role("button", name="Save").click()

    laptop.goto(fireside.path("panels", panel["id"]))
    expect(on_panel(laptop, "Ward weekly")).to_be_visible()


def test_what_bloggers_wrote_is_read_without_a_network_as_well(phone, fireside):
    blogger = next(one for one in fireside.records("blogger") if one["posts"])
    phone.goto(fireside.path("blogroll", blogger["id"]))
    post = phone.get_by_role("link", name=blogger["posts"][0]["title"])
    expect(post).to_have_attribute("rel", "ugc nofollow noopener noreferrer")
    expect(post).to_have_attribute("target", "_blank")
    ready_offline(phone)
    phone.wait_for_timeout(2_500)

    phone.context.set_offline(True)
    phone.reload()

    expect(phone.get_by_role("heading", name=blogger["name"])).to_be_visible()
    expect(post).to_be_visible()
