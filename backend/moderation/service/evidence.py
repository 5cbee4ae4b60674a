"""What was removed, sealed: moderators may open it for a while, and each time that is written down."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from backend.core import feed, seal
from backend.core.seal import Unreadable
from backend.moderation.models import Removal
from backend.moderation.queries import removals as queries
from backend.moderation.queries.naming import names_in
from backend.moderation.rules.removing import EvidenceGone
from backend.moderation.service import auditing
from backend.moderation.service.auditing import Act
from backend.panels.service import removing as panels
from backend.people.service import profile

EMPTIED = 500  # removals a transaction
TEXTS = {"text", *profile.SAID, *panels.WRITTEN}


def sealed(kept: Mapping[str, Any]) -> str:
    """What a subject was, for nobody but this installation."""
    return seal.seal(json.dumps(kept, ensure_ascii=False))


def opened(removal: Removal) -> dict[str, Any]:
    """What the subject was.

    Raises:
        EvidenceGone: when it is no longer kept, or the key to it is not.
    """
    if not removal.evidence:
        raise EvidenceGone
    try:
        return dict(json.loads(seal.unseal(removal.evidence)))
    except Unreadable as error:
        raise EvidenceGone from error


def open_for(session: Session, by: int, removal_id: int) -> dict[str, Any]:
    """What the subject was, for a moderator who looks at it; that they did is written down.

    Raises:
        NotFound: when there is no such removal.
        EvidenceGone: when it is no longer kept.
    """
    removal = queries.removal(session, removal_id)
    kept = opened(removal)
    auditing.write(session, by, act_on(removal, "evidence.opened"))
    return kept


def shown_to(session: Session, reader: feed.Reader, removal_id: int) -> dict[str, Any]:
    """What the subject was, for a moderator who looks after it (schemas.removals.EvidenceSchema).

    Raises:
        NotFound: when there is no such removal for them.
        EvidenceGone: when it is no longer kept.
    """
    removal = queries.removal_for(session, reader, removal_id)
    kept = open_for(session, reader.id, removal_id)
    kept = kept.get("whole", kept)
    texts = {name: value for name, value in kept.items() if name in TEXTS and isinstance(value, str)}
    names = names_in(session, texts.values())
    texts = {name: names.put_into(value) for name, value in texts.items()}
    texts |= {name: ", ".join(map(str, kept[name])) for name in ("interests",) if name in kept}
    texts |= {name: "\n".join(" ".join(link.values()) for link in kept[name]) for name in ("links",) if name in kept}
    photos = [{"id": int(number), "alt": alt} for number, alt in kept.get("alts", {}).items()]
    edits = [edit | {"at": datetime.fromisoformat(edit["at"])} for edit in kept.get("edits", ())]
    return {"removal": removal, "said": texts, "photos": photos, "edits": edits}


def photo_shown_to(session: Session, reader: feed.Reader, removal_id: int, photo_id: int) -> str:
    """What a removed photo's files are called, for a moderator who looks at it; that they did is written down.

    Raises:
        NotFound: when there is no such photo in that removal, none that they look after, or it is no longer kept.
    """
    key = queries.photo_key(session, reader, removal_id, photo_id)
    auditing.write(
        session, reader.id, act_on(queries.removal(session, removal_id), "evidence.opened", photo_id=photo_id)
    )
    return key


def act_on(removal: Removal, act: str, **more: Any) -> Act:
    """Something that was done about a removal, for the audit log; the note says why, or else the guideline."""
    why = removal.note or removal.guideline
    return Act(act, removal.subject, removal.subject_id, why, after={"removal_id": removal.id, **more})


def empty_due(session: Session, at: datetime) -> int:
    """Empty evidence that was kept long enough; how many there were."""
    due = queries.due_to_empty(session, at, limit=EMPTIED)
    for removal in due:
        removal.evidence = ""
        auditing.write(session, None, act_on(removal, "evidence.emptied"))
    return len(due)
