"""What is left when a panel is over: its numbers, ratings, and whom to thank."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.meetings import queries as meetings
from backend.panels.models import Blogger, Panel, PanelEnd, Rating, Signup, SignupChange
from backend.panels.queries.bloggers import WITH_BLOG
from backend.panels.queries.console import panel as panel_of
from backend.panels.queries.rights import hosted_by
from backend.panels.rules import over_time, rating
from backend.panels.rules.over_time import OverTime
from backend.programme.models import Speaker, SpeakerOf
from schemas.words import Place, Why

MOST_RATINGS, MOST_LINKS = 200, 12
FEWEST_STARS, MOST_STARS = 1, 5


def ratings_changed(session: Session, person_id: int, since: int) -> Sequence[Rating]:
    """A person's ratings that changed after `since`, in that order."""
    theirs = select(Rating).where(Rating.person_id == person_id, Rating.rev > since)
    return session.scalars(theirs.order_by(Rating.rev)).all()


def rating_of(session: Session, panel_id: int, person_id: int) -> Rating | None:
    """How the person rated the panel."""
    return session.scalar(select(Rating).where(Rating.panel_id == panel_id, Rating.person_id == person_id))


def ratings_of(session: Session, panel_id: int) -> Sequence[Rating]:
    """The panel's latest ratings, newest first."""
    theirs = select(Rating).where(Rating.panel_id == panel_id)
    return session.scalars(theirs.order_by(Rating.rated_at.desc(), Rating.id.desc()).limit(MOST_RATINGS)).all()


def numbers_of(session: Session, panel_id: int) -> dict[str, Any]:
    """A panel in numbers, with when people asked and came in (schemas.console.PanelNumbersSchema)."""
    one = panel_of(session, panel_id)
    return _numbers(session, [one])[0] | {"asked": _asked(session, [one.id]), "arrivals": _arrivals(session, one)}


def edition_numbers(session: Session, reader: feed.Reader, slug: str) -> dict[str, Any]:
    """The edition's panels that the reader may host (schemas.console.EditionNumbersSchema), by their start.

    Raises:
        NotFound: when there is no such meeting.
    """
    meeting_id = meetings.meeting(session, slug).id
    theirs = hosted_by(select(Panel.id).where(Panel.meeting_id == meeting_id, Panel.removed_at.is_(None)), reader)
    panels = session.scalars(select(Panel).where(Panel.id.in_(theirs)).order_by(Panel.starts_at, Panel.id)).all()
    return {"panels": _numbers(session, panels), "asked": _asked(session, [panel.id for panel in panels])}


def _asked(session: Session, ids: Collection[int]) -> OverTime:
    """When people first asked for a place at these panels, by the history; who walked in never asked."""
    first = select(SignupChange.at).where(SignupChange.panel_id.in_(ids), SignupChange.was.is_(None))
    return over_time.in_steps(session.scalars(first.where(SignupChange.why != Why.WALKED_IN)).all())


def _numbers(session: Session, panels: Sequence[Panel]) -> list[dict[str, Any]]:
    ids, at = [panel.id for panel in panels], clock.now()
    places, walked, stars = _places(session, ids), _walked_in(session, ids), _stars(session, ids)
    return [_told(panel, places[panel.id], walked[panel.id], stars[panel.id], at) for panel in panels]


def _told(
    panel: Panel, places: Counter[Place], walked: tuple[int, int], stars: Counter[int], at: datetime
) -> dict[str, Any]:
    walk_ins, new = walked
    over = panel.ends_at is not None and at >= panel.ends_at
    absent = places[Place.SEATED] if over and places[Place.CAME] else 0  # without a door nobody is called missing
    missed = places[Place.MISSED] + absent
    columns = ("session_id", "title", "starts_at", "seats")
    return {
        "panel_id": panel.id,
        **{name: getattr(panel, name) for name in columns},
        "signed_up": places.total() - new,
        "seated": places[Place.CAME] - walk_ins + places[Place.MISSED] + places[Place.SEATED],
        "came": places[Place.CAME],
        "missed": missed,
        "walk_ins": walk_ins,
        "waiting": places[Place.WAITING] + places[Place.OFFERED] + places[Place.ASKED],
        "left": places[Place.LEFT] + places[Place.DECLINED],
        "rating": _mean(stars),
    }


