"""Doors to a panel's questions: members put them and vote, hosts pick, mark, hide and merge."""

from typing import Any

from backend.core import db, feed, limits
from backend.core.errors import NotFound
from backend.core.http import Blueprint, as_is
from backend.panels.models import Question
from backend.panels.service import moderating
from backend.panels.service import questions as service
from backend.panels.service.questions import MyQuestion
from backend.people.signed_in import Reader, member, signed_in
from schemas.live import SinceQuery
from schemas.questions import (
    AskerFrameSchema,
    AskQuestionSchema,
    ChangeQuestionSchema,
    MergeQuestionSchema,
    MyQuestionSchema,
    QuestionFrameSchema,
    QuestionSchema,
    SetVoteSchema,
)

MOST_ASKED = "30 per hour"
MOST_VOTES = "120 per minute"

questions = Blueprint("questions", url_prefix="/api", description="Questions to a panel")


@questions.get("/panels/<int:panel_id>/questions")
@questions.response(200, QuestionFrameSchema)
@signed_in
@questions.arguments(SinceQuery, location="query")
def read_questions(reader: Reader, query: dict[str, int], panel_id: int) -> Any:
    """The panel's questions that changed after `since`."""
    return _frame(reader, service.stream_of(panel_id), query["since"])


@questions.get("/panels/<int:panel_id>/questions/askers")
@questions.response(200, AskerFrameSchema)
@signed_in
@questions.arguments(SinceQuery, location="query")
def read_askers(reader: Reader, query: dict[str, int], panel_id: int) -> Any:
    """Who asked the panel's questions, as far as that changed after `since`; for its hosts alone."""
    return _frame(reader, service.hosts_stream_of(panel_id), query["since"])


def _frame(reader: Reader, stream: str, since: int) -> Any:
    with db.reading() as session:
        if not feed.may_open(session, reader, stream):
            raise NotFound
        return as_is(feed.changes_since(session, stream, since))


@questions.post("/panels/<int:panel_id>/questions")
@questions.response(201, MyQuestionSchema)
@questions.or_response(200, MyQuestionSchema, description="It was asked before by this request")
@member
@questions.arguments(AskQuestionSchema)
def ask_question(reader: Reader, asking: dict[str, Any], panel_id: int) -> tuple[MyQuestion, int]:
    """Put a question to the panel; it is your vote for it as well."""
    limits.spend(MOST_ASKED, "ask a question", str(reader.id))
    with db.writing() as session:
        asked = service.ask(session, reader.id, panel_id, asking)
    return asked, 201 if asked.new else 200


@questions.put("/questions/<int:question_id>/vote")
@questions.response(200, MyQuestionSchema)
@member
@questions.arguments(SetVoteSchema)
def set_vote(reader: Reader, vote: dict[str, Any], question_id: int) -> MyQuestion:
    """I want this question answered, or no longer; a person has one vote, however often they say so."""
    limits.spend(MOST_VOTES, "vote", str(reader.id))
    with db.writing() as session:
        return service.set_vote(session, reader.id, question_id, voted=vote["voted"], client_id=str(vote["client_id"]))


@questions.delete("/questions/<int:question_id>")
@questions.response(204)
@member
def withdraw_question(reader: Reader, question_id: int) -> None:
    """Take my own question back."""
    with db.writing() as session:
        service.withdraw(session, reader.id, question_id)


@questions.patch("/questions/<int:question_id>")
@questions.response(200, QuestionSchema)
@member
@questions.arguments(ChangeQuestionSchema)
def change_question(reader: Reader, changes: dict[str, Any], question_id: int) -> Question:
    """For the panel's hosts: it is being answered (one at a time), answered, open again; hidden, or shown again."""
    with db.writing() as session:
        return moderating.change_question(session, reader, question_id, changes)


@questions.post("/questions/<int:question_id>/merge")
@questions.response(200, QuestionSchema)
@member
@questions.arguments(MergeQuestionSchema)
def merge_question(reader: Reader, wanted: dict[str, int], question_id: int) -> Question:
    """For the panel's hosts: merge this question into one that asks the same, and answer with that one."""
    with db.writing() as session:
        return moderating.merge(session, reader, question_id, wanted["into"])
