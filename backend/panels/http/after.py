"""When a panel is over: its numbers for hosts, and a rating by those who came."""

from typing import Any

from backend.core import db
from backend.core.http import Blueprint
from backend.panels import queries
from backend.panels.models import Rating
from backend.panels.service import after as service
from backend.people.signed_in import Reader, member
from schemas import console as shapes

after = Blueprint("panel-after", url_prefix="/api", description="What is left when a panel is over")


@after.get("/panels/<int:panel_id>/numbers")
@after.response(200, shapes.PanelNumbersSchema)
@member
def read_numbers(reader: Reader, panel_id: int) -> Any:
    """A panel in numbers, for its hosts."""
    with db.reading() as session:
        queries.check_hosts(session, reader, panel_id)
        return queries.numbers_of(session, panel_id)


@after.get("/meetings/<slug>/panels/numbers")
@after.response(200, shapes.EditionNumbersSchema)
@member
def read_edition_numbers(reader: Reader, slug: str) -> Any:
    """An edition's panels in numbers: those that the reader may host."""
    with db.reading() as session:
        return queries.edition_numbers(session, reader, slug)


@after.put("/panels/<int:panel_id>/rating")
@after.response(200, shapes.RatingSchema)
@member
@after.arguments(shapes.RateSchema)
def rate(reader: Reader, values: dict[str, Any], panel_id: int) -> Rating:
    """Rate a panel I came to; saying it again replaces what I said."""
    with db.writing() as session:
        return service.rate(session, reader.id, panel_id, values)


@after.get("/panels/<int:panel_id>/ratings")
@after.response(200, shapes.WordsSchema(many=True))
@member
def read_ratings(reader: Reader, panel_id: int) -> Any:
    """The latest ratings with what people wrote, without their names, for hosts; at most two hundred."""
    with db.reading() as session:
        queries.check_hosts(session, reader, panel_id)
        return queries.ratings_of(session, panel_id)
