"""The code of a door: made by a host, typed by a helper, good until the panel ends."""

import secrets
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock, feed, seal
from backend.panels import queries
from backend.panels.models import DoorCode, DoorHelper, Panel
from backend.panels.rules import attending, opening

LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"  # none that could be taken for another
LENGTH = 6


def make(session: Session, reader: feed.Reader, panel_id: int) -> None:
    """Give the door a new code; the one it had ends, and whoever came by it is out at once.

    Raises:
        NotFound: when the reader does not host this panel.
        PanelOver, PanelCancelled: as they say.
    """
    queries.check_hosts(session, reader, panel_id)
    panel, at = queries.panel_to_change(session, panel_id), clock.now()
    opening.check_takes_place(panel, at=at)
    _end(session, panel)
    code = _unused(session)
    sealed = seal.seal(code)
    session.add(DoorCode(panel_id=panel.id, digest=_digest(code), sealed=sealed, made_by=reader.id, made_at=at))
    session.flush()


def end(session: Session, reader: feed.Reader, panel_id: int) -> None:
    """End the door's code; whoever came by it is out at once.

    Raises:
        NotFound: when the reader does not host this panel.
    """
    queries.check_hosts(session, reader, panel_id)
    _end(session, queries.panel_to_change(session, panel_id))


def _end(session: Session, panel: Panel) -> None:
    code = queries.code_of(session, panel.id)
    if code is None:
        return
    code.ended_at = clock.now()
    for helper in queries.helpers_of(session, code.id):
        feed.rights_changed(session, helper["person_id"])
    session.flush()


def _unused(session: Session) -> str:
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        if queries.code_with(session, _digest(code)) is None:
            return code


def _digest(code: str) -> str:
    return seal.digest(f"door code {code}")


def use(session: Session, reader: feed.Reader, typed: str) -> dict[str, Any]:
    """Let the reader work the door that has this code (schemas.door.HelpingSchema); twice is harmless.

    Raises:
        WrongDoorCode: when no door has it now.
    """
    at = clock.now()
    code = queries.code_with(session, _digest("".join(letter for letter in typed.upper() if letter.isalnum())))
    if code is None or code.ended_at:
        raise attending.WrongDoorCode
    panel = queries.panel(session, code.panel_id)
    if not attending.code_works(panel, code.made_at, at=at):
        raise attending.WrongDoorCode
    if not queries.helps_by(session, code.id, reader.id):
        session.add(DoorHelper(code_id=code.id, person_id=reader.id, at=at))
        session.flush()
        feed.rights_changed(session, reader.id)
    return next(one for one in queries.doors_of(session, reader.id, at=at) if one["panel_id"] == panel.id)


def shown(session: Session, panel_id: int) -> dict[str, Any]:
    """The code of the door and who came by it (schemas.door.DoorCodeSchema); nothing once it works no more."""
    panel, code = queries.panel(session, panel_id), queries.code_of(session, panel_id)
    if code is None or not attending.code_works(panel, code.made_at, at=clock.now()):
        return {"code": None, "ends_at": None, "helpers": []}
    helpers = queries.helpers_of(session, code.id)
    return {"code": seal.unseal(code.sealed), "ends_at": panel.ends_at, "helpers": helpers}
