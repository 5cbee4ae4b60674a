"""Whether a message is read by everybody at once: what moderators set, and what judges say of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from backend.chat.models import Message
from backend.chat.queries.held import last_held
from backend.chat.queries.standing import Here
from backend.chat.rules import judging as rules
from backend.chat.rules import newcomers, rights
from backend.chat.rules.judging import CLEAR, Said, Verdict
from backend.chat.rules.refusals import SlowMode
from backend.core.markup import Written
from schemas.words import ChannelKind, Effect, Holding

Judge = Callable[[Session, Said], Verdict]
Asker = Callable[[Session], Holding]
_judges: dict[str, Judge] = {}
_askers: dict[str, Asker] = {}


@dataclass(frozen=True, slots=True)
class Hearer:
    """Who hears of a message that a judge points at, and keeps its signs: words of it, by what they are kept for.

    `put` keeps these signs of the message and no others.
    """

    hear: Callable[[Session, Message, Verdict], None]
    signs: Callable[[Session, Message], Mapping[str, Any]]
    put: Callable[[Session, Message, Mapping[str, Any]], None]


_hearers: dict[str, Hearer] = {}


def judged_by(name: str, judge: Judge) -> None:
    """Have every message judged before it is written, and again when it is changed: `judge(session, said)`.

    These three are filled when the app starts, so that chat need not know moderation.
    """
    _judges[name] = judge


def asks_holding(name: str, asker: Asker) -> None:
    """Let a feature above say whose messages wait for a look in every channel: `asker(session)`."""
    _askers[name] = asker


def tells_suspected(name: str, hearer: Hearer) -> None:
    """Let a feature above hear of what a judge only points at."""
    _hearers[name] = hearer


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of a message: held with a reason for moderators (`why`), or written, and perhaps pointed at."""

    why: Mapping[str, Any] | None = None
    verdict: Verdict = CLEAR

    @property
    def suspected(self) -> bool:
        """Whether moderators hear of it although everybody may read it."""
        return self.why is None and self.verdict.effect is not None


AT_ONCE = Judged()


def check_slow(session: Session, here: Here, at: datetime) -> None:
    """Refuse whoever wrote here a moment ago while the channel is slowed down.

    Raises:
        SlowMode: saying until when.
    """
    if here.channel.slow_seconds and not rights.is_above(here.channel, here.standing):
        _check_waited(session, here, here.channel.slow_seconds, at)


def _check_waited(session: Session, here: Here, seconds: int, at: datetime) -> None:
    """Of somebody who has not joined yet, what was held counts."""
    mine = here.membership
    wrote_at = mine.wrote_at if mine else last_held(session, here.channel.id, here.standing.id or 0)
    until = wrote_at + timedelta(seconds=seconds) if wrote_at else at
    if at < until:
        raise SlowMode(seconds, until, at)


@dataclass(frozen=True, slots=True)
class Words:
    """What is said, with how many photos and what they are said to show (`alts`).

    `message_id` where these are new words of a message.
    """

    written: Written
    photos: int
    at: datetime
    message_id: int | None = None
    alts: str = ""


def judged(session: Session, here: Here, words: Words) -> Judged:
    """What becomes of these words. What two say to each other nobody judges, nor those who moderate the channel.

    Raises:
        SlowMode: when a judge slows this person down and they wrote a moment ago.
    """
    if here.channel.kind is ChannelKind.DIRECT or rights.is_above(here.channel, here.standing):
        return AT_ONCE
    limits = newcomers.limits_of(here.chatter, here.settings, here.standing.roles)
    is_new = limits is not None and words.at < limits.until
    verdict = _verdict(session, _said(here, words, is_new=is_new), words.alts)
    if verdict.effect is Effect.LIMIT:
        _check_waited(session, here, rules.LIMITED_SECONDS, words.at)
    everywhere = [asker(session) for asker in _askers.values()]
    by = rules.held_by(verdict, here.standing.restrictions, here.channel.holding, everywhere, is_new=is_new)
    return Judged(rules.why_of(by, verdict) if by else None, verdict)


def _verdict(session: Session, said: Said, alts: str) -> Verdict:
    verdicts = [judge(session, said) for judge in _judges.values()]
    if alts:
        shown = replace(said, text=alts, links=(), mentions=0)
        verdicts += [rules.of_photos(judge(session, shown)) for judge in _judges.values()]
    return rules.strictest(verdicts)


def _said(here: Here, words: Words, *, is_new: bool) -> Said:
    return Said(
        author_id=here.standing.id or 0,
        channel_id=here.channel.id,
        text=words.written.text,
        links=words.written.addresses(),
        mentions=len(words.written.mentions),
        photos=words.photos,
        is_new=is_new,
        is_first=here.chatter is not None and here.chatter.first_at is None,
        at=words.at,
        message_id=words.message_id,
    )


def tell(session: Session, message: Message, judged: Judged) -> None:
    """Have moderators hear of a message that everybody reads, where a judge points at it."""
    if judged.suspected and _hearers:
        session.flush()
        for hearer in _hearers.values():
            hearer.hear(session, message, judged.verdict)


def signs_of(session: Session, message: Message) -> dict[str, Any]:
    """What is kept of a message because a judge pointed at it, for `put_signs`."""
    return {name: dict(hearer.signs(session, message)) for name, hearer in _hearers.items()}


def put_signs(session: Session, message: Message, said: Mapping[str, Any]) -> None:
    """Keep these signs of a message and no others: none of one that goes."""
    for name, hearer in _hearers.items():
        hearer.put(session, message, said.get(name, {}))
