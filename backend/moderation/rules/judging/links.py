"""Links: of somebody new, to listed places or elsewhere than listed ones, through shorteners, and nothing but links."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from backend.chat.rules.judging import Sign
from backend.moderation.rules.judging import addresses, folding, lists
from backend.moderation.rules.judging.facts import Facts
from backend.moderation.rules.judging.said import Past

FEWEST = 4  # messages of somebody, before a share of them says anything


@dataclass(frozen=True, slots=True)
class Links:
    """`domains` are refused with everything below them, or with `only_these` all others are.

    `share` is of somebody's last `of` messages, this one among them, in per cent that may have links; None for any.
    """

    newcomers: bool
    domains: Collection[str]
    only_these: bool
    shorteners: bool
    share: int | None
    of: int

    @staticmethod
    def may_meet(facts: Facts, _past: Past) -> bool:
        """Whether there is an address."""
        return bool(facts.addresses)

    def signs(self, facts: Facts, past: Past) -> Iterator[Sign]:
        """What is wrong with the links of a message."""
        yield from self._by_place(facts)
        likely = next((address for address in facts.addresses if address.likely), None)
        if self.newcomers and facts.said.is_new and likely:
            yield facts.sign("a link by somebody new: {}", likely.start, likely.end)
        if self.share is not None and facts.addresses[0].linked:
            yield from self._too_often(self.share, past)

    def _by_place(self, facts: Facts) -> Iterator[Sign]:
        for host, linked, _, start, end in facts.addresses:
            listed = addresses.within(host, self.domains)
            if listed is not None and not self.only_these:
                yield facts.sign(f"leads to {listed}: {{}}", start, end)
            if self.only_these and listed is None and linked:
                yield facts.sign("leads elsewhere than the places listed: {}", start, end)
            if self.shorteners and addresses.within(host, lists.SHORTENERS):
                yield facts.sign("hides where it leads: {}", start, end)

    def _too_often(self, share: int, past: Past) -> Iterator[Sign]:
        last = past.mine()[: self.of - 1]
        links = 1 + sum(_has_link(earlier.text) for earlier in last)
        if len(last) + 1 >= FEWEST and links * 100 > share * (len(last) + 1):
            yield Sign(f"{links} of their last {len(last) + 1} messages have links", 1.0)


def _has_link(text: str) -> bool:
    return "://" in text and any(address.linked for address in addresses.found_in(folding.fold(text)))
