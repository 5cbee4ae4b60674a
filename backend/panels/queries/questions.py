"""Reads of questions. Only `askers_changed` and what an asker sees of their own tells who asked."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload

from backend.core import feed
from backend.core.errors import NotFound
from backend.panels.models import Panel, Question, QuestionAsker, QuestionVote
from backend.panels.queries.changing import panel_to_change
from backend.panels.queries.rights import check_hosts, may_host
from schemas.words import QuestionState


def may_hear_questions(session: Session, reader: feed.Reader | None, panel_id: int) -> bool:
    """Whether the reader may hear the panel's questions: every member."""
    return reader is not None and _is_there(session, panel_id)


def may_hear_askers(session: Session, reader: feed.Reader | None, panel_id: int) -> bool:
    """Whether the reader may know who asked: the panel's hosts and the organisers, but no helper at the door."""
    return reader is not None and _is_there(session, panel_id) and may_host(session, reader, panel_id)


def _is_there(session: Session, panel_id: int) -> bool:
    there = select(Panel.id).where(Panel.id == panel_id, Panel.removed_at.is_(None))
    return session.scalar(there) is not None


def questions_changed(session: Session, panel_id: int, since: int) -> Sequence[Question]:
    """The panel's questions that changed after `since`, in that order, with the names put to them."""
    theirs = select(Question).where(Question.panel_id == panel_id, Question.rev > since)
    return session.scalars(theirs.order_by(Question.rev).options(joinedload(Question.signed_by))).all()


def askers_changed(session: Session, panel_id: int, since: int) -> Sequence[QuestionAsker]:
    """Who asked the panel's questions, as far as that changed after `since`, in that order."""
    theirs = select(QuestionAsker).where(QuestionAsker.panel_id == panel_id, QuestionAsker.rev > since)
    whole = (joinedload(QuestionAsker.question), joinedload(QuestionAsker.person))
    return session.scalars(theirs.order_by(QuestionAsker.rev).options(*whole)).all()


def votes_changed(session: Session, person_id: int, since: int) -> Sequence[QuestionVote]:
    """A person's votes that changed after `since`, in that order."""
    theirs = select(QuestionVote).where(QuestionVote.person_id == person_id, QuestionVote.rev > since)
    return session.scalars(theirs.order_by(QuestionVote.rev)).all()


def panel_to_ask(session: Session, panel_id: int) -> Panel:
    """The panel that somebody wants to ask something; no host changes its questions meanwhile.

    Raises:
        NotFound: when there is none.
    """
    theirs = select(Panel).where(Panel.id == panel_id, Panel.removed_at.is_(None))
    found = session.scalar(theirs.with_for_update(read=True, key_share=True))
    if found is None:
        raise NotFound
    return found


def question_to_vote(session: Session, question_id: int) -> Question:
    """The question, locked, with its panel; for one that was merged, the one it lives on in.

    The panel's row is not locked: a vote waits for votes for the same question and for nothing else.

    Raises:
        NotFound: when it is hidden, withdrawn, or never was.
    """
    found = session.scalar(_locked().where(Question.id == question_id))
    if found is not None and found.merged_into_id is not None:
        return question_to_vote(session, found.merged_into_id)
    if found is None or found.removed_at is not None:
        raise NotFound
    return found


def _locked() -> Select[Question]:
    whole = (joinedload(Question.panel, innerjoin=True), joinedload(Question.signed_by))
    return select(Question).options(*whole).with_for_update(of=Question)


def own_question_to_change(session: Session, person_id: int, question_id: int) -> Question:
    """A question that this person asked and has not withdrawn, locked, with who asked it.

    Raises:
        NotFound: when it is somebody else's, is gone, or never was.
    """
    theirs = select(Question).join(Question.asker).options(joinedload(Question.asker, innerjoin=True))
    theirs = theirs.where(
        Question.id == question_id, QuestionAsker.person_id == person_id, QuestionAsker.removed_at.is_(None)
    )
    found = session.scalar(theirs.with_for_update(of=Question))
    if found is None:
        raise NotFound
    return found


