"""Whatever three members and two moderators do with messages, reports, cases and appeals, in whatever order.

Every stream a phone follows by frames must end as a reload would show it; a message is to be read exactly when
what was decided about it says so; a case is decided once, and nobody hears of it twice or what was said.
"""

from itertools import count
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from backend.core import db, feed, limits
from backend.moderation.service import auditing
from schemas.words import Role
from tests.backend.chat.talking import Talker
from tests.backend.moderation.judging_people import appeal, claim, decide, page, queue, release, report
from tests.factories import a_channel, a_chatter, a_person

WHO, WHICH, DESK = st.integers(0, 2), st.integers(0, 4), st.integers(0, 1)
QUIET = {"kind": "no_links", "everywhere": True, "minutes": 10}
_words = count(1)


class Follower:
    """What a phone holds of a stream by frames alone."""

    def __init__(self, stream: str) -> None:
        self.stream, self.head = stream, 0
        self.records: dict[tuple[str, int], dict[str, Any]] = {}

    def look(self) -> str:
        """Catch up; the frame as text, to be searched."""
        with db.reading() as session:
            frame = feed.changes_since(session, self.stream, self.head)
        self.records = {} if frame["reset"] else self.records
        for kind, rows in frame["records"].items():
            self.records |= {(kind, row["id"]): row for row in rows}
        self.head = frame["head"]
        return str(frame)

    def of(self, kind: str) -> dict[int, dict[str, Any]]:
        rows = {number: row for (kept, number), row in self.records.items() if kept == kind}
        return {number: row for number, row in rows.items() if not row.get("removed") or kind == "message"}


class Desk(RuleBasedStateMachine):
    """A channel, Ada, Ben and Cleo who talk there, Moa and Max at the desk."""

    sign_in: ClassVar[Any]

    @initialize()
    def begin(self) -> None:
        limits.forget()
        self.channel = a_channel()
        people = [a_chatter(a_person(name), self.channel) for name in ("Ada A", "Ben B", "Cleo C")]
        self.people = [Talker(type(self).sign_in(person), person) for person in people]
        self.desks = [type(self).sign_in(a_person(name, Role.MODERATOR)) for name in ("Moa M", "Max M")]
        self.hearing = [Follower("moderation:1"), *(Follower(f"me:{person.id}") for person in people)]
        self.hearing[0].look()
        self.before = self.hearing[0].of("case").keys()  # of those who came before us
        self.said: list[tuple[Talker, dict[str, Any]]] = []
        self.gone: set[int] = set()
        self.decided: dict[int, dict[str, Any]] = {}
        for who in (0, 1):
            self.somebody_says_something(who)
            self.somebody_reports(who + 1, who)

    @rule(who=WHO)
    def somebody_says_something(self, who: int) -> None:
        self.said.append((self.people[who], self.people[who].said(self.channel, f"word{next(_words)}x")))

    @rule(who=WHO, which=WHICH)
    def somebody_reports(self, who: int, which: int) -> None:
        author, message = self.said[-1 - which % len(self.said)]
        reply = report(self.people[who].phone, message["id"])
        own, gone = author is self.people[who], message["id"] in self.gone
        assert reply.status_code in ({404} if gone else {403} if own else {200, 201}) | ({200} if gone else set())

    @rule(desk=DESK, which=WHICH, does=st.sampled_from([claim, claim, release]))
    def a_moderator_claims(self, desk: int, which: int, does: Any) -> None:
        if case := self.waiting(which):
            assert does(self.desks[desk], case).status_code in {200, 403, 409}

    @rule(desk=DESK, which=WHICH, measure=st.sampled_from(["nothing", "removed", "warned", "restricted"]))
    def a_moderator_decides(self, desk: int, which: int, measure: str) -> None:
        case = self.waiting(which)
        if case is None or case["origin"] == "appeal":
            return
        more = {"restriction": QUIET, "remove": True} if measure == "restricted" else {}
        reply = decide(self.desks[desk], case, measure, **more)
        assert reply.status_code in {201, 409}, reply.text
        if reply.status_code == 201:
            assert case["id"] not in self.decided
            self.decided[case["id"]] = reply.json["decision"]
            self.gone |= {case["subject_id"]} if measure in {"removed", "restricted"} else set()
        elif reply.json["code"] == "claimed":
            assert case["claimed_by"] not in {None, self.desk_id(desk)}

    @rule(desk=DESK, which=WHICH, measure=st.sampled_from(["granted", "granted", "upheld"]))
    def a_moderator_answers_an_appeal(self, desk: int, which: int, measure: str) -> None:
        appeals = queue(self.desks[0], origin="appeal", channel_id=self.channel.id)
        if not appeals:
            return
        case = appeals[which % len(appeals)]
        whole = page(self.desks[desk], case).json
        reply = decide(self.desks[desk], case, measure)
        against = whole["appeal"]["decision"]
        assert (reply.status_code == 403) is (against["by_id"] == self.desk_id(desk)), reply.text
        if reply.status_code == 201:
            assert case["id"] not in self.decided
            self.decided[case["id"]] = reply.json["decision"]
            took = against["measure"] in {"removed", "restricted"}
            self.gone -= {case["subject_id"]} if measure == "granted" and took else set()

    @rule(who=WHO, which=WHICH)
    def somebody_appeals(self, who: int, which: int) -> None:
        told = self.people[who].phone.get("/api/me/decisions").json
        if told:
            decision = told[which % len(told)]
            reply = appeal(self.people[who].phone, decision, "No")
            assert reply.status_code in {201, 409}
            assert reply.status_code == 201 or decision["overturned_at"]

    @rule(which=st.integers(0, 3))
    def a_phone_looks(self, which: int) -> None:
        heard = self.hearing[which].look()
        assert not [message["text"] for _, message in self.said if message["text"] in heard]

    @invariant()
    def what_is_to_be_read_is_what_was_decided(self) -> None:
        shown = {one["id"] for one in self.people[0].page(self.channel, limit=100).json["messages"]}
        assert shown == {message["id"] for _, message in self.said} - self.gone

    def teardown(self) -> None:
        for follower in self.hearing:
            fresh = Follower(follower.stream)
            fresh.look()
            follower.look()
            for kind in ("report", "decision", "appeal", "notice"):
                assert follower.of(kind) == fresh.of(kind)
        heard = self.hearing[0].of("case").values()
        waiting = {case["id"] for case in heard if case["decided_at"] is None}
        assert waiting - self.before == {case["id"] for case in queue(self.desks[0], channel_id=self.channel.id)}
        with db.reading() as session:
            assert auditing.verify(session).broken == ""

    def waiting(self, which: int) -> dict[str, Any] | None:
        cases = queue(self.desks[0], channel_id=self.channel.id)
        return cases[which % len(cases)] if cases else None

    def desk_id(self, desk: int) -> int:
        return int(self.desks[desk].get("/api/me").json["id"])
