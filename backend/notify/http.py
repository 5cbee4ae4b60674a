"""The door to notices: they come with the person's own stream, here they are marked as seen."""

from backend.core import db
from backend.core.http import Blueprint
from backend.notify import service
from backend.people.signed_in import Reader, signed_in
from schemas.notify import SeeNoticesSchema

notices = Blueprint("notices", url_prefix="/api/me/notices", description="What concerns one person")


@notices.post("/seen")
@notices.response(204)
@signed_in
@notices.arguments(SeeNoticesSchema)
def see_notices(reader: Reader, seen: dict[str, int]) -> None:
    """I have seen my notices up to this one."""
    with db.writing() as session:
        service.see(session, reader.id, seen["upto"])
