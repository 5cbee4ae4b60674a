"""Doors to moderation, a file a matter."""

from backend.moderation.http import cases, holding, removals, reports, settings

DOORS = (cases.cases, holding.holding, removals.removals, reports.reports, settings.settings)
