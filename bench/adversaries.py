"""Texts made to be slow to look at: for every pattern of the rules what it would choke on if it could."""

from collections.abc import Iterator

UNITS = (
    "a",
    "A",
    "!",
    "!? ",
    "é",
    "\u0430",
    "\u0430a ",
    "色",
    "\ufdfa",
    "\u0301",
    "e\u0301\u0327",
    "\u200b",
    "🖕🏽",
    "a ",
    "s h i t ",
    "s.h.i.t",
    "a*",
    "a*****",
    "1a",
    "!a",
    "aaa1",
    "a.b",
    "a.com ",
    "a-",
    "-a.",
    "https://",
    "https://a.com ",
    "http://a@b.",
    "@a ",
    "a@",
    "a@b.",
    "a@b.cc ",
    "a (at) ",
    "+1 ",
    "0123 ",
    "(0) 1-",
    "1.",
    "1/2/",
    "whatsapp ",
    "whatsapp: +1 ",
    "@aaa on ",
    "STOP ",
    "STOPPED",
    "casino ",
    "buy now ",
    "free £1 call 0900123456 ",
    "<@1> ",
    "[a](b) ",
)
TAILS = ("", " x://y", "!", "@", ".com")


def texts(length: int) -> Iterator[tuple[str, str]]:
    """Each with a name, of so many characters."""
    for unit in UNITS:
        for tail in TAILS:
            yield ascii(unit + tail), (unit * (length // len(unit) + 1))[: length - len(tail)] + tail
