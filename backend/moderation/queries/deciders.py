"""Who may decide about what: asked once for many, whatever their number."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Message
from backend.chat.rules.rights import KEEPERS, Scope
from backend.moderation.models import Appeal, Case, Decision, ModeratorScope, Report
from backend.moderation.rules import own as rules
from backend.moderation.rules.own import Deciders
from backend.people.models import Grant, Person
from schemas.words import Reportable, Role


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that stands and may be no case."""

    subject: Reportable
    subject_id: int
    author_id: int
    channel_id: int | None
    language: str
    held_id: None = None
    appeal_id: None = None


Matter = Case | Subject


class Against(NamedTuple):
    """The decision that an appeal is against."""

    appeal_id: int
    id: int
    by: int | None


def deciders_of(session: Session, matters: Sequence[Matter]) -> list[Deciders]:
    """Who may decide about each of these."""
    scopes = scopes_of_keepers(session)
    against = _against(session, [one.appeal_id for one in matters if one.appeal_id])
    reports = _reports(session, scopes.keys(), matters, [one.id for one in against.values()])
    return [_deciders(one, scopes, against.get(one.appeal_id or 0), reports) for one in matters]


def deciders(session: Session, matter: Matter) -> Deciders:
    """Who may decide about this."""
    return deciders_of(session, [matter])[0]


def scopes_of_keepers(session: Session) -> dict[int, Scope | None]:
    """Everybody who moderates, and the part each looks after; None for everything."""
    held = select(Grant.person_id, Grant.role).join(Person, Person.id == Grant.person_id)
    held = held.where(Grant.role.in_(KEEPERS), Person.removed_at.is_(None), Person.name != "")
    roles: dict[int, set[Role]] = {}
    for person_id, role in session.execute(held):
        roles.setdefault(person_id, set()).add(role)
    parts: dict[int, list[ModeratorScope]] = {}
    for part in session.scalars(select(ModeratorScope).where(ModeratorScope.person_id.in_(roles))):
        parts.setdefault(part.person_id, []).append(part)
    return {one: _scope(held_by, parts.get(one, ())) for one, held_by in roles.items()}


def _scope(roles: Collection[Role], parts: Collection[ModeratorScope]) -> Scope | None:
    if Role.ORGANISER in roles or not parts:
        return None
    channels = frozenset(part.channel_id for part in parts if part.channel_id)
    return Scope(channels, frozenset(part.language for part in parts if part.language))


def _against(session: Session, appeal_ids: Sequence[int]) -> dict[int, Against]:
    theirs = select(Appeal.id, Decision.id, Decision.by).join(Decision, Decision.id == Appeal.decision_id)
    rows = session.execute(theirs.where(Appeal.id.in_(appeal_ids))).all() if appeal_ids else ()
    return {row[0]: Against(*row) for row in rows}


class _Reported(NamedTuple):
    subject: Reportable
    subject_id: int
    by: int
    decision_id: int | None


def _reports(
    session: Session, keepers: Collection[int], matters: Sequence[Matter], decision_ids: Sequence[int]
) -> list[_Reported]:
    """What those who moderate reported of these, or of what was decided with them."""
    theirs = select(Report.subject, Report.subject_id, Report.reporter_id, Case.decision_id)
    theirs = theirs.join(Case, Case.id == Report.case_id).where(Report.reporter_id.in_(keepers))
    about = Report.subject_id.in_({one.subject_id for one in matters})
    return [_Reported(*row) for row in session.execute(theirs.where(or_(about, Case.decision_id.in_(decision_ids))))]


def _deciders(
    matter: Matter, scopes: dict[int, Scope | None], against: Against | None, reports: Sequence[_Reported]
) -> Deciders:
    keepers = {one for one, scope in scopes.items() if not scope or scope.covers(matter.channel_id, matter.language)}
    barred = {matter.author_id, *([against.by] if against and against.by else [])}
    reporters = {one.by for one in reports if _is_of(one, matter, against)}
    return rules.deciders(keepers, barred=barred, reporters=reporters)


def _is_of(report: _Reported, matter: Matter, against: Against | None) -> bool:
    """What is held was read by nobody and is never reported, and its number is another's."""
    if against and report.decision_id == against.id:
        return True
    same = (report.subject, report.subject_id) == (matter.subject, matter.subject_id)
    return same and matter.held_id is None


def may_take(session: Session, person_id: int) -> ColumnElement[bool]:
    """Messages (joined with their channels) that the person did not report, or that nobody else looks after."""
    reported = select(Report.subject_id).where(Report.reporter_id == person_id, Report.subject == Reportable.MESSAGE)
    others = [scope for one, scope in scopes_of_keepers(session).items() if one != person_id]
    return or_(Message.id.not_in(reported), ~_covered(others))


def _covered(scopes: Sequence[Scope | None]) -> ColumnElement[bool]:
    parts = [scope for scope in scopes if scope is not None]
    if len(parts) < len(scopes):
        return true()
    channels = {number for scope in parts for number in scope.channels}
    languages = {language for scope in parts for language in scope.languages}
    return or_(Channel.id.in_(channels), Channel.language.in_(languages))
