"""The judge that chat's door asks about every message: the rules in force, and what was said before.

Rules are made ready once in each process, and again when they were changed in any. What everybody said last is
remembered here, so that repeats and floods cost a look at what came since; everything else is looked up only when a
rule asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from backend.chat.rules.judging import CLEAR, Said, Verdict
from backend.core import db
from backend.moderation.models import ModerationRule
from backend.moderation.queries import before as queries
from backend.moderation.queries import rules as kept
from backend.moderation.queries.settings import in_force
from backend.moderation.rules.judging import Earlier, Own, Rule, RuleSet, compiled, verdict_of
from backend.moderation.rules.judging.addresses import hosts_of
from backend.moderation.rules.judging.likeness import Recent
from backend.moderation.rules.judging.said import Sketch

REMEMBERED = 2_000  # messages
LOOKED_BACK = 64  # ids before the last known one, where those who write at the same moment do not take turns
KNOWN_FOR = timedelta(minutes=1)  # what is somebody's own


class Memory:
    """The last messages of everybody, kept up with the database."""

    def __init__(self) -> None:
        self.recent = Recent(REMEMBERED)
        self._last = 0
        self._own: dict[int, tuple[datetime, Own]] = {}

    def caught_up(self, session: Session) -> Recent:
        """The last messages as they are now."""
        back = 1 if db.has_one_writer() else LOOKED_BACK
        fresh = queries.newest(session, max(0, self._last - back), REMEMBERED)
        self.recent.take(one for one in fresh if not self.recent.holds(one))
        self._last = max([self._last, *(one.id for one in fresh)])
        return self.recent

    def own(self, session: Session, person_id: int, at: datetime) -> Own:
        """What is somebody's own, as it was within the last minute."""
        known = self._own.get(person_id)
        if known is None or not at - KNOWN_FOR < known[0] <= at:
            if len(self._own) > REMEMBERED:
                self._own.clear()
            known = self._own[person_id] = at, _own_of(session, person_id)
        return known[1]


class Given(Memory):
    """A memory of what it is given, and nothing else."""

    def caught_up(self, session: Session) -> Recent:  # noqa: ARG002 - it is as it is
        """What it was given."""
        return self.recent


def _own_of(session: Session, person_id: int) -> Own:
    links, company = queries.own_of(session, person_id)
    return Own(hosts_of(links), company)


@dataclass(slots=True)
class _InForce:
    """The rules in force as they were at `version`, made ready."""

    version: int | None = None
    rules: RuleSet | None = None
    memory: Memory | None = None


_in_force = _InForce()


class Past:
    """What was there before a message, looked up when a rule asks."""

    def __init__(self, session: Session, said: Said, memory: Memory) -> None:
        self._session, self._said = session, said
        self._remembers, self._owns = memory.caught_up, memory.own
        self._own: Own | None = None
        self._mine: Sequence[Earlier] | None = None
        self._recent: Recent | None = None

    def own(self) -> Own:
        """What is the author's own."""
        if self._own is None:
            self._own = self._owns(self._session, self._said.author_id, self._said.at)
        return self._own

    def mine(self) -> Sequence[Earlier]:
        """The author's messages of the last weeks, newest first."""
        if self._mine is None:
            said = self._said
            self._mine = queries.of_author(self._session, said.author_id, said.at, said.message_id)
        return self._mine

    def just_now(self, since: datetime) -> int:
        """How many messages the author sent since then."""
        return self._remembered().count(self._said.author_id, since, but=self._said.message_id)

    def alike(self, sketch: Sketch) -> Sequence[Earlier]:
        """The last messages of anybody that say nearly the same."""
        return self._remembered().alike(sketch, but=self._said.message_id)

    def _remembered(self) -> Recent:
        if self._recent is None:
            self._recent = self._remembers(self._session)
        return self._recent


def judge(session: Session, said: Said) -> Verdict:
    """What the rules in force say of a message."""
    rules, memory = _rules(session)
    if rules is None or memory is None:
        return CLEAR
    return verdict_of(rules.judge(said, Past(session, said, memory)))


def _rules(session: Session) -> tuple[RuleSet | None, Memory | None]:
    version = in_force(session).rules_version
    if version != _in_force.version:
        rows = kept.live_rules(session)
        _in_force.rules, _in_force.memory = (compiled(map(as_rule, rows)), Memory()) if rows else (None, None)
        _in_force.version = version
    return _in_force.rules, _in_force.memory


def as_rule(row: ModerationRule) -> Rule:
    """A kept rule as rules are judged by."""
    return Rule(row.id, row.kind, row.effect, row.settings, row.name, row.guideline, row.channel_id)
