"""Doors to moderation, a file a matter."""

from backend.moderation.http import bulk, cases, holding, removals, reports, rules, settings

DOORS = (bulk.bulks, cases.cases, holding.holding, removals.removals, reports.reports, rules.rules, settings.settings)
