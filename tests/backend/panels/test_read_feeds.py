"""Feeds as strangers write them: read by feedparser, believed in nothing."""

import time
from datetime import UTC, datetime

import pytest

from backend.panels.readers import feeds, pages
from backend.panels.readers.feeds import NoFeed
from tests.shared_data import every, real

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
HERE = "https://blog.example/feed"


def read(body: str | bytes, content_type="application/xml"):
    raw = body.encode() if isinstance(body, str) else body
    return feeds.read(raw, url=HERE, content_type=content_type, now=NOW)


def rss(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>Ward notes</title><link>/</link>{"".join(items)}</channel></rss>'


def test_a_feed_tells_its_title_its_page_and_its_newest_posts_first():
    feed = read(
        rss(
            "<item><title>Old</title><link>/old</link><pubDate>Tue, 01 Sep 2026 10:00:00 GMT</pubDate></item>",
            "<item><title>New</title><link>https://blog.example/new</link><guid>n</guid>"
            "<pubDate>Tue, 01 Dec 2026 10:00:00 GMT</pubDate><description>&lt;p&gt;Two &lt;b&gt;words&lt;/b&gt;"
            "</description></item>",
        )
    )

    assert (feed.title, feed.url) == ("Ward notes", "https://blog.example/")
    assert [(post.title, post.url) for post in feed.posts] == [
        ("New", "https://blog.example/new"),
        ("Old", "https://blog.example/old"),
    ]
    assert feed.posts[0].excerpt == "Two words"
    assert feed.posts[0].at == datetime(2026, 12, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "JaVaScRiPt:x", "vbscript:x", "ftp://a/b"]
)
def test_an_address_that_may_not_be_opened_is_left_out_and_the_post_stays(link):
    feed = read(rss(f"<item><title>A post</title><link>{link}</link></item>"))

    assert [(post.title, post.url) for post in feed.posts] == [("A post", "")]


def test_markup_and_scripts_of_a_feed_reach_nobody():
    hostile = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;Plain &amp;lt;words&amp;gt;"
    feed = read(rss(f"<item><title>{hostile}</title><description>{hostile}</description></item>"))

    assert [(post.title, post.excerpt) for post in feed.posts] == [("Plain <words>", "Plain <words>")]


def test_a_post_from_the_future_is_from_now_and_one_from_before_the_web_has_no_time():
    feed = read(
        rss(
            "<item><title>Ahead</title><pubDate>Tue, 01 Dec 2099 10:00:00 GMT</pubDate></item>",
            "<item><title>Ancient</title><pubDate>Mon, 01 Jan 1900 10:00:00 GMT</pubDate></item>",
            "<item><title>Timeless</title><pubDate>soon</pubDate></item>",
        )
    )

    assert [(post.title, post.at) for post in feed.posts] == [("Ahead", NOW), ("Ancient", None), ("Timeless", None)]


def test_long_texts_are_cut_at_a_word_and_only_the_newest_ten_are_kept():
    feed = read(rss(*(f"<item><title>{'word ' * 100}{n}</title></item>" for n in range(30))))

    assert len(feed.posts) == 10
    assert feed.posts[0].title.endswith("word\u2026")
    assert len(feed.posts[0].title) <= 200


def test_a_web_page_is_no_feed_and_is_called_what_it_is():
    with pytest.raises(NoFeed, match="a web page, not a feed"):
        read("<!doctype html><html><head><title>Hello</title></head><body>Hi</body></html>", "text/html")


@pytest.mark.parametrize("body", [b"", b"\0" * 100, b"/etc/passwd", b"http://127.0.0.1/", b"{}", b"\xff\xfe", b"<"])
def test_what_is_no_feed_is_neither_read_nor_opened(body):
    with pytest.raises(NoFeed):
        read(body)


@pytest.mark.data
@pytest.mark.parametrize("path", every("xml_attacks/*"))
def test_an_attack_by_xml_tells_nothing_and_takes_no_time(path):
    """S-72: neither entities nor files of ours come out of it."""
    began = time.process_time()

    with pytest.raises(NoFeed):
        read(real(path))

    assert time.process_time() - began < 10


def test_an_entity_that_names_a_file_stays_empty():
    feed = read(
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "grown">]>'
        + rss("<item><title>a &x; b</title><description>&x;</description></item>")
    )

    assert "root:" not in str(feed)


@pytest.mark.data
def test_two_thousand_real_feeds_are_read_without_a_fault():
    paths = every("feedparser/*/**/*")
    if not isinstance(paths[0], str):
        pytest.skip("not run: ../shared/data is not here")
    read_ones = 0
    for path in paths:
        try:
            feed = read(real(path))
        except NoFeed:
            continue
        read_ones += 1
        for post in feed.posts:
            assert post.url == "" or post.url.startswith(("http://", "https://")), path
            assert post.at is None or post.at <= NOW, path

    assert read_ones > 2_000


def test_a_page_names_its_feed_and_not_that_of_its_comments():
    page = pages.read(
        b'<html><head><title>Ward &amp; notes</title><base href="https://blog.example/en/">'
        b'<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">'
        b"<link href='feed.xml' rel='Alternate' TYPE='application/atom+xml'></head>",
        url="https://blog.example/",
    )

    assert page.title == "Ward & notes"
    assert page.feed_url == "https://blog.example/en/feed.xml"


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
        '<link rel="alternate" hreflang="de" href="/de">',
        '<link rel="stylesheet" type="application/rss+xml" href="/feed">',
        '<link rel="alternate" type="application/rss+xml">',
        "<link" * 100_000,
        "<link " + "a='" * 100_000,
    ],
)
def test_a_page_that_names_no_feed_has_none(link):
    assert pages.read(link.encode(), url="https://blog.example/").feed_url == ""


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "hex", "rot13", "no-such", "utf-16"])
def test_a_page_in_any_encoding_or_none_is_read(charset):
    page = pages.read(f'<meta charset="{charset}"><title>Hello</title>'.encode(), url="https://blog.example/")

    assert isinstance(page.title, str)
