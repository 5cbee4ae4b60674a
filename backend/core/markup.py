"""What people type as clean HTML: a small Markdown, links, and mentions of people (`<@12>`).

Most messages are plain words and go a quick way that needs no parser. Whatever the parser made of the others is
cleaned last, so that a fault in it, or in a rule of ours, cannot put anything but the listed tags on a screen.
"""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

MENTION = re.compile(r"<@([1-9][0-9]{0,15})>")
DEEPEST = 12  # blocks and marks within each other
# Plain words: no mark, mention, entity or address anywhere, and no line that begins like a list or a quote.
_MARKED = re.compile(r"[*_`~\[\]<&\\]|://|mailto:|^[ \t]*(?:[-+>]|[0-9]{1,9}[.)])", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)*\n")
_ADDRESS = re.compile(r"https?://[^\s/?#]|mailto:[^\s]", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_EDGES = re.compile(r"[ \t]*\n[ \t]*")

_cleaner = nh3.Cleaner(
    tags={"p", "br", "a", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "span"},
    attributes={"*": set(), "a": {"href"}, "span": {"data-person"}},
    allowed_classes={"span": {"mention"}},
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="ugc nofollow noopener",
)


@dataclass(frozen=True, slots=True)
class Written:
    """A text as it was understood: `mentions` are ids of people in the order they are named, `links` are counted."""

    text: str
    mentions: Sequence[int] = ()
    links: int = 0
    tokens: Sequence[Token] | None = None

    def addresses(self) -> list[str]:
        """Where its links lead, in order."""
        if not self.links or self.tokens is None:
            return []
        inline = [child for token in self.tokens for child in token.children or ()]
        return [str(child.attrGet("href")) for child in inline if child.type == "link_open"]

    def html(self, names: Mapping[int, str]) -> str:
        """Clean HTML; who is not among the names is left as it was typed."""
        if self.tokens is None:
            return _paragraphs(self.text)
        made = _markdown.renderer.render(self.tokens, _markdown.options, {"names": names})
        cleaned = _cleaner.clean(str(made)).strip()
        return cleaned if _TAG.sub("", cleaned).strip() else _paragraphs(self.text)  # marks around nothing are words


def understand(text: str) -> Written:
    """Read a text: its mentions and links, and what `html` needs. Marks in code stay as they are."""
    if not _MARKED.search(text):
        return Written(text)
    tokens = _markdown.parse(text, {})
    inline = [child for token in tokens for child in token.children or ()]
    mentions = dict.fromkeys(child.meta["person"] for child in inline if child.type == "mention")
    links = sum(child.type == "link_open" for child in inline)
    return Written(text, tuple(mentions), links, tokens)


def _paragraphs(text: str) -> str:
    blocks = _BLANK_LINES.split(text.strip())
    return "\n".join(f"<p>{_lines(block)}</p>" for block in blocks if block)


def _lines(block: str) -> str:
    return _EDGES.sub("<br>\n", html.escape(block.strip(), quote=False))


def _mention(state: StateInline, silent: bool) -> bool:
    """`<@12>` between other words."""
    found = MENTION.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("mention", "", 0)
        token.meta = {"person": int(found[1])}
    state.pos = found.end()
    return True


def _named(_renderer: Any, tokens: Sequence[Token], place: int, _options: Any, env: Mapping[str, Any]) -> str:
    person = tokens[place].meta["person"]
    name = env["names"].get(person)
    if name is None:
        return f"&lt;@{person}&gt;"
    return f'<span class="mention" data-person="{person}">@{html.escape(name)}</span>'


class _Reader(MarkdownIt):
    """Knows two kinds of links: to the web and to mail. What leads elsewhere stays as it was typed."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the parser's name
        """Whether this is a whole address."""
        return _ADDRESS.match(url) is not None


def _reader() -> MarkdownIt:
    options = {"html": False, "linkify": True, "breaks": True, "maxNesting": DEEPEST}
    made = _Reader("commonmark", options)
    made.enable(["linkify", "strikethrough"])
    made.disable(["heading", "lheading", "hr", "code", "reference", "image", "html_block", "html_inline"])
    made.inline.ruler.before("autolink", "mention", _mention)
    made.add_render_rule("mention", _named)
    if made.linkify is not None:
        made.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    return made


_markdown = _reader()
