"""Tables of moderation."""

from backend.moderation.models.audit import Audit, AuditHead
from backend.moderation.models.case import Case, CaseNote, Report
from backend.moderation.models.decision import Appeal, Decision, Strike
from backend.moderation.models.moderator import ModerationSettings, ModeratorScope
from backend.moderation.models.removal import Bulk, Removal
from backend.moderation.models.rule import ModerationRule

__all__ = [
    "Appeal",
    "Audit",
    "AuditHead",
    "Bulk",
    "Case",
    "CaseNote",
    "Decision",
    "ModerationRule",
    "ModerationSettings",
    "ModeratorScope",
    "Removal",
    "Report",
    "Strike",
]
