"""What organisers decide about chat: its guidelines and its welcome, and the limits of somebody's first days."""

from collections.abc import Mapping
from typing import Any

import structlog
from sqlalchemy.orm import Session

from backend.chat.models import ChatSettings, GuidelinesEdition
from backend.chat.queries.settings import points_of, settings_to_change
from backend.core import clock, history
from backend.core.history import About
from schemas.words import Subject

log = structlog.get_logger()

SCOPE = "chat"
BINDING = frozenset({"guidelines", "points"})  # a change of these is a new edition


def change(session: Session, by: int, values: Mapping[str, Any]) -> ChatSettings:
    """Change what is sent. With `ask_again` everybody accepts the guidelines anew before they write again."""
    kept = settings_to_change(session)
    wanted = {name: value for name, value in values.items() if name not in {"ask_again", "limits"}}
    wanted |= {f"newcomer_{name}": value for name, value in values.get("limits", {}).items()}
    if values.get("ask_again"):
        wanted["guidelines_version"] = kept.guidelines_version + 1
    before = {name: getattr(kept, name) for name in wanted}
    changed = {name: value for name, value in wanted.items() if before[name] != value}
    _keep_edition(session, kept, None)
    for name, value in changed.items():
        setattr(kept, name, value)
    if not changed.keys().isdisjoint(BINDING):
        kept.edition += 1
        _keep_edition(session, kept, by)
    if changed:
        about = About(SCOPE, Subject.CHAT, "Chat")
        history.note(session, by, kept.id, about, before={name: before[name] for name in changed}, after=changed)
        log.info("chat.changed", by=by, fields=sorted(changed))
    return kept


def _keep_edition(session: Session, kept: ChatSettings, by: int | None) -> None:
    """Keep the guidelines as they stand, so that a decision can name them."""
    if session.get(GuidelinesEdition, kept.edition) is None:
        points = points_of(kept)
        edition = GuidelinesEdition(number=kept.edition, at=clock.now(), person_id=by, points=points)
        edition.guidelines = kept.guidelines
        session.add(edition)
