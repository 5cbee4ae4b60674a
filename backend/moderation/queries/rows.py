"""The queue: cases in the order they should be looked at, each with what one sees of it at a glance."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Held, Message
from backend.chat.queries.badges import badges_of
from backend.core import feed, text
from backend.core.errors import NotFound
from backend.moderation.models import Case, Decision
from backend.moderation.queries import outcomes
from backend.moderation.queries.deciders import deciders_of
from backend.moderation.queries.naming import names_in
from backend.moderation.queries.rights import DESK, case_for, in_scope
from backend.moderation.queries.subjects import EXCERPT, find
from backend.people import queries as people
from backend.people.models import Person
from schemas.words import ChannelKind, HeldState, Origin, Reportable

PAGE = 50
OWN = tuple(column.key for column in Case.__table__.columns if column.key not in {"why", "rule_id"})


@dataclass(frozen=True, slots=True)
class Glance:
    """The first words of what a case is about, and how many photos are in it; nothing of what is gone."""

    excerpt: str
    photos: int


NOTHING = Glance("", 0)


def page_for(session: Session, reader: feed.Reader, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The cases that a query (schemas.desk.CasesQuery) asks for, in the reader's scope."""
    theirs = select(Case).where(in_scope(session, reader), *_narrowed(reader, wanted))
    theirs = _decided(theirs, wanted) if wanted["state"] == "decided" else _waiting(session, theirs, wanted)
    found = session.scalars(theirs.limit(PAGE + 1)).all()
    following = found[PAGE - 1].id if len(found) > PAGE else None
    head = feed.head_of(session, f"moderation:{DESK}")
    return {"cases": rows(session, reader, found[:PAGE]), "next": following, "head": head} | _counts(session, reader)


def _narrowed(reader: feed.Reader, wanted: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    columns = {"origin": Case.origin, "channel_id": Case.channel_id}
    narrowed = [columns[name] == wanted[name] for name in columns if name in wanted]
    if wanted["mine"]:
        mine = select(Decision.id).where(Decision.by == reader.id)
        narrowed.append(or_(Case.claimed_by == reader.id, Case.decision_id.in_(mine)))
    return narrowed


def _decided(theirs: Select[Case], wanted: Mapping[str, Any]) -> Select[Case]:
    if "before" in wanted:
        theirs = theirs.where(Case.id < wanted["before"])
    return theirs.where(Case.decision_id.is_not(None)).order_by(Case.id.desc())


def _waiting(session: Session, theirs: Select[Case], wanted: Mapping[str, Any]) -> Select[Case]:
    """The most urgent first, of two the older; a page goes on where the last of the one before stands now."""
    if "before" in wanted and (last := session.get(Case, wanted["before"])):
        beside = and_(Case.urgency == last.urgency, Case.id > last.id)
        theirs = theirs.where(or_(Case.urgency < last.urgency, beside))
    return theirs.where(Case.decided_at.is_(None)).order_by(Case.urgency.desc(), Case.id)


def _counts(session: Session, reader: feed.Reader) -> dict[str, int]:
    theirs = select(Case.origin, func.count()).where(Case.decided_at.is_(None), in_scope(session, reader))
    counts: dict[Origin, int] = {row[0]: row[1] for row in session.execute(theirs.group_by(Case.origin))}
    of_kind = {"held": counts.get(Origin.HELD, 0), "appeals": counts.get(Origin.APPEAL, 0)}
    return {"open": sum(counts.values()), **of_kind}


def rows(session: Session, reader: feed.Reader, cases: Sequence[Case]) -> list[dict[str, Any]]:
    """These cases as rows (schemas.desk.CaseRowSchema)."""
    authors = _authors(session, {case.author_id for case in cases})
    channels = _titles(session, {case.channel_id for case in cases if case.channel_id})
    names = people.names_of(session, {case.claimed_by for case in cases if case.claimed_by})
    decisions = outcomes.decided_with(session, [case.decision_id for case in cases if case.decision_id])
    seen = _glances(session, cases)
    able = deciders_of(session, cases)
    return [
        {name: getattr(case, name) for name in OWN}
        | {
            "author": authors[case.author_id],
            "excerpt": seen[case.id].excerpt,
            "photos": seen[case.id].photos,
            "channel": channels.get(case.channel_id or 0),
            "claimant": names.get(case.claimed_by or 0),
            "decision": decisions.get(case.decision_id or 0),
            "mine": decides.are_without(reader.id),
            "others": bool(decides.able - {reader.id}),
        }
        for case, decides in zip(cases, able, strict=True)
    ]


def row_for(session: Session, reader: feed.Reader, case_id: int) -> dict[str, Any]:
    """A case that the reader looks after, as a row.

    Raises:
        NotFound: when there is none.
    """
    return row(session, reader, case_for(session, reader, case_id))


def row(session: Session, reader: feed.Reader, case: Case) -> dict[str, Any]:
    """One case as a row."""
    return rows(session, reader, [case])[0]


def _authors(session: Session, ids: Collection[int]) -> dict[int, dict[str, Any]]:
    badges = badges_of(session, ids)
    found = session.execute(select(Person.id, Person.name, Person.affiliation).where(Person.id.in_(ids)))
    return {one.id: {**one._mapping, "badges": badges[one.id]} for one in found}  # noqa: SLF001 - its public name


def _titles(session: Session, ids: Collection[int]) -> dict[int, str]:
    found = session.execute(select(Channel.id, Channel.title, Channel.kind).where(Channel.id.in_(ids)))
    return {one.id: "Between two" if one.kind is ChannelKind.DIRECT else one.title for one in found}


def _glances(session: Session, cases: Sequence[Case]) -> dict[int, Glance]:
    """What each case is about, by the case."""
    held, sent = _held(session, cases), _sent(session, cases)
    seen = {}
    for case in cases:
        if case.held_id:
            seen[case.id] = held.get(case.held_id, NOTHING)
        elif case.subject is Reportable.MESSAGE:
            seen[case.id] = sent.get(case.subject_id, NOTHING)
        else:
            seen[case.id] = _glance(session, case)
    return seen


def _held(session: Session, cases: Sequence[Case]) -> dict[int, Glance]:
    ids = [case.held_id for case in cases if case.held_id]
    there = select(Held.id, Held.text, Held.photo_ids).where(Held.state == HeldState.WAITING)
    found = session.execute(there.where(Held.id.in_(ids))).all()
    names = names_in(session, [one.text for one in found])
    return {one.id: Glance(text.one_line(names.put_into(one.text), EXCERPT), len(one.photo_ids)) for one in found}


def _sent(session: Session, cases: Sequence[Case]) -> dict[int, Glance]:
    ids = [case.subject_id for case in cases if case.subject is Reportable.MESSAGE and not case.held_id]
    there = select(Message.id, Message.html, Message.photo_ids).where(Message.removed_at.is_(None))
    found = session.execute(there.where(Message.id.in_(ids)))
    return {one.id: Glance(text.one_line(text.plain(one.html), EXCERPT), len(one.photo_ids)) for one in found}


def _glance(session: Session, case: Case) -> Glance:
    try:
        found = find(session, case.subject, case.subject_id)
    except NotFound:
        return NOTHING
    return NOTHING if found.removed else Glance(found.excerpt, int(case.subject is Reportable.PHOTO))