def question_to_remove(session: Session, question_id: int) -> Question | None:
    """A question that its asker has not withdrawn, hidden and merged ones too, locked, with who asked it."""
    return _with_asker(session, question_id, QuestionAsker.removed_at.is_(None))


def removed_question(session: Session, question_id: int) -> Question | None:
    """A question that was withdrawn or taken away, locked, with who asked it."""
    return _with_asker(session, question_id, QuestionAsker.removed_at.is_not(None))


def _with_asker(session: Session, question_id: int, which: ColumnElement[bool]) -> Question | None:
    theirs = select(Question).join(Question.asker).options(joinedload(Question.asker, innerjoin=True))
    return session.scalar(theirs.where(Question.id == question_id, which).with_for_update(of=Question))


def panel_to_host(session: Session, reader: feed.Reader, question_id: int) -> Panel:
    """The panel of this question, locked, for one of its hosts: they change questions in turns.

    Raises:
        NotFound: when there is no such question, or none that is theirs to have in hand.
    """
    panel_id = session.scalar(select(Question.panel_id).where(Question.id == question_id))
    if panel_id is None:
        raise NotFound
    check_hosts(session, reader, panel_id)
    return panel_to_change(session, panel_id)


def questions_to_host(session: Session, panel: Panel, ids: Collection[int]) -> dict[int, Question]:
    """Those of the questions that are the panel's, locked in the order of their ids, with who asked them.

    Merged and withdrawn ones are absent, and are not waited for: who holds one may wait for another.
    """
    theirs = select(Question).join(Question.asker).where(Question.panel_id == panel.id, Question.id.in_(ids))
    theirs = theirs.where(Question.merged_into_id.is_(None), QuestionAsker.removed_at.is_(None))
    whole = (joinedload(Question.asker, innerjoin=True), joinedload(Question.signed_by))
    found = session.scalars(theirs.order_by(Question.id).options(*whole).with_for_update(of=Question))
    return {question.id: question for question in found}


def answering_ids(session: Session, panel: Panel) -> Sequence[int]:
    """The questions being answered at the panel: one, or none."""
    theirs = select(Question.id).where(Question.panel_id == panel.id, Question.state == QuestionState.ANSWERING)
    return session.scalars(theirs).all()


def merged_into(session: Session, question_id: int) -> int | None:
    """The question into which this one was merged."""
    return session.scalar(select(Question.merged_into_id).where(Question.id == question_id))


def living_question(session: Session, question_id: int) -> Question:
    """The question, or the one it lives on in; not locked.

    Raises:
        NotFound: when it is hidden, withdrawn, or never was.
    """
    whole = select(Question).where(Question.id == question_id).options(joinedload(Question.signed_by))
    found = session.scalar(whole)
    if found is not None and found.merged_into_id is not None:
        return living_question(session, found.merged_into_id)
    if found is None or found.removed_at is not None:
        raise NotFound
    return found


def asked_with(session: Session, person_id: int, client_id: str) -> QuestionAsker | None:
    """What the person asked by this request before."""
    theirs = select(QuestionAsker).where(QuestionAsker.person_id == person_id, QuestionAsker.client_id == client_id)
    return session.scalar(theirs)


def counts_of(session: Session, panel_id: int, person_id: int) -> tuple[int, int]:
    """How many questions the person has at the panel, and everybody together; withdrawn ones do not count."""
    standing = select(func.count()).where(QuestionAsker.panel_id == panel_id, QuestionAsker.removed_at.is_(None))
    theirs = standing.where(QuestionAsker.person_id == person_id)
    return session.execute(theirs).scalar_one(), session.execute(standing).scalar_one()


def vote_of(session: Session, question_id: int, person_id: int) -> QuestionVote | None:
    """What the question is to the person, if anything."""
    theirs = select(QuestionVote).where(QuestionVote.question_id == question_id, QuestionVote.person_id == person_id)
    return session.scalar(theirs)


def votes_of(session: Session, question: Question) -> Sequence[QuestionVote]:
    """Every vote for a question, taken-back ones too; the question must be locked, then they stay as they are."""
    standing = select(QuestionVote).where(QuestionVote.question_id == question.id, QuestionVote.removed_at.is_(None))
    return session.scalars(standing.order_by(QuestionVote.id)).all()
