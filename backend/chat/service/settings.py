"""What organisers decide about chat: its guidelines and its welcome, and the limits of somebody's first days."""

from collections.abc import Mapping
from typing import Any

import structlog
from sqlalchemy.orm import Session

from backend.chat.models import ChatSettings
from backend.chat.queries.settings import settings_to_change
from backend.core import history
from backend.core.history import About
from schemas.words import Subject

log = structlog.get_logger()

SCOPE = "chat"


def change(session: Session, by: int, values: Mapping[str, Any]) -> ChatSettings:
    """Change what is sent. With `ask_again` everybody accepts the guidelines anew before they write again."""
    kept = settings_to_change(session)
    wanted = {name: value for name, value in values.items() if name not in {"ask_again", "limits"}}
    wanted |= {f"newcomer_{name}": value for name, value in values.get("limits", {}).items()}
    if values.get("ask_again"):
        wanted["guidelines_version"] = kept.guidelines_version + 1
    before = {name: getattr(kept, name) for name in wanted}
    changed = {name: value for name, value in wanted.items() if before[name] != value}
    for name, value in changed.items():
        setattr(kept, name, value)
    if changed:
        about = About(SCOPE, Subject.CHAT, "Chat")
        history.note(session, by, kept.id, about, before={name: before[name] for name in changed}, after=changed)
        log.info("chat.changed", by=by, fields=sorted(changed))
    return kept
