"""Text from strangers made safe to keep: one line, clean HTML, plain words, and a key to compare by."""

import html
import re
import unicodedata
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

import nh3

_TAGS = {"p", "br", "ul", "ol", "li", "a", "strong", "em", "b", "i", "code", "pre", "blockquote", "h3", "h4"}
_BLOCKS = r"p|br|ul|ol|li|pre|blockquote|h3|h4"

_cleaner = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="ugc nofollow noopener",
)
_stripper = nh3.Cleaner(tags=set(), attributes={}, link_rel=None)

_BIDI_OVERRIDES = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_UNWANTED = {
    code: None
    for code in (*range(0x20), *range(0x7F, 0xA0), *_BIDI_OVERRIDES, 0xFEFF, 0xFFFE, 0xFFFF)
    if chr(code) not in "\t\n"
}
_SURROGATES = re.compile("[\ud800-\udfff]")
_MARKS = re.compile(r"[^\w\s\x00-\u02ff]{31,}")
_MOST_MARKS = 30
_MOST_ROUNDS = 4
_LOOKS_LIKE_HTML = re.compile(
    rf"</?(?:{_BLOCKS}|a|strong|em|b|i|u|code|div|span|h[1-6]|table|img|script|style|font)\b[^<>]*>"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos|nbsp);",
    re.IGNORECASE,
)
_HAS_BLOCK = re.compile(rf"<(?:{_BLOCKS})\b", re.IGNORECASE)
_BLOCK_END = re.compile(r"</(?:p|ul|ol|pre|blockquote|h3|h4)>", re.IGNORECASE)
_LINE_END = re.compile(r"<br\s*/?>|</li>", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_EMPTY_PARAGRAPHS = re.compile(r"<p>(?:\s|&nbsp;|<br>)*</p>\s*")
_PRE_START = re.compile(r"<pre>\n+")  # a browser drops the first line end, so what is read back would differ
# Letters that Unicode does not take apart; the last is the dotless i.
_WHOLE_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"})


def one_line(text: str, longest: int | None = None) -> str:
    """The text on one line: NFC, no control characters, no bidi overrides, trimmed, cut at `longest`."""
    line = " ".join(tidy(text).split())
    return line if longest is None else line[:longest].rstrip()


def in_utc(moment: datetime) -> str:
    """A time as the contract writes it, for what is sent without a shape."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def clean_html(text: str) -> str:
    """The HTML with nothing left but the small allow-list; links only to http, https and mailto.

    Cleaned until it stays as it is: what is left of broken markup can read differently the next time.
    """
    for _ in range(_MOST_ROUNDS):
        cleaned = _cleaned_once(text)
        if cleaned == text:
            break
        text = cleaned
    return text


def paragraphs(text: str) -> str:
    """Plain text as HTML: blank lines part paragraphs, single line ends stay line ends."""
    return _in_paragraphs(html.escape(tidy(text), quote=False))


def rich(text: str) -> str:
    """Clean HTML of a text that may be HTML or plain, as schedule files mix them."""
    if not _LOOKS_LIKE_HTML.search(text):
        return paragraphs(text)
    cleaned = clean_html(text)
    return cleaned if _HAS_BLOCK.search(cleaned) else _in_paragraphs(cleaned)


def plain(markup: str) -> str:
    """The words of an HTML text, with its paragraphs and lines as blank lines and line ends."""
    lines = _LINE_END.sub("\n", _BLOCK_END.sub("\n\n", markup))
    words = html.unescape(_stripper.clean(lines))
    return _BLANK_LINES.sub("\n\n", words.replace("\xa0", " ")).strip()


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """A key under which texts that differ in case, accents or spacing are the same; remembered, for names."""
    return folded(text)


def folded(text: str) -> str:
    """The same for texts that come once."""
    if text.isascii():
        return " ".join(text.lower().split())
    letters = unicodedata.normalize("NFKD", _few_marks(text.casefold().translate(_WHOLE_LETTERS)))
    bare = " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())
    return bare or " ".join(text.split())  # nothing but accents: those are the name then


def web_address(text: str, *, base: str = "") -> str:
    """The address if it is a whole http or https one (made whole by the base), else an empty string."""
    address = tidy(text).strip()
    if any(c.isspace() or c in '<>"`\\' for c in address):
        return ""
    try:
        whole = urljoin(base, address) if base and address else address
        parts = urlsplit(whole)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    return whole if named and parts.scheme in {"http", "https"} else ""


def _cleaned_once(text: str) -> str:
    cleaned = tidy(_cleaner.clean(tidy(text)))
    return _EMPTY_PARAGRAPHS.sub("", _PRE_START.sub("<pre>", cleaned)).strip()


def tidy(text: str) -> str:
    """NFC without NUL, control characters, bidi overrides and lone surrogates; line ends as on Unix."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _few_marks(_SURROGATES.sub("", text)))
        text = text.replace("\u2028", "\n").replace("\u2029", "\n\n").replace("\x85", "\n")
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNWANTED)


def _few_marks(text: str) -> str:
    """At most 30 combining marks in a row (UAX 15's stream-safe limit): more make normalising quadratic."""
    return text if text.isascii() else _MARKS.sub(_cut_marks, text)


def _cut_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for character in run.group():
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _in_paragraphs(markup: str) -> str:
    blocks = (block.strip() for block in _BLANK_LINES.split(markup.strip()))
    return clean_html("\n".join("<p>" + block.replace("\n", "<br>") + "</p>" for block in blocks if block))
