"""The console of a panel: for its hosts and the organisers."""

from typing import Any

from flask import Response

from backend.core import db, limits
from backend.core.http import Blueprint
from backend.panels import queries
from backend.panels.models import Panel
from backend.panels.service import console as service
from backend.panels.service import messages, placing, rosters, settings
from backend.people.signed_in import Reader, holds, member
from schemas import console as shapes
from schemas.panels import PanelSchema
from schemas.words import Role

console = Blueprint("panel-console", url_prefix="/api", description="Panels, for their hosts")

MOST_MESSAGES = "12 per hour"  # to the people of one panel


@console.post("/sessions/<int:session_id>/panel")
@console.response(201, PanelSchema)
@holds(Role.ORGANISER)
@console.arguments(shapes.CreatePanelSchema)
def create_panel(reader: Reader, values: dict[str, Any], session_id: int) -> Panel:
    """Make a panel of a session."""
    with db.writing() as session:
        panel_id = settings.create(session, reader.id, session_id, values)
    return _shown(panel_id)


@console.patch("/panels/<int:panel_id>")
@console.response(200, PanelSchema)
@member
@console.arguments(shapes.ChangePanelSchema)
def change_panel(reader: Reader, values: dict[str, Any], panel_id: int) -> Panel:
    """Change the fields of a panel that are sent; more seats are handed to the line at once."""
    with db.writing() as session:
        settings.change(session, reader, panel_id, values)
    return _shown(panel_id)


@console.get("/panels/usual")
@console.response(200, shapes.UsualPanelSchema)
@member
def read_usual_panel(_reader: Reader) -> Any:
    """How a panel is set as long as nobody sets it otherwise."""
    return queries.usual()


def _shown(panel_id: int) -> Panel:
    with db.reading() as session:
        return queries.panel_to_show(session, panel_id)


@console.post("/panels/<int:panel_id>/people")
@console.response(200, shapes.AddedSchema)
@member
@console.arguments(shapes.AddPersonSchema)
def add_person(reader: Reader, values: dict[str, Any], panel_id: int) -> Any:
    """Give somebody a seat or a place in line; with `force` a seat in any case."""
    with db.writing() as session:
        return placing.add(session, reader, panel_id, values)


@console.post("/panels/<int:panel_id>/people/<int:signup_id>/remove")
@console.response(200, shapes.AddedSchema)
@member
@console.arguments(shapes.RemovePersonSchema)
def remove_person(reader: Reader, values: dict[str, Any], panel_id: int, signup_id: int) -> Any:
    """Take somebody off the panel; they are told, and the seat goes to the line."""
    with db.writing() as session:
        return placing.remove(session, reader, panel_id, signup_id, values)


@console.get("/panels/<int:panel_id>/messages")
@console.response(200, shapes.MessageSentSchema(many=True))
@member
def list_messages(reader: Reader, panel_id: int) -> Any:
    """What was written to this panel's people, newest first."""
    with db.reading() as session:
        queries.check_hosts(session, reader, panel_id)
        return queries.messages_of(session, panel_id)


@console.post("/panels/<int:panel_id>/messages")
@console.response(200, shapes.MessageSentSchema)
@member
@console.arguments(shapes.SendMessageSchema)
def send_message(reader: Reader, values: dict[str, Any], panel_id: int) -> Any:
    """Write to everybody who has a seat, waits, or came: each gets it as a notice."""
    with db.reading() as session:
        queries.check_hosts(session, reader, panel_id)
    limits.spend(MOST_MESSAGES, "panel message", str(panel_id))
    with db.writing() as session:
        return messages.send(session, reader, panel_id, values)


@console.get("/panels/<int:panel_id>/hosts")
@console.response(200, shapes.PersonOfPanelSchema(many=True))
@member
def list_hosts(reader: Reader, panel_id: int) -> Any:
    """Who hosts this panel."""
    with db.reading() as session:
        queries.check_hosts(session, reader, panel_id)
        return queries.hosts_of(session, panel_id)


@console.put("/panels/<int:panel_id>/hosts/<int:person_id>")
@console.response(204)
@member
def add_host(reader: Reader, panel_id: int, person_id: int) -> None:
    """Let somebody host this panel; by an organiser they get the role of a host with it."""
    with db.writing() as session:
        service.add_host(session, reader, panel_id, person_id)


@console.delete("/panels/<int:panel_id>/hosts/<int:person_id>")
@console.response(204)
@member
def remove_host(reader: Reader, panel_id: int, person_id: int) -> None:
    """Let somebody host this panel no longer; they are put out of its roster at once."""
    with db.writing() as session:
        service.remove_host(session, reader, panel_id, person_id)


@console.get("/panels/<int:panel_id>/guests")
@console.response(200, shapes.PersonOfPanelSchema(many=True))
@member
def list_guests(reader: Reader, panel_id: int) -> Any:
    """For whom the seats for the invited are kept."""
    with db.reading() as session:
        queries.check_hosts(session, reader, panel_id)
        return queries.guests_of(session, panel_id)


@console.put("/panels/<int:panel_id>/guests/<int:person_id>")
@console.response(204)
@member
def invite_guest(reader: Reader, panel_id: int, person_id: int) -> None:
    """Let somebody take one of the seats for the invited."""
    with db.writing() as session:
        service.invite_guest(session, reader, panel_id, person_id)


@console.delete("/panels/<int:panel_id>/guests/<int:person_id>")
@console.response(204)
@member
def uninvite_guest(reader: Reader, panel_id: int, person_id: int) -> None:
    """Take somebody off the list of the invited; a seat they have already stays theirs."""
    with db.writing() as session:
        service.uninvite_guest(session, reader, panel_id, person_id)


@console.get("/panels/<int:panel_id>/history")
@console.response(200, shapes.HistoryPageSchema)
@member
@console.arguments(shapes.HistoryQuery, location="query")
def read_panel_history(reader: Reader, query: dict[str, Any], panel_id: int) -> Any:
    """Who changed whose place and why, newest first, fifty a page."""
    with db.reading() as session:
        queries.check_hosts(session, reader, panel_id)
        return queries.history_of(session, panel_id, **query)


@console.get("/panels/<int:panel_id>/edits")
@console.response(200, shapes.PanelEditSchema(many=True))
@member
def read_panel_edits(reader: Reader, panel_id: int) -> Any:
    """Who changed the panel itself, its seats and times, newest first; at most a hundred."""
    with db.reading() as session:
        queries.check_hosts(session, reader, panel_id)
        return queries.edits_of(session, panel_id)


@console.get("/panels/<int:panel_id>/roster.csv")
@console.response(200, content_type="text/csv")
@member
def roster_csv(reader: Reader, panel_id: int) -> Response:
    """Everybody who ever asked for a place, as a table that no spreadsheet takes for formulas."""
    with db.reading() as session:
        queries.check_hosts(session, reader, panel_id)
        body = rosters.written(session, panel_id)
    named = {"Content-Disposition": f'attachment; filename="panel-{panel_id}.csv"', "Cache-Control": "no-store"}
    return Response(body, content_type="text/csv; charset=utf-8", headers=named)
