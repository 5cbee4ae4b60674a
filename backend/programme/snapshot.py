"""The whole programme of a meeting as one encoded frame, made once per change for everybody."""

import json

from backend.core import db, feed
from backend.core.snapshots import Snapshot, encode
from backend.meetings import queries as meetings


def programme_snapshot(slug: str) -> Snapshot:
    """Encode the programme of the meeting at `slug`.

    Raises:
        NotFound: when there is no such meeting.
    """
    with db.reading() as session:
        stream = meetings.stream_of(meetings.meeting(session, slug).id)
        frame = feed.changes_since(session, stream, 0)
    body = json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode()
    return encode(stream, frame["head"], body, "application/json")