def _places(session: Session, ids: Collection[int]) -> dict[int, Counter[Place]]:
    """How many stand in each place, by panel."""
    found: dict[int, Counter[Place]] = defaultdict(Counter)
    columns = (Signup.panel_id, Signup.place, func.count())
    counted = select(*columns).where(Signup.panel_id.in_(ids)).group_by(Signup.panel_id, Signup.place)
    for panel_id, place, count in session.execute(counted):
        found[panel_id][place] = count
    return found


def _walked_in(session: Session, ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """How many of those who are in walked in, and how many people ever began with that, by panel."""
    found: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    walked = select(SignupChange.panel_id, SignupChange.signup_id, SignupChange.was, Signup.place)
    walked = walked.join(Signup, Signup.id == SignupChange.signup_id)
    rows = session.execute(walked.where(SignupChange.panel_id.in_(ids), SignupChange.why == Why.WALKED_IN)).all()
    for panel_id in {row.panel_id for row in rows}:
        here = [row for row in rows if row.panel_id == panel_id]
        inside = {row.signup_id for row in here if row.place is Place.CAME}
        new = {row.signup_id for row in here if row.was is None}
        found[panel_id] = (len(inside), len(new))
    return found


def _stars(session: Session, ids: Collection[int]) -> dict[int, Counter[int]]:
    """How many gave how many stars, by panel."""
    found: dict[int, Counter[int]] = defaultdict(Counter)
    columns = (Rating.panel_id, Rating.stars, func.count())
    counted = select(*columns).where(Rating.panel_id.in_(ids)).group_by(Rating.panel_id, Rating.stars)
    for panel_id, stars, count in session.execute(counted):
        found[panel_id][stars] = count
    return found


def _mean(stars: Counter[int]) -> dict[str, Any]:
    people = stars.total()
    mean = round(sum(number * count for number, count in stars.items()) / people, 2) if people else None
    return {"people": people, "mean": mean, "each": [stars[number] for number in range(FEWEST_STARS, MOST_STARS + 1)]}


def _arrivals(session: Session, panel: Panel) -> list[dict[str, int]]:
    """How many came in within each five minutes, counted from the start, the earliest first."""
    came = select(Signup.came_at).where(Signup.panel_id == panel.id, Signup.place == Place.CAME)
    moments = [moment for moment in session.scalars(came) if moment and panel.starts_at]
    steps = Counter(rating.step_of(moment, panel.starts_at) for moment in moments if panel.starts_at)
    return [{"minute": minute, "people": steps[minute]} for minute in sorted(steps)]


def panels_to_thank(session: Session, since: datetime, at: datetime) -> Sequence[int]:
    """The panels that ended between these moments and whose people nobody thanked yet."""
    ended = select(Panel.id).outerjoin(PanelEnd, PanelEnd.panel_id == Panel.id).where(PanelEnd.id.is_(None))
    ended = ended.where(Panel.ends_at > since, Panel.ends_at <= at, Panel.cancelled.is_(False))
    return session.scalars(ended.where(Panel.removed_at.is_(None)).order_by(Panel.ends_at)).all()


def was_thanked(session: Session, panel_id: int) -> bool:
    """Whether those who came to this panel were thanked."""
    return session.scalar(select(PanelEnd.id).where(PanelEnd.panel_id == panel_id)) is not None


def links_of(session: Session, panel: Panel) -> list[dict[str, str]]:
    """Where to read on after a panel, as {label, url}: its bloggers' blogs, then what its speakers link to."""
    theirs = select(Blogger).where(Blogger.id.in_(panel.blogger_ids), Blogger.removed_at.is_(None))
    bloggers = sorted(session.scalars(theirs.options(WITH_BLOG)), key=lambda one: panel.blogger_ids.index(one.id))
    speaking = select(Speaker.name, Speaker.links).join(SpeakerOf, SpeakerOf.speaker_id == Speaker.id)
    speaking = speaking.where(SpeakerOf.session_id == panel.session_id, Speaker.removed_at.is_(None))
    rows = session.execute(speaking.order_by(SpeakerOf.position)).all()
    blogs = {one.blog_url: f"{one.name}: {one.blog_title or 'blog'}" for one in bloggers if one.blog_url}
    named = {link["url"]: f"{row.name}: {link['label']}" for row in rows for link in row.links}
    return [{"label": label, "url": url} for url, label in (blogs | named | blogs).items()][:MOST_LINKS]
