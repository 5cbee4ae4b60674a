"""The web addresses in a text: whole ones, and bare names of hosts such as `example.com` that anybody can type in."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from backend.moderation.rules.judging import lists
from backend.moderation.rules.judging.folding import Folded

_ADDRESS = re.compile(r"https?://[^\s<>\"`\])]+")
_LABEL = r"[^\W_](?:[^\W_]|-){0,62}"
_HOST = re.compile(rf"(?<![\w@.\-])(?:{_LABEL}[.。]){{1,8}}[^\W\d_]{{2,24}}(?![\w@]|[.\-]\w)")
_LONGEST_HOST = 253
MOST_FOUND = 1_000  # of either sort: more than a message has room for


class Address(NamedTuple):
    """An address in a text: its host, and where it stands in the original.

    `linked`: it becomes a link. `likely`: that, or it ends as names of hosts do; `node.js` is neither.
    """

    host: str
    linked: bool
    likely: bool
    start: int
    end: int


def found_in(folded: Folded) -> list[Address]:
    """The addresses of a text, in order of kind: links first."""
    text = folded.text
    if "." not in text and "。" not in text:
        return []
    linked = list(_linked(folded))
    if linked:
        text = _ADDRESS.sub(lambda address: " " * len(address[0]), text)
    bare = [
        _bare(host[0].replace("。", "."), *folded.place(*host.span()))
        for host in islice(_HOST.finditer(text), MOST_FOUND)
    ]
    return [*linked, *bare]


def within(host: str, domains: Collection[str]) -> str | None:
    """The domain of these that the host is, or is below; None if it is in none."""
    while host:
        if host in domains:
            return host
        host = host.partition(".")[2]
    return None


def hosts_of(links: Iterable[str]) -> frozenset[str]:
    """The hosts of some web addresses, without `www`."""
    return frozenset(filter(None, map(_host_of, links)))


def _bare(host: str, start: int, end: int) -> Address:
    return Address(host, False, host.rpartition(".")[2] in lists.ENDINGS, start, end)


def _linked(folded: Folded) -> Iterator[Address]:
    for address in islice(_ADDRESS.finditer(folded.text), MOST_FOUND):
        if host := _host_of(address[0]):
            yield Address(host, True, True, *folded.place(*address.span()))


def _host_of(address: str) -> str:
    try:
        host = urlsplit(address[:2000]).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").replace("。", ".").rstrip(".")[:_LONGEST_HOST]
