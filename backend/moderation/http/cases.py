"""Doors to the moderators' desk: the queue, a case, who looks at it, notes, and the decision."""

from typing import Any

from backend.core import db, limits
from backend.core.http import Blueprint
from backend.moderation.queries import looking, past, rows
from backend.moderation.service import claiming, deciding, noting, presence
from backend.people.signed_in import Reader, holds
from schemas import desk as shapes
from schemas.words import Role

RATE = "120 per minute"  # of one person

cases = Blueprint("cases", url_prefix="/api/moderation/cases", description="The moderators' desk")

AT_DESK = (Role.MODERATOR, Role.ORGANISER)


@cases.get("")
@cases.response(200, shapes.CasesPageSchema)
@holds(*AT_DESK)
@cases.arguments(shapes.CasesQuery, location="query")
def list_cases(reader: Reader, wanted: dict[str, Any]) -> dict[str, Any]:
    """The cases that I look after: those that wait, the most urgent first, or those decided."""
    with db.reading() as session:
        page, unseen = rows.page_for(session, reader, wanted), presence.is_worth_noting(session)
    if unseen:
        with db.writing() as session:
            presence.see(session)
    return page


@cases.get("/<int:case_id>")
@cases.response(200, shapes.CasePageSchema)
@holds(*AT_DESK)
def show_case(reader: Reader, case_id: int) -> dict[str, Any]:
    """A case in full: what it is about and what was said around it, who reported, and the author's past here."""
    with db.reading() as session:
        return looking.page_for(session, reader, case_id)


@cases.put("/<int:case_id>/claim")
@cases.response(200, shapes.CaseRowSchema)
@holds(*AT_DESK)
def claim(reader: Reader, case_id: int) -> dict[str, Any]:
    """I look at this one; the others see it. The claim ends by itself after some minutes."""
    limits.spend(RATE, "desk", str(reader.id))
    with db.writing() as session:
        claiming.claim(session, reader, case_id)
    return _row(reader, case_id)


@cases.delete("/<int:case_id>/claim")
@cases.response(200, shapes.CaseRowSchema)
@holds(*AT_DESK)
def release(reader: Reader, case_id: int) -> dict[str, Any]:
    """I leave this one to the others."""
    limits.spend(RATE, "desk", str(reader.id))
    with db.writing() as session:
        claiming.release(session, reader, case_id)
    return _row(reader, case_id)


@cases.post("/<int:case_id>/notes")
@cases.response(201, shapes.CaseNoteSchema)
@holds(*AT_DESK)
@cases.arguments(shapes.WriteNoteSchema)
def write_note(reader: Reader, said: dict[str, str], case_id: int) -> dict[str, Any]:
    """Tell the other moderators something about a case."""
    limits.spend(RATE, "desk", str(reader.id))
    with db.writing() as session:
        noting.note(session, reader, case_id, said["text"])
    with db.reading() as session:
        return [note for note in past.notes_on(session, case_id) if note["by"]["id"] == reader.id][-1]


@cases.post("/<int:case_id>/decision")
@cases.response(201, shapes.CaseRowSchema)
@holds(*AT_DESK)
@cases.arguments(shapes.PostDecisionSchema)
def decide(reader: Reader, wanted: dict[str, Any], case_id: int) -> dict[str, Any]:
    """Decide a case. Its author is told why and how to appeal, and everybody who reported what came of it."""
    limits.spend(RATE, "desk", str(reader.id))
    with db.writing() as session:
        deciding.decide(session, reader, case_id, wanted)
    return _row(reader, case_id)


def _row(reader: Reader, case_id: int) -> dict[str, Any]:
    with db.reading() as session:
        return rows.row_for(session, reader, case_id)
