"""The worker reads blogs from a hostile web; what it finds stands beside the panel, on every phone."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from backend.core import db
from backend.panels import jobs
from backend.panels.readers import feeds
from backend.panels.service import blogs
from tests.factories import a_meeting, a_person, an_organiser
from tests.small_web import pieces

FEED, PAGE = "http://blog.example/feed", "http://blog.example/"
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


def rss(*titles: str, link=PAGE) -> str:
    items = "".join(
        f"<item><title>{title}</title><link>/{title}</link><guid>{title}</guid>"
        f"<pubDate>Tue, 01 Dec 2026 {8 + place:02}:00:00 GMT</pubDate></item>"
        for place, title in enumerate(titles)
    )
    return f'<rss version="2.0"><channel><title>Ward notes</title><link>{link}</link>{items}</channel></rss>'


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as at:
        yield at


@pytest.fixture
def organiser(app, clock):
    a_meeting()
    return an_organiser()


@pytest.fixture
def desk(web, sign_in, organiser):
    return sign_in(organiser)


@pytest.fixture
def add(desk):
    def added(**addresses):
        reply = desk.post("/api/meetings/2026/bloggers", json={"name": "Will Sandoval", **addresses})
        assert reply.status_code == 201
        return reply.json["id"]

    return added


@pytest.fixture
def read(settings):
    return lambda: jobs.read_blogs(settings)


@pytest.fixture
def known(desk, add, web, read, clock, monkeypatch):
    """A blog that was read half an hour ago, and is given a second now."""
    monkeypatch.setattr(blogs, "FEED", blogs.Bounds(blogs.FEED.most, seconds=1, kinds=blogs.FEED.kinds))
    web.page(FEED, rss("one"))
    add(feed_url=FEED)
    read()
    clock.shift(timedelta(minutes=31))
    return desk


def shown(desk):
    [blogger] = desk.get("/api/meetings/2026/programme").json["records"]["blogger"]
    return blogger


@pytest.fixture
def reading(sign_in, organiser):
    """How the reading goes, asked on a new device: whoever holds a role is signed out after half a day."""

    def told():
        [one] = sign_in(organiser).get("/api/meetings/2026/blogroll").json
        return one

    return told


def test_the_newest_posts_of_a_feed_are_shown(desk, add, web, read):
    web.page(FEED, rss("one", "two", "three", "four"), Content_Type="application/rss+xml")
    number = add(feed_url=FEED)

    assert read() == 1

    assert shown(desk)["blog_title"] == "Ward notes"
    assert shown(desk)["blog_url"] == PAGE
    assert shown(desk)["posts"] == [
        {"title": "four", "url": "http://blog.example/four", "at": "2026-12-01T11:00:00Z"},
        {"title": "three", "url": "http://blog.example/three", "at": "2026-12-01T10:00:00Z"},
        {"title": "two", "url": "http://blog.example/two", "at": "2026-12-01T09:00:00Z"},
    ]
    posts = desk.get(f"/api/bloggers/{number}/posts").json
    assert [post["title"] for post in posts] == ["four", "three", "two", "one"]


def test_a_page_leads_to_its_feed(desk, add, web, read):
    web.page(PAGE, '<html><link rel="alternate" type="application/rss+xml" href="/feed">', Content_Type="text/html")
    web.page(FEED, rss("one"))
    add(blog_url=PAGE)

    read()

    assert (shown(desk)["feed_url"], shown(desk)["blog_url"]) == (FEED, PAGE)
    assert [post["title"] for post in shown(desk)["posts"]] == ["one"]


def test_the_page_given_as_a_feed_leads_there_as_well(desk, add, web, read):
    web.page(PAGE, '<html><link rel="alternate" type="application/atom+xml" href="/feed">', Content_Type="text/html")
    web.page(FEED, rss("one"))
    add(feed_url=PAGE)

    read()

    assert shown(desk)["feed_url"] == FEED


def test_a_blog_is_asked_again_after_half_an_hour_and_only_for_what_is_new(desk, add, web, read, clock):
    web.page(FEED, rss("one"), ETag='"1"')
    add(feed_url=FEED)
    read()
    before = shown(desk)["rev"]
    assert read() == 0

    web.page(FEED, status=304)
    clock.shift(timedelta(minutes=31))
    assert read() == 1

    assert web.asked_with[1]["If-None-Match"] == '"1"'
    assert shown(desk)["rev"] == before
    assert [post["title"] for post in shown(desk)["posts"]] == ["one"]


def test_new_posts_come_to_phones_as_a_change_of_the_blogger(desk, add, web, read, clock):
    web.page(FEED, rss("one"))
    add(feed_url=FEED)
    read()
    head = desk.get("/api/meetings/2026/programme").json["head"]

    web.page(FEED, rss("one", "two"))
    clock.shift(timedelta(minutes=31))
    read()

    frame = desk.get(f"/api/meetings/2026/programme?since={head}").json
    assert list(frame["records"]) == ["blogger"]
    assert [post["title"] for post in frame["records"]["blogger"][0]["posts"]] == ["two", "one"]


def test_a_post_without_a_time_keeps_the_time_when_it_was_first_seen(desk, add, web, read, clock):
    untimed = (
        '<rss version="2.0"><channel><title>W</title><item><title>one</title><guid>1</guid></item></channel></rss>'
    )
    web.page(FEED, untimed)
    add(feed_url=FEED)
    read()
    clock.shift(timedelta(hours=1))
    read()

    assert [post["at"] for post in shown(desk)["posts"]] == ["2026-12-01T12:00:00Z"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (pieces(b"<rss>", b"x" * 65_536), "larger than 2 MB"),
        (pieces(b"<rss>", b"x" * 65_536, Content_Length=str(300 * 2**20)), "larger than 2 MB"),
        (pieces(b"<rss>", b"x", every=0.1), "takes longer than 1 seconds"),
        (
            pieces(gzip.compress(b"<rss>" + b" " * 300 * 2**20)[:300_000], b"", every=1, Content_Encoding="gzip"),
            "larger than 2 MB",
        ),
        (pieces(b"x", b"x", Content_Type="video/mp4"), "is video/mp4"),
    ],
    ids=["never ends", "300 MB", "drips", "gzip bomb", "a film"],
)
def test_a_hostile_server_costs_a_sentence_for_the_host_and_what_was_known_stays(
    known, web, read, reading, answer, words
):
    web.pages[FEED] = answer

    read()

    assert words in reading()["trouble"]
    assert reading()["failures"] == 1
    assert [post["title"] for post in shown(known)["posts"]] == ["one"]


def test_a_web_page_without_a_feed_is_said_to_be_one(add, web, read, reading):
    web.page(FEED, "<!doctype html><html><title>Hello</title><p>No feed here", Content_Type="text/html")
    add(feed_url=FEED)

    read()

    assert reading()["trouble"] == f"{FEED} tells no posts: it is a web page, not a feed."


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "2130706433"])
def test_neither_a_feed_nor_where_it_leads_is_looked_for_at_home(desk, add, web, read, address):
    """S-70: given, redirected to, or named by a page."""
    home = f"http://{address}/feed"
    web.redirect(FEED, home)
    web.page(PAGE, f'<html><link rel="alternate" type="application/rss+xml" href="{home}">')
    if address == "2130706433":
        web.names[address] = ["127.0.0.1"]
    for addresses in ({"feed_url": home}, {"feed_url": FEED}, {"blog_url": PAGE}):
        add(**addresses)

    assert read() == 3

    assert web.canary == 0
    troubles = [one["trouble"] for one in desk.get("/api/meetings/2026/blogroll").json]
    assert all("not a public address" in trouble or "no connection" in trouble for trouble in troubles)


def test_a_blog_that_does_not_answer_is_asked_less_and_less_and_recovers(add, web, read, clock, reading):
    add(feed_url=FEED)
    waits = []
    for _ in range(9):
        read()
        due = datetime.fromisoformat(reading()["due_at"])
        waits.append((due - datetime.now(UTC)) // timedelta(minutes=1))
        clock.move_to(due + timedelta(seconds=1))

    web.page(FEED, rss("one"))
    read()

    assert waits == [60, 120, 240, 480, 960, 1440, 1440, 1440, 1440]
    assert (reading()["failures"], reading()["trouble"]) == (0, "")


def test_a_server_that_asks_for_quiet_is_left_alone_for_as_long(add, web, read, reading):
    web.page(FEED, status=429, Retry_After="7200")
    add(feed_url=FEED)

    read()

    assert reading()["due_at"] == "2026-12-01T14:00:00Z"


@pytest.fixture
def gone(add, web, read, clock):
    """The number of a blogger whose feed was gone for good a month ago."""
    web.page(FEED, status=410)
    number = add(feed_url=FEED)
    read()
    clock.shift(timedelta(days=30))
    return number


def test_a_feed_that_is_gone_for_good_is_not_asked_again_until_somebody_wants_it(
    gone, read, reading, sign_in, organiser
):
    assert reading()["due_at"] is None
    assert read() == 0
    assert sign_in(organiser).post(f"/api/bloggers/{gone}/read").status_code == 204
    assert read() == 1


def test_a_feed_that_moved_for_good_is_asked_where_it_is_now(desk, add, web, read, clock):
    web.redirect(FEED, "http://new.example/feed", status=301)
    web.page("http://new.example/feed", rss("one"))
    add(feed_url=FEED)
    read()
    clock.shift(timedelta(hours=1))
    read()

    assert web.visits == [FEED, "http://new.example/feed", "http://new.example/feed"]
    assert shown(desk)["feed_url"] == "http://new.example/feed"


def test_a_feed_that_moves_again_is_found_from_where_it_was_named(desk, add, web, read, clock):
    web.page(PAGE, '<html><link rel="alternate" type="application/rss+xml" href="/feed">')
    web.page(FEED, rss("one"))
    add(blog_url=PAGE)
    read()
    web.page(PAGE, '<html><link rel="alternate" type="application/rss+xml" href="/new">')
    web.page(FEED, status=404)
    web.page("http://blog.example/new", rss("one", "two"))
    for _ in range(2):
        clock.shift(timedelta(hours=2))
        read()

    assert shown(desk)["feed_url"] == "http://blog.example/new"
    assert [post["title"] for post in shown(desk)["posts"]] == ["two", "one"]


def test_what_another_worker_claimed_is_left_to_it_until_it_seems_lost(add, web, read, clock):
    web.page(FEED, rss("one"))
    add(feed_url=FEED)
    with db.writing() as session:
        assert len(blogs.claim(session, limit=10)) == 1

    assert read() == 0
    clock.shift(timedelta(minutes=6))
    assert read() == 1


def test_a_blog_that_nobody_foresaw_keeps_no_other_from_being_read(desk, add, web, read, monkeypatch):
    web.page(FEED, rss("one"))
    web.page("http://odd.example/feed", rss("odd"))
    add(feed_url="http://odd.example/feed")
    add(feed_url=FEED)
    really = feeds.feedparser.parse

    def parse(stream, **more):
        if b"odd" in stream.getvalue():
            raise MemoryError
        return really(stream, **more)

    monkeypatch.setattr(feeds.feedparser, "parse", parse)

    assert read() == 2

    troubles = [one["trouble"] for one in desk.get("/api/meetings/2026/blogroll").json]
    assert sorted(bool(trouble) for trouble in troubles) == [False, True]


def test_a_blog_of_two_meetings_is_read_once_and_told_to_both(desk, add, web, read):
    a_meeting("2027")
    web.page(FEED, rss("one"))
    add(feed_url=FEED)
    desk.post("/api/meetings/2027/bloggers", json={"name": "Will Sandoval", "feed_url": FEED})

    assert read() == 1

    for slug in ("2026", "2027"):
        [blogger] = desk.get(f"/api/meetings/{slug}/programme").json["records"]["blogger"]
        assert [post["title"] for post in blogger["posts"]] == ["one"]


def test_nobody_reads_the_blog_of_one_who_was_taken_off(desk, add, web, read):
    number = add(feed_url=FEED)
    assert desk.delete(f"/api/bloggers/{number}").status_code == 204

    assert read() == 0
    assert web.visits == []


def test_a_member_finds_the_feed_of_their_blog_before_they_keep_it(web, sign_in):
    web.page(PAGE, "<html><title>Ward notes</title><link rel=alternate type=application/rss+xml href=/feed>")
    phone = sign_in(a_person())

    reply = phone.post("/api/blogs/look", json={"url": PAGE})

    assert reply.json == {"title": "Ward notes", "blog_url": PAGE, "feed_url": FEED}


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://localhost:5432/", "http://169.254.169.254/latest"])
def test_looking_at_a_blog_shows_nothing_of_this_machine(web, sign_in, url):
    web.names["localhost"] = ["127.0.0.1"]

    reply = sign_in(a_person()).post("/api/blogs/look", json={"url": url})

    assert (reply.status_code, reply.json["code"]) == (422, "not_fetched")
    assert web.canary == 0


def test_looking_at_blogs_has_a_limit(web, sign_in):
    phone = sign_in(a_person())

    statuses = [phone.post("/api/blogs/look", json={"url": PAGE}).status_code for _ in range(31)]

    assert statuses == [422] * 30 + [429]
