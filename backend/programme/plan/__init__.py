"""What an import would change: a draft held against what we have, before anything is written.

A file's empty field says nothing, since many formats cannot say it; so nothing of ours is emptied by an import. A
field edited by hand stays, and the report tells what the file would have said. What the file no longer names is
marked missing. A plan made from what another plan wrote is empty.
"""

from backend.programme.plan.compare import ROOM_FIELDS, SESSION_FIELDS, SPEAKER_FIELDS, TRACK_FIELDS, plan_import
from backend.programme.plan.known import Known, KnownPart, KnownSession, KnownSlot
from backend.programme.plan.steps import Line, New, PartStep, Plan, Reference, SessionStep, Time

__all__ = [
    "ROOM_FIELDS",
    "SESSION_FIELDS",
    "SPEAKER_FIELDS",
    "TRACK_FIELDS",
    "Known",
    "KnownPart",
    "KnownSession",
    "KnownSlot",
    "Line",
    "New",
    "PartStep",
    "Plan",
    "Reference",
    "SessionStep",
    "Time",
    "plan_import",
]
