"""A door for signing up as one would write it at first: lock the panel, count, add, commit.

It keeps no history, no line of numbers and tells nobody; the session of whoever asks is looked up as everywhere.
"""

from gevent import monkey

monkey.patch_all()  # before anything else is imported, as in wsgi.py

from typing import Any  # noqa: E402

from sqlalchemy import func, select  # noqa: E402
from sqlalchemy.orm import Session  # noqa: E402

from backend import live  # noqa: E402
from backend.app import create_app  # noqa: E402
from backend.core import clock, db  # noqa: E402
from backend.panels.models import Panel, Signup  # noqa: E402
from backend.people.signed_in import Reader, member  # noqa: E402
from schemas.words import Place, Share  # noqa: E402


@member
def sign_up(reader: Reader, panel_id: int) -> tuple[dict[str, Any], int]:
    """Take a seat, or wait."""
    with Session(db.engine()) as session, session.begin():
        panel = session.get_one(Panel, panel_id, with_for_update=True)
        mine = select(Signup).where(Signup.panel_id == panel_id, Signup.person_id == reader.id)
        signup = session.scalar(mine)
        if signup is None:
            of_panel = select(func.count()).where(Signup.panel_id == panel_id)
            taken = session.scalar(of_panel.where(Signup.place == Place.SEATED)) or 0
            place = Place.SEATED if taken < panel.seats else Place.WAITING
            number = (session.scalar(of_panel) or 0) + 1
            signup = Signup(panel_id=panel_id, person_id=reader.id, place=place, number=number, share=Share.OPEN)
            signup.asked_at = clock.now()
            session.add(signup)
            panel.seated += place is Place.SEATED
            panel.waiting += place is Place.WAITING
            session.flush()
        return {"id": signup.id, "place": str(signup.place), "number": signup.number}, 201


app = create_app()
app.post("/api/panels/<int:panel_id>/plain")(sign_up)
live.start(app)
