"""Contact details: telephone numbers, mail addresses, and names in other messengers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from backend.chat.rules.judging import Sign
from backend.moderation.rules.judging import addresses, lists
from backend.moderation.rules.judging.facts import Facts
from backend.moderation.rules.judging.said import Past

_NUMBER = re.compile(r"(?<![\w.,:/@#+\-])(?:\+|\()?\d[\d ().\-/]{5,20}\d(?![\w:]|[.,\-/]\d)")
_DATE = re.compile(r"\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4}")
_GROUPED = re.compile(r"\(?\d{3}\)?[ .\-/]\d{3}[ .\-]\d{4}")
_DIGITS = re.compile(r"\d")
_BRACKET = re.compile(r"[\[(]")
MOST_FOUND, MOST_NUMBERS = 24, 1_000  # in one message
_FEWEST, _MOST = 8, 15  # digits; the most are E.164's
_MAIL = re.compile(
    r"(?<![\w.+\-])[\w.+\-]{1,64}+(?:@| ?[\[(] ?at ?[\])] ?)[\w\-]{1,63}+"
    r"(?:(?:\.| ?[\[(] ?dot ?[\])] ?)[\w\-]{1,63}+){1,6}"
)
_MESSENGER = f"(?:{'|'.join(sorted(lists.MESSENGER_NAMES))})"
_HANDLE = re.compile(
    rf"(?<!\w){_MESSENGER}(?: (?:id|me|at|on|us|number))?[ :=\-]{{1,3}}(?:@[\w.]{{3,32}}|\+?\d[\d ]{{6,18}}\d)"
    rf"|(?<![\w.])@[\w.]{{3,32}} (?:on|at|in|via) {_MESSENGER}(?!\w)"
)

Spans = list[tuple[int, int]]  # in the folded text


@dataclass(frozen=True, slots=True)
class Contacts:
    """Which of them are looked for."""

    phones: bool
    emails: bool
    handles: bool

    @staticmethod
    def may_meet(facts: Facts, _past: Past) -> bool:
        """Whether there are any."""
        found = ((_mails, "mails"), (_phones, "phones"), (_handles, "handles"))
        return bool(facts.addresses) or any(facts.once(find, name) for find, name in found)

    def signs(self, facts: Facts, _past: Past) -> Iterator[Sign]:
        """The contact details in a message."""
        if self.emails:
            yield from _each(facts, facts.once(_mails, "mails"), "a mail address: {}")
        if self.phones:
            yield from _each(facts, facts.once(_phones, "phones"), "a telephone number: {}")
        if self.handles:
            yield from _each(facts, facts.once(_handles, "handles"), "how to find somebody in a messenger: {}")
            for host, _, _, start, end in facts.addresses:
                if addresses.within(host, lists.MESSENGERS):
                    yield facts.sign("a way into a messenger: {}", start, end)


def _each(facts: Facts, spans: Spans, what: str) -> Iterator[Sign]:
    return (facts.sign(what, *facts.folded.place(start, end)) for start, end in spans)


def _mails(facts: Facts) -> Spans:
    text = facts.folded.text
    return _few(_MAIL, text) if "@" in text or ("at" in text and _BRACKET.search(text)) else []


def _phones(facts: Facts) -> Spans:
    text = facts.folded.text
    found = _NUMBER.finditer(text) if _DIGITS.search(text) else ()
    return [number.span() for number in islice(found, MOST_NUMBERS) if _is_phone(number[0])]


def _handles(facts: Facts) -> Spans:
    text = facts.folded.text
    return _few(_HANDLE, text) if any(map(text.__contains__, lists.MESSENGER_NAMES)) else []


def _few(pattern: re.Pattern[str], text: str) -> Spans:
    return [found.span() for found in islice(pattern.finditer(text), MOST_FOUND)]


def _is_phone(number: str) -> bool:
    """Digits as people write numbers to call: with a + or 0 before them, or in groups of three, three and four."""
    if not _FEWEST <= len(_DIGITS.findall(number)) <= _MOST or _DATE.search(number):
        return False
    return number.lstrip("(")[0] in "+0" or _GROUPED.fullmatch(number) is not None
