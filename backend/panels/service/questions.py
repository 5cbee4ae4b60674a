"""What members do with questions to a panel: put them, vote for them, take either back.

A vote locks the question it is for and nothing more, so that many can vote while the hall signs up.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.panels.models import Panel, Question, QuestionAsker, QuestionVote
from backend.panels.queries import questions as queries
from backend.panels.rules import questions as rules
from backend.people import queries as people
from backend.people.service.restricting import check_says, check_writes


@dataclass(frozen=True, slots=True)
class MyQuestion:
    """A question and what it is to the person; `new` when they asked it just now."""

    question: Question
    vote: QuestionVote
    new: bool = False


def ask(session: Session, person_id: int, panel_id: int, asking: dict[str, Any]) -> MyQuestion:
    """Put a question to the panel: `{client_id, text, anonymous}`; the asker's own is its first vote.

    Asking twice by one request gives the question of the first time, or the one that took it in.

    Raises:
        Restricted: when moderators keep the person from writing, or from the links in it.
        QuestionsClosed: when the panel is over or does not take place.
        EnoughQuestions: when the person or the panel has as many as can be.
    """
    panel, at = queries.panel_to_ask(session, panel_id), clock.now()
    people.person_to_change(session, person_id)  # two phones of one person take turns
    if known := queries.asked_with(session, person_id, str(asking["client_id"])):
        question = queries.living_question(session, known.id)
        return MyQuestion(question, _vote_for(session, question, person_id))
    check_says(session, person_id, asking["text"])
    rules.check_open(panel, at=at)
    theirs, everybodys = queries.counts_of(session, panel_id, person_id)
    rules.check_enough(theirs=theirs, everybodys=everybodys)
    question = _put(session, person_id, panel, asking, at)
    vote = _vote_for(session, question, person_id)
    vote.asked = True
    _count(session, question, vote, voted=True)
    return MyQuestion(question, vote, new=True)


def _put(session: Session, person_id: int, panel: Panel, asking: dict[str, Any], at: datetime) -> Question:
    person = people.person(session, person_id)
    anonymous = asking["anonymous"]
    signed_by = None if anonymous else person
    question = Question(panel=panel, text=asking["text"], signed_by=signed_by, votes=0, asked_at=at)
    session.add(question)
    session.flush()
    asker = QuestionAsker(question=question, panel_id=panel.id, person=person, anonymous=anonymous)
    asker.client_id = str(asking["client_id"])
    session.add(asker)
    feed.touch(session, question, on=stream_of(panel.id))
    feed.touch(session, asker, on=hosts_stream_of(panel.id))
    return question


def set_vote(session: Session, person_id: int, question_id: int, *, voted: bool, client_id: str) -> MyQuestion:
    """Vote for a question, or take the vote back. A request that comes again changes nothing.

    For a question that was merged it is a vote for the one that stayed.

    Raises:
        Restricted: when moderators keep the person from writing; taking a vote back stays allowed.
        QuestionsClosed: when the panel is over or does not take place.
    """
    question = queries.question_to_vote(session, question_id)
    rules.check_open(question.panel, at=clock.now())
    vote = _vote_for(session, question, person_id)
    if vote.voted != voted and client_id not in vote.client_ids:
        if voted:
            check_writes(session, person_id)
        feed.rows_are_locked(session)
        vote.client_ids = rules.with_request(vote.client_ids, client_id)
        _count(session, question, vote, voted=voted)
    return MyQuestion(question, vote)


def _vote_for(session: Session, question: Question, person_id: int) -> QuestionVote:
    """What the question is to the person; the question is locked, so nobody makes another meanwhile.

    A new one is written at once, so that it waits for nobody later, when counters are held.
    """
    if found := queries.vote_of(session, question.id, person_id):
        return found
    vote = QuestionVote(question_id=question.id, panel_id=question.panel_id, person_id=person_id)
    vote.voted, vote.asked, vote.client_ids, vote.rev = False, False, [], 0
    session.add(vote)
    session.flush()
    return vote


def _count(session: Session, question: Question, vote: QuestionVote, *, voted: bool) -> None:
    vote.voted = voted
    question.votes += 1 if voted else -1
    feed.touch(session, vote, on=f"me:{vote.person_id}")
    feed.touch(session, question, on=stream_of(question.panel_id))


def withdraw(session: Session, person_id: int, question_id: int) -> None:
    """Take one's own question back: its text is kept nowhere.

    Raises:
        NotFound: when it is not theirs, or is gone.
        OthersAskToo: when questions of others were merged into it.
    """
    question, at = queries.own_question_to_change(session, person_id, question_id), clock.now()
    if question.merged:
        raise rules.OthersAskToo
    question.text, question.signed_by_id = "", None
    question.removed_at = question.removed_at or at
    question.asker.removed_at = at
    feed.touch(session, question, on=stream_of(question.panel_id))
    feed.touch(session, question.asker, on=hosts_stream_of(question.panel_id))
    if own := queries.vote_of(session, question.id, person_id):
        own.removed_at = at
        feed.touch(session, own, on=f"me:{person_id}")


def stream_of(panel_id: int) -> str:
    """What members hear of the panel: its questions."""
    return f"panel:{panel_id}"


def hosts_stream_of(panel_id: int) -> str:
    """What only the panel's hosts hear: who asked."""
    return f"hosts:{panel_id}"
