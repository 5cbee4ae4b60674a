"""Self-promotion: leading to one's own pages and naming one's own company, more often than a conversation bears."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from backend.chat.rules.judging import Sign
from backend.moderation.rules.judging import addresses, folding, lists
from backend.moderation.rules.judging.facts import Facts
from backend.moderation.rules.judging.folding import Folded
from backend.moderation.rules.judging.said import Own, Past

_WORD = re.compile(r"\w+")
SHORTEST_COMPANY = 3  # letters: "IT" is a word


@dataclass(frozen=True, slots=True)
class Promotion:
    """More than `most` of one's last `of` messages, this one among them. `company`: naming it counts as well."""

    most: int
    of: int
    company: bool

    @staticmethod
    def may_meet(_facts: Facts, _past: Past) -> bool:
        """One may always name one's own."""
        return True

    def signs(self, facts: Facts, past: Past) -> Iterator[Sign]:
        """What of a message is about its author's own, once that is too often."""
        if not (facts.addresses or self.company):
            return
        own = past.own()
        here = list(self._signs_of(own, facts))
        if not here:
            return
        last = past.mine()[: self.of - 1]
        count = 1 + sum(self._is_about(own, folding.fold(earlier.text)) for earlier in last)
        if count > self.most:
            yield from here
            yield Sign(f"{count} of their last {len(last) + 1} messages are about their own", 1.0)

    def _signs_of(self, own: Own, facts: Facts) -> Iterator[Sign]:
        for host, _, _, start, end in facts.addresses if own.domains else ():
            if addresses.within(host, own.domains):
                yield facts.sign("their own page: {}", start, end)
        if self.company and (named := _named(own.company, facts.folded.text)):
            yield facts.sign("their own company: {}", *facts.folded.place(*named))

    def _is_about(self, own: Own, folded: Folded) -> bool:
        if self.company and _named(own.company, folded.text):
            return True
        return any(addresses.within(found.host, own.domains) for found in addresses.found_in(folded))


def _named(company: str, text: str) -> tuple[int, int] | None:
    """Where a company stands in a folded text as whole words."""
    name = _short_name(company)
    at = text.find(name) if name else -1
    while at >= 0:
        end = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return at, end
        at = text.find(name, end)
    return None


@lru_cache(maxsize=2_000)
def _short_name(company: str) -> str:
    """A company as people name it: without Inc. or GmbH; empty where that is too short to tell."""
    folded = folding.fold(company).text.strip()
    words = list(_WORD.finditer(folded))
    while len(words) > 1 and words[-1][0] in lists.COMPANIES:
        words.pop()
    name = folded[words[0].start() : words[-1].end()] if words else ""
    return name if len(name) >= SHORTEST_COMPANY else ""
