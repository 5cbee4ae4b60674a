"""Lists of blogs: shown first, then taken in whole; handed out for any feed reader."""

import time
from io import BytesIO

import pytest
from defusedxml import ElementTree

from tests.factories import a_meeting, a_person, an_organiser
from tests.shared_data import every, real

IMPORT = "/api/meetings/2026/blogroll/import"


@pytest.fixture
def desk(sign_in):
    a_meeting()
    return sign_in(an_organiser())


def opml(*outlines: str) -> bytes:
    return f'<opml version="2.0"><head/><body>{"".join(outlines)}</body></opml>'.encode()


def blog(number, **more) -> str:
    said = {"text": f"Blog {number}", "xmlUrl": f"https://b{number}.example/feed"} | more
    return "<outline " + " ".join(f'{name}="{value}"' for name, value in said.items()) + "/>"


def send(desk, data: bytes, *, write=False):
    return desk.post(IMPORT, data={"file": (BytesIO(data), "blogs.opml"), "write": str(write).lower()})


def bloggers(phone):
    return phone.get("/api/meetings/2026/programme").json["records"].get("blogger", [])


def test_a_list_is_shown_first_and_changes_nothing(desk):
    reply = send(desk, opml(blog(1), f"<outline text='Friends'>{blog(2)}</outline>", blog(1)))

    assert reply.status_code == 200
    assert {name: reply.json[name] for name in ("written", "outlines", "added", "known")} == {
        "written": False,
        "outlines": 4,
        "added": 2,
        "known": 0,
    }
    assert bloggers(desk) == []


def test_a_list_taken_in_twice_adds_its_blogs_once(desk):
    first, again = (send(desk, opml(blog(1), blog(2)), write=True).json for _ in range(2))

    assert (first["added"], first["known"]) == (2, 0)
    assert (again["added"], again["known"]) == (0, 2)
    assert sorted((one["name"], one["feed_url"]) for one in bloggers(desk)) == [
        ("Blog 1", "https://b1.example/feed"),
        ("Blog 2", "https://b2.example/feed"),
    ]


def test_what_is_handed_out_can_be_taken_in_again(desk, visitor):
    send(desk, opml(blog(1, htmlUrl="https://b1.example/"), blog(2, text="&lt;2&gt; &amp; co"), blog(3)), write=True)

    out = visitor.get("/api/meetings/2026/blogroll.opml")
    back = send(desk, out.data)

    assert out.content_type.startswith("text/x-opml")
    assert (back.json["added"], back.json["known"]) == (0, 3)
    assert [one.get("text") for one in ElementTree.fromstring(out.data).iter("outline")] == [
        "<2> & co",
        "Blog 1",
        "Blog 3",
    ]


def test_a_list_of_ten_thousand_blogs_is_refused_in_words_and_nothing_is_lost(desk):
    send(desk, opml(blog(1)), write=True)

    reply = send(desk, opml(*(blog(number) for number in range(10_000))), write=True)

    assert reply.status_code == 422
    assert reply.json["detail"] == (
        "blogs.opml cannot be taken in: it lists 10,000 blogs, and a meeting has 500 at most."
    )
    assert len(bloggers(desk)) == 1


def test_a_meeting_that_is_nearly_full_takes_no_list_that_is_too_long_for_it(desk):
    send(desk, opml(*(blog(number) for number in range(300))), write=True)

    reply = send(desk, opml(*(blog(number) for number in range(250, 600))), write=True)

    assert reply.status_code == 422
    assert "500 bloggers at most" in reply.json["detail"]
    assert len(bloggers(desk)) == 300


def test_a_list_nested_five_hundred_deep_is_read(desk):
    deep = "<outline text='more'>" * 500 + blog(1) + "</outline>" * 500

    assert send(desk, opml(deep)).json["added"] == 1


@pytest.mark.data
@pytest.mark.parametrize("path", every("xml_attacks/*"))
def test_an_attack_by_xml_is_refused_in_words(desk, path):
    began = time.process_time()

    reply = send(desk, real(path), write=True)

    assert reply.status_code == 422
    assert reply.json["code"] == "unreadable_blogroll"
    assert reply.json["detail"].startswith("blogs.opml cannot be taken in: ")
    assert "root:" not in reply.text
    assert time.process_time() - began < 10


@pytest.mark.data
@pytest.mark.parametrize("path", every("opml/feedvalidator/*/*.opml"))
def test_a_real_list_is_taken_in_or_refused_in_words(desk, path):
    reply = send(desk, real(path), write=True)

    assert reply.status_code in {200, 422}
    assert reply.status_code == 200 or reply.json["detail"].startswith("blogs.opml cannot be taken in: ")


@pytest.mark.data
def test_a_real_list_of_subscriptions_is_taken_in_whole(desk):
    assert send(desk, real("opml/feedvalidator/clean/subscriptionList.opml"), write=True).json["added"] == 13


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("feed://b.example/feed", "http://b.example/feed"),
        ("feed:https://b.example/feed", "https://b.example/feed"),
        (" https://b.example/feed ", "https://b.example/feed"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://b.example/" + "x" * 600, ""),
    ],
)
def test_only_addresses_of_the_web_are_taken_in(desk, address, kept):
    reply = send(desk, opml(blog(1, xmlUrl=address), blog(2)))

    assert [line["feed_url"] for line in reply.json["lines"]] == [*([kept] if kept else []), "https://b2.example/feed"]
    assert len(reply.json["warnings"]) == (0 if kept else 1)


def test_a_name_with_markup_or_a_direction_override_comes_in_plain(desk):
    send(desk, opml(blog(1, text="&lt;img src=x onerror=alert(1)&gt;Ward \u202enotes")), write=True)

    assert [one["name"] for one in bloggers(desk)] == ["Ward notes"]


def test_no_file_and_no_meeting_are_said_to_be_so(desk):
    assert desk.post(IMPORT, data={"write": "true"}).status_code == 422
    assert (
        desk.post("/api/meetings/none/blogroll/import", data={"file": (BytesIO(opml(blog(1))), "x")}).status_code == 404
    )
    assert desk.get("/api/meetings/none/blogroll.opml").status_code == 404


def test_a_member_takes_in_no_list(sign_in):
    a_meeting()

    assert send(sign_in(a_person()), opml(blog(1)), write=True).status_code == 403
