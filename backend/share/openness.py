"""What moderation did at a meeting, as a page without scripts: counts, and no names."""

from collections.abc import Mapping, Sequence
from typing import Any

from backend.meetings.models import Meeting
from backend.share.card import Card
from backend.share.pages import Page

TITLE = "Moderation, in the open"
AN_HOUR, A_DAY = 60, 24 * 60  # minutes
MEASURES = {
    "nothing": "Left as it is",
    "removed": "Removed",
    "warned": "Warned",
    "restricted": "Restricted",
    "published": "Published",
    "withheld": "Not published",
}
Line = tuple[str, int | None]


def of_transparency(meeting: Meeting, told: Mapping[str, Any], points: Mapping[str, str], base: str) -> Page:
    """The page of a meeting; `told` is as schemas.moderation.TransparencySchema says, `points` are titles by key."""
    span = span_of(told["median_minutes"])
    counted = [_counted(told[what], what) for what in ("reports", "decisions", "appeals")]
    lead = ", ".join(counted) + (f" ({told['granted'] or 'none'} granted)" if told["appeals"] else "")
    href = f"/m/{meeting.slug}/transparency"
    return Page(
        title=f"{TITLE} · {meeting.name}",
        description=f"{lead}.",
        site=meeting.name,
        base=base,
        href=href,
        card=Card(TITLE, meeting.name, "", lead),
        template="share/transparency.html",
        data={"@context": "https://schema.org", "@type": "WebPage", "name": TITLE, "url": f"{base}{href}"},
        context={
            "title": TITLE,
            "meeting": meeting,
            "lead": lead,
            "span": span,
            "by_rules": told["by_rules"],
            "lists": (
                ("What was decided", _lines(told["measures"], MEASURES)),
                ("For which guideline", _lines(told["guidelines"], points)),
            ),
        },
    )


def span_of(minutes: int | None) -> str:
    """How long in words: "40 min", "3 h 20 min", "2 days"; empty for None."""
    if minutes is None:
        return ""
    if minutes >= 2 * A_DAY:
        return f"{round(minutes / A_DAY)} days"
    hours, rest = divmod(minutes, AN_HOUR)
    parts = [f"{hours} h"] if hours else []
    return " ".join([*parts, f"{rest} min"]) if rest or not hours else parts[0]


def _counted(count: int, what: str) -> str:
    """As "1 report", "2 reports"."""
    return f"{count} {what.removesuffix('s') if count == 1 else what}"


def _lines(tallies: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[Line]:
    return [(names.get(one["what"], one["what"].replace("_", " ")), one["count"]) for one in tallies]
