"""What a panel's hosts do with its questions: pick the one being answered, mark, hide, merge."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.core.errors import NotFound
from backend.notify import service as notify
from backend.panels.models import Panel, Question, QuestionVote
from backend.panels.queries import questions as queries
from backend.panels.rules import questions as rules
from backend.panels.service.offering import about_panel
from backend.panels.service.questions import hosts_stream_of, stream_of
from schemas.words import NoticeKind, QuestionState


def change_question(session: Session, reader: feed.Reader, question_id: int, changes: Mapping[str, Any]) -> Question:
    """What a host says of a question: `state` (one is being answered at a time), `hidden`.

    Picking the next one marks the one before it as answered. A hidden question is a tombstone to everybody; hosts
    still see it among the askers.

    Raises:
        NotFound: when it is gone, hidden and not to be shown again, or of a panel that the reader does not host.
    """
    panel, at = queries.panel_to_host(session, reader, question_id), clock.now()
    known = queries.questions_to_host(session, panel, [question_id, *queries.answering_ids(session, panel)])
    question = _one(known, question_id)
    if "hidden" in changes:
        _hide(session, reader, panel, question, at if changes["hidden"] else None)
    if "state" in changes and changes["state"] != question.state:
        _check_shown(question)
        if changes["state"] is QuestionState.ANSWERING:
            _finish(session, known.values(), at)
        _move(session, question, changes["state"], at)
        if question.state is QuestionState.ANSWERING:
            _tell(session, panel, question, "Your question is being answered now", reader)
    return question


def _one(known: Mapping[int, Question], question_id: int) -> Question:
    if question_id not in known:
        raise NotFound
    return known[question_id]


def _check_shown(question: Question) -> None:
    if question.removed_at is not None:
        raise NotFound


def _finish(session: Session, questions: Iterable[Question], at: datetime) -> None:
    for question in questions:
        if question.state is QuestionState.ANSWERING:
            _move(session, question, QuestionState.ANSWERED, at)


def _move(session: Session, question: Question, state: QuestionState, at: datetime) -> None:
    question.state = state
    question.picked_at = at if state is QuestionState.ANSWERING else question.picked_at
    question.answered_at = at if state is QuestionState.ANSWERED else None
    feed.touch(session, question, on=stream_of(question.panel_id))


def _hide(session: Session, reader: feed.Reader, panel: Panel, question: Question, at: datetime | None) -> None:
    if (question.removed_at is None) == (at is None):
        return
    question.removed_at = question.asker.hidden_at = at
    question.asker.hidden_by = reader.id if at else None
    if at and question.state is QuestionState.ANSWERING:
        question.state = QuestionState.OPEN
    feed.touch(session, question, on=stream_of(panel.id))
    feed.touch(session, question.asker, on=hosts_stream_of(panel.id))
    _tell(session, panel, question, "A host hid your question" if at else "Your question is shown again", reader)


def _tell(session: Session, panel: Panel, question: Question, what: str, reader: feed.Reader) -> None:
    """Tell who asked, unless they did it themselves; the notice is theirs alone."""
    if question.asker.person_id != reader.id:
        about = about_panel(panel) | {"question_id": question.id}
        text = f"{what}: “{question.text}” ({panel.title})"
        notify.tell(session, question.asker.person_id, NoticeKind.QUESTION, text, about)


def merge(session: Session, reader: feed.Reader, question_id: int, into_id: int) -> Question:
    """Merge a question into another that asks the same; returns the one that stays.

    The votes are united: whoever voted for both counts once. Doing it again changes nothing.

    Raises:
        NotToMerge: when both are the same, or either is hidden, or of another panel.
        NotFound: when the reader does not host the panel.
    """
    panel, at = queries.panel_to_host(session, reader, question_id), clock.now()
    known = queries.questions_to_host(session, panel, [question_id, into_id])
    if question_id not in known and queries.merged_into(session, question_id) == into_id:
        return _one(known, into_id)
    source, target = known.get(question_id), known.get(into_id)
    if source is None or target is None or source is target or source.removed_at or target.removed_at:
        raise rules.NotToMerge
    _unite(session, source, target, at)
    target.state = rules.state_of_merged(source.state, target.state)
    target.picked_at = target.picked_at or source.picked_at
    target.merged += source.merged + 1
    source.merged_into_id, source.removed_at = target.id, at
    source.state, source.merged = QuestionState.MERGED, 0
    feed.touch(session, source, target, on=stream_of(panel.id))
    feed.touch(session, source.asker, on=hosts_stream_of(panel.id))
    _tell(session, panel, source, "Your question was merged with another that asks the same", reader)
    return target


def _unite(session: Session, source: Question, target: Question, at: datetime) -> None:
    """Move the votes of one question to the other, a person's once; both are locked."""
    theirs = {vote.person_id: vote for vote in queries.votes_of(session, target)}
    for vote in queries.votes_of(session, source):
        known = theirs.get(vote.person_id)
        if known is None and not vote.asked:
            vote.question_id = target.id
            theirs[vote.person_id] = known = vote
        else:
            theirs[vote.person_id] = known = _joined(session, target, vote, known)
            vote.removed_at = None if vote.asked else at
            feed.touch(session, vote, on=f"me:{vote.person_id}")
        feed.touch(session, known, on=f"me:{vote.person_id}")
    source.votes = 0
    target.votes = sum(vote.voted for vote in theirs.values())


def _joined(session: Session, target: Question, vote: QuestionVote, known: QuestionVote | None) -> QuestionVote:
    """The person's vote for the question that stays, with what they said of the other in it."""
    if known is None:
        known = QuestionVote(question_id=target.id, panel_id=target.panel_id, person_id=vote.person_id)
        known.voted, known.asked, known.client_ids = False, False, []
        session.add(known)
    known.voted = known.voted or vote.voted
    for client_id in vote.client_ids:
        known.client_ids = rules.with_request(known.client_ids, client_id)
    vote.voted = False
    return known
