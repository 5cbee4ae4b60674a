"""Texts from strangers: what stays, what goes, and what counts as the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.core.text import clean_html, fold, one_line, paragraphs, plain, rich, web_address


def test_one_line_is_trimmed_composed_and_free_of_what_cannot_be_seen():
    assert one_line("  Cafe\u0301\r\n\tau\x00 lait\u202e\ud800 ") == "Café au lait"
    assert one_line("Opening session", 7) == "Opening"


@pytest.mark.parametrize(
    ("markup", "cleaned"),
    [
        ("<p onclick='x()'>Hi <b>there</b></p>", "<p>Hi <b>there</b></p>"),
        ("<script>alert(1)</script><p>Hi</p>", "<p>Hi</p>"),
        ("<h1>Big</h1><h3>Small</h3>", "Big<h3>Small</h3>"),
        ("<p> &nbsp;</p><p>Hi</p>", "<p>Hi</p>"),
        ("<img src=x onerror=alert(1)>", ""),
        ("<p>&#x202e;&#0;a</p>", "<p>\ufffda</p>"),
    ],
)
def test_html_keeps_only_the_small_list(markup, cleaned):
    assert clean_html(markup) == cleaned


def test_a_link_in_html_goes_to_the_web_or_to_mail_and_vouches_for_nothing():
    safe = '<a href="https://example.org/" rel="ugc nofollow noopener">a</a>'

    assert clean_html('<a href="https://example.org/" target="_blank">a</a>') == safe
    assert 'href="mailto:' in clean_html('<a href="mailto:ada@example.org">a</a>')


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
        "java\nscript:alert(1)", "\x01javascript:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)",
        "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:x", "ftp://example.org", "//example.org", "/x",
        "https://", "http://[", "https:example.org", "https:\\\\example.org", "http://a b", 'http://a"b',
    ],
)  # fmt: skip
def test_no_other_address_is_a_link(address):
    assert web_address(address) == ""
    assert "script:" not in clean_html(f'<a href="{address}">a</a>').casefold()


def test_plain_text_becomes_paragraphs_and_back():
    text = "First line\nsecond line\n\nNext <paragraph> & more"

    assert paragraphs(text) == "<p>First line<br>second line</p>\n<p>Next &lt;paragraph&gt; &amp; more</p>"
    assert plain(paragraphs(text)) == text


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("if a <b then", "<p>if a &lt;b then</p>"),
        ("<p>One</p>", "<p>One</p>"),
        ("One <em>two</em>\n\nthree", "<p>One <em>two</em></p>\n<p>three</p>"),
        ("AT&amp;T", "<p>AT&amp;T</p>"),
        ("", ""),
    ],
)
def test_a_text_that_may_be_either_is_read_as_what_it_looks_like(text, markup):
    assert rich(text) == markup


PIECES = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<h3>",
    "<pre>",
    "<ul>",
    "<li>",
    "<br>",
    "<x>",
    "<a href='https://e.org'>",
    "</a>",
]
PIECES += ["a", "é", "\n", "\n\n", " ", "\xa0", "&amp;", "&nbsp;", "&", "<", "<script>"]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
@settings(deadline=None)
def test_cleaning_twice_is_cleaning_once(text):
    assert rich(rich(text)) == rich(text)
    assert one_line(one_line(text)) == one_line(text)


@pytest.mark.parametrize("other", ["ÉRIC LÓPEZ-ØRSTED", "eric  lopez-orsted", "E\u0301ric López-Ørsted "])
def test_case_accents_and_spacing_do_not_matter_to_the_key(other):
    assert fold(other) == fold("Éric López-Ørsted")


def test_what_is_nothing_but_accents_is_not_nothing():
    assert fold("\u00b4") != fold("\u00a8") != ""


def test_a_storm_of_combining_marks_is_cut_and_costs_nothing():
    assert len(one_line("a" + "\u0316\u0301" * 200_000)) < 40
