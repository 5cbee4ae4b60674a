"""Rules made ready: the words of all of them in one automaton, the others one after another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Protocol

from backend.chat.rules.judging import CLEAR, STRICTNESS, Said, Sign, Verdict
from backend.moderation.rules.judging.contacts import Contacts
from backend.moderation.rules.judging.facts import Facts
from backend.moderation.rules.judging.links import Links
from backend.moderation.rules.judging.often import Floods, Mentions, Repeats
from backend.moderation.rules.judging.promotion import Promotion
from backend.moderation.rules.judging.said import Finding, Past, Rule
from backend.moderation.rules.judging.shouting import Shouting
from backend.moderation.rules.judging.spam import Spam
from backend.moderation.rules.judging.words import Found, WordList
from schemas.words import RuleKind

MOST_SIGNS = 8  # that are told of one rule
MOST_LOOKED_AT = 24  # of which they are the heaviest


class Kind(Protocol):
    """A rule of one kind, made of its settings."""

    @staticmethod
    def may_meet(facts: Facts, past: Past) -> bool:
        """Whether a message could meet any rule of the kind: for most this is all that is asked."""

    def signs(self, facts: Facts, past: Past) -> Iterable[Sign]:
        """Why a message meets the rule; nothing when it does not."""


KINDS: Mapping[RuleKind, type[Any]] = {
    RuleKind.LINKS: Links,
    RuleKind.REPEATS: Repeats,
    RuleKind.FLOODS: Floods,
    RuleKind.MENTIONS: Mentions,
    RuleKind.CONTACTS: Contacts,
    RuleKind.SHOUTING: Shouting,
    RuleKind.PROMOTION: Promotion,
    RuleKind.SPAM: Spam,
}


def compiled(rules: Iterable[Rule]) -> "RuleSet":
    """Make rules ready to judge; takes time in proportion to their words."""
    return RuleSet(rules)


class RuleSet:
    """Rules that judge together."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        kept = list(rules)
        listing = [rule for rule in kept if rule.kind is RuleKind.WORDS]
        self._rules = {rule.id: rule for rule in kept}
        self._others: dict[type[Kind], list[tuple[Rule, Kind]]] = {}
        for rule in kept:
            if kind := KINDS.get(rule.kind):
                self._others.setdefault(kind, []).append((rule, kind(**rule.settings)))
        self._words = WordList(
            (rule.id, word, rule.settings["disguised"]) for rule in listing for word in rule.settings["words"]
        )

    def judge(self, said: Said, past: Past) -> list[Finding]:
        """The rules that a message meets, the one with the strongest effect first."""
        facts = Facts(said)
        found = [*self._listed(facts), *self._looked(facts, past)]
        return sorted(found, key=lambda finding: -STRICTNESS.index(finding.rule.effect))

    def _listed(self, facts: Facts) -> Iterator[Finding]:
        for owner, words in self._words.found(facts.folded).items():
            rule = self._rules[owner]
            if words and _is_for(rule, facts.said):
                yield Finding(rule, [_sign_of(word, facts) for word in words[:MOST_SIGNS]])

    def _looked(self, facts: Facts, past: Past) -> Iterator[Finding]:
        for sort, theirs in self._others.items():
            for rule, kind in theirs if sort.may_meet(facts, past) else ():
                if _is_for(rule, facts.said) and (signs := list(islice(kind.signs(facts, past), MOST_LOOKED_AT))):
                    yield Finding(rule, sorted(signs, key=lambda sign: -sign.weight)[:MOST_SIGNS])


def verdict_of(findings: Sequence[Finding]) -> Verdict:
    """What is to be done, by the strongest of the rules; the signs of the others stand behind its own."""
    if not findings:
        return CLEAR
    rule = findings[0].rule
    signs = [sign for finding in findings for sign in finding.signs]
    return Verdict(rule.effect, rule.id, rule.name, rule.guideline, signs[:MOST_SIGNS])


def _is_for(rule: Rule, said: Said) -> bool:
    return rule.channel_id is None or rule.channel_id == said.channel_id


def _sign_of(word: Found, facts: Facts) -> Sign:
    hidden = f", read as “{word.word}”" if word.disguised else ""
    return facts.sign(f"“{{}}”{hidden}", word.start, word.end)
