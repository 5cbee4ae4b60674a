"""Doors to applications: I would like to be on a panel, and what its hosts answer."""

from typing import Any

from backend.core import db, limits
from backend.core.http import Blueprint
from backend.panels.models import Application, Panel
from backend.panels.queries import applications as queries
from backend.panels.queries.records import to_show
from backend.panels.service import applications as service
from backend.panels.service import onpanel
from backend.people.signed_in import Reader, member, signed_in
from schemas import bloggers as shapes
from schemas.panels import PanelSchema

applications = Blueprint("applications", url_prefix="/api", description="Who would like to be on a panel")

MOST_APPLICATIONS = "20 per day"


@applications.post("/meetings/<slug>/applications")
@applications.response(201, shapes.ApplicationSchema)
@member
@applications.arguments(shapes.ApplySchema)
def apply(reader: Reader, values: dict[str, Any], slug: str) -> Application:
    """Ask to be on a panel; its hosts are told."""
    limits.spend(MOST_APPLICATIONS, "apply", str(reader.id))
    with db.writing() as session:
        return service.apply(session, reader.id, slug, values)


@applications.delete("/applications/<int:application_id>")
@applications.response(200, shapes.ApplicationSchema)
@signed_in
def withdraw(reader: Reader, application_id: int) -> Application:
    """Take my application back."""
    with db.writing() as session:
        return service.withdraw(session, reader.id, application_id)


@applications.get("/meetings/<slug>/applications")
@applications.response(200, shapes.ReceivedApplicationSchema(many=True))
@member
def list_applications(reader: Reader, slug: str) -> Any:
    """The applications that I may decide about, those that wait first; for whoever hosts nothing there are none."""
    with db.reading() as session:
        return queries.received(session, reader, slug)


@applications.patch("/applications/<int:application_id>")
@applications.response(200, shapes.ApplicationSchema)
@member
@applications.arguments(shapes.DecideSchema)
def decide(reader: Reader, values: dict[str, Any], application_id: int) -> Application:
    """Accept or decline an application with a note; who is accepted is on the panel."""
    with db.writing() as session:
        return service.decide(session, reader, application_id, values)


@applications.put("/panels/<int:panel_id>/bloggers")
@applications.response(200, PanelSchema)
@member
@applications.arguments(shapes.PanelBloggersSchema)
def put_on_panel(reader: Reader, values: dict[str, Any], panel_id: int) -> Panel:
    """Put these bloggers on a panel that I host, in this order."""
    with db.writing() as session:
        panel = onpanel.put_on(session, reader, panel_id, values["blogger_ids"])
        return to_show(session, [panel])[0]
