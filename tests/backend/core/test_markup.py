"""What people type becomes clean HTML: a small Markdown, links that lead nowhere odd, and mentions."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.core import markup
from tests.naughty import naughty
from tests.shared_data import every

NAMES = {12: "Ada <Example>"}
TAGS = {"p", "br", "a", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "span"}
TAG = re.compile(r"</?([a-z0-9]+)((?: [^<>]*)?)/?>")
LINK = re.compile(r'(?: href="(?:https?://|mailto:)[^"<>]*")? rel="ugc nofollow noopener"')
MENTION = re.compile(r' class="mention" data-person="[0-9]+"')


def made(text: str) -> str:
    return markup.understand(text).html(NAMES)


def is_clean(html: str) -> bool:
    """Whether nothing but the listed tags stands there, with nothing but an address or a mention on them."""
    found = TAG.findall(html)
    plain = [
        name in TAGS and (not more or bool(LINK.fullmatch(more) or MENTION.fullmatch(more))) for name, more in found
    ]
    return all(plain) and "<" not in TAG.sub("", html)


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("Hello\nthere\n\n\nAll", "<p>Hello<br>\nthere</p>\n<p>All</p>"),
        ("**b** *i* ~~s~~ `x < y`", "<p><strong>b</strong> <em>i</em> <s>s</s> <code>x &lt; y</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("```\n<@12>\n```", "<pre><code>&lt;@12&gt;\n</code></pre>"),
        ("# no title", "<p># no title</p>"),
        (
            "![x](https://a.example/i.png)",
            '<p>!<a href="https://a.example/i.png" rel="ugc nofollow noopener">x</a></p>',
        ),
        ("a<@12>!", '<p>a<span class="mention" data-person="12">@Ada &lt;Example&gt;</span>!</p>'),
        ("<@13> <@0> <@12", "<p>&lt;@13&gt; &lt;@0&gt; &lt;@12</p>"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>"),
        ("```", "<p>```</p>"),
        ("README.md and 10.30", "<p>README.md and 10.30</p>"),
    ],
)
def test_what_is_typed_reads_as_it_was_meant(typed, html):
    assert made(typed) == html


def test_mentions_and_links_are_counted_where_they_are_ones():
    written = markup.understand("<@12> <@7> <@12> `<@9>` https://a.example [b](https://b.example) ftp://c.example")

    assert (written.mentions, written.links) == ((12, 7), 2)


WHITE = ["", "\t", "\n", " ", "\x01", "&#x20;", "&Tab;"]
SCRIPTS = [f"{before}{odd}:alert(1)" for before in WHITE for odd in ("javascript", "JaVaScRiPt", "vbscript", "data:x,")]
SCRIPTS += ["java\tscript:alert(1)", "java&#10;script:x", "&#106;avascript:x", "\\javascript:x", "jAvascript&colon;x"]
SCRIPTS += [
    "//evil.example",
    "/m/2026",
    "#x",
    "file:///etc/passwd",
    "data:text/html;base64,PHNjcmlwdD4=",
    "blob:x",
    "ws:x",
]


@pytest.mark.parametrize("form", ["[x]({})", "<{}>", "[x](<{}>)", "{}", "[x]({} 'y')", '[x](https://a.example "{}")'])
def test_no_link_leads_to_anything_but_the_web_and_mail(form):
    """S-58."""
    links = {address: made(form.format(address)) for address in SCRIPTS}

    assert len(links) >= 38
    assert {address: html for address, html in links.items() if not is_clean(html)} == {}


@pytest.mark.data
@pytest.mark.parametrize("path", every("naughty_strings/blns.json"))
def test_no_naughty_text_leaves_anything_but_clean_html(path):
    """S-50."""
    forms = ("{}", "*{}*", "[{}](https://a.example)", "[x]({})", "<@12>{}", "`{}", "> {}\n- {}")
    texts = [form.replace("{}", text) for text in naughty(path) for form in forms]

    assert [text for text in texts if not is_clean(made(text))] == []


@given(st.text(st.sampled_from("ab <>&*_`~[]()\\\n!#-+>:/.@12\"'="), max_size=60))
def test_whatever_is_typed_is_clean(typed):
    assert is_clean(made(typed))


@given(st.text(st.sampled_from("ab é\n .,'\"(){}|!?=+12#"), max_size=40))
def test_plain_words_read_alike_the_quick_way_and_the_slow(typed):
    """A mark at the end sends the same words through the parser."""
    quick, slow = made(f"{typed}\n\nz"), made(f"{typed}\n\n*z*")

    assert quick == slow.replace("<em>z</em>", "z")


@pytest.mark.parametrize(
    "piece", ["[", "**a", "*a _", ">", "`a", "[a](", "<", "http://a ", "![[]", "- ", "://", "&#", "<@12>"]
)
def test_no_message_takes_long_to_read(piece):
    began = time.process_time()

    made((piece * 4_000)[:4_000])

    assert time.process_time() - began < 2
