"""What each moderator looks after, and how this community moderates: set by organisers, written into the audit log."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from backend.chat.queries.rights import check_may_read
from backend.core import feed
from backend.core.errors import Invalid
from backend.moderation.models import ModerationSettings, ModeratorScope
from backend.moderation.queries.rights import scopes_of
from backend.moderation.queries.settings import settings_to_change
from backend.moderation.service import auditing
from backend.moderation.service.auditing import Act
from backend.people import queries as people
from schemas.words import Role


def set_scopes(session: Session, reader: feed.Reader, person_id: int, wanted: Sequence[Mapping[str, Any]]) -> None:
    """Let a moderator look after these channels and languages; after everything when none is named.

    Raises:
        NotFound: when there is no such person, or channel.
        Invalid: when they are no moderator.
    """
    person = people.person_to_change(session, person_id)
    if Role.MODERATOR not in person.roles:
        raise Invalid("This person is no moderator.")
    for scope in wanted:
        if scope["channel_id"]:
            check_may_read(session, reader, scope["channel_id"])
    before = scopes_of(session, person_id)
    was = [_plain(scope.channel_id, scope.language) for scope in before]
    for one in before:
        session.delete(one)
    rows = {(scope["channel_id"], scope["language"]) for scope in wanted}
    now = sorted(rows, key=lambda row: (row[1], row[0] or 0))
    session.add_all(ModeratorScope(person_id=person_id, channel_id=row[0], language=row[1]) for row in now)
    after = {"scopes": [_plain(*row) for row in now]}
    auditing.write(session, reader.id, Act("scoped", "person", person_id, before={"scopes": was}, after=after))


def _plain(channel_id: int | None, language: str) -> dict[str, Any]:
    return {"channel_id": channel_id, "language": language}


def change_settings(session: Session, by: int, values: Mapping[str, Any]) -> ModerationSettings:
    """Change what is sent of how this community moderates."""
    kept = settings_to_change(session)
    before = {name: getattr(kept, name) for name in values}
    changed = {name: value for name, value in values.items() if before[name] != value}
    for name, value in changed.items():
        setattr(kept, name, value)
    if changed:
        was = {name: before[name] for name in changed}
        auditing.write(session, by, Act("settings", "community", kept.id, before=was, after=changed))
    return kept
