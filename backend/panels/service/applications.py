"""I would like to be on a panel: asked, withdrawn, accepted, declined."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.core.errors import Invalid
from backend.meetings import queries as meetings
from backend.notify import service as notify
from backend.panels.models import Application
from backend.panels.queries import applications as queries
from backend.panels.queries import bloggers as blogging
from backend.panels.rules import applications as rules
from backend.panels.service import bloggers, onpanel
from backend.people import queries as people
from backend.people.service.restricting import check_says
from schemas.words import Decision, NoticeKind


def apply(session: Session, person_id: int, slug: str, values: Mapping[str, Any]) -> Application:
    """Ask to be on a panel, or any panel, of a meeting; the same request again gives the first answer.

    Raises:
        NotFound: when there is no such meeting or panel.
        Restricted: when moderators keep the person from writing, or from the links in the pitch.
        Invalid: when the same is asked already, or too much is.
    """
    person = people.person_to_change(session, person_id)  # two phones of one person take turns
    if known := queries.made_with(session, person_id, values["client_id"]):
        return known
    check_says(session, person_id, values["pitch"])
    meeting = meetings.meeting(session, slug)
    if values["panel_id"]:
        onpanel.check_of_meeting(session, values["panel_id"], meeting.id)
    waiting = queries.open_of(session, person_id, meeting.id)
    rules.check_few(len(waiting), same=any(one.panel_id == values["panel_id"] for one in waiting))
    made = Application(**values, meeting_id=meeting.id, person_id=person_id, made_at=clock.now())
    made.decision, made.note = Decision.OPEN, ""
    session.add(made)
    session.flush()
    _touch(session, made)
    text = f"{person.name} would like to be on {queries.title_of(session, made.panel_id)}."
    for host in queries.deciders(session, made.panel_id):
        notify.tell(session, host, NoticeKind.APPLICATION, text, _about(made, slug))
    return made


def withdraw(session: Session, person_id: int, application_id: int) -> Application:
    """Take one's own application back; doing it twice is doing it once.

    Raises:
        NotFound: when there is none.
        Decided: when it was accepted or declined.
    """
    application = queries.own_to_change(session, person_id, application_id)
    if application.decision is not Decision.WITHDRAWN:
        rules.check_open(application.decision)
        _settle(session, application, Decision.WITHDRAWN, by=person_id)
    return application


def decide(session: Session, reader: feed.Reader, application_id: int, values: Mapping[str, Any]) -> Application:
    """Accept or decline with a note, and tell the author; who is accepted joins the blogroll and the panel.

    Raises:
        NotFound: when there is none, or it is for others to decide.
        Decided: when it was decided or withdrawn.
        Invalid: when no panel is named for one who would join any.
    """
    application = queries.to_decide(session, reader, application_id)
    rules.check_open(application.decision)
    if values["accept"]:
        _accept(session, reader, application, values["panel_id"])
    application.note = values["note"]
    _settle(session, application, Decision.ACCEPTED if values["accept"] else Decision.DECLINED, by=reader.id)
    _answer(session, application)
    return application


def _accept(session: Session, reader: feed.Reader, application: Application, panel_id: int | None) -> None:
    application.panel_id = application.panel_id or panel_id
    if application.panel_id is None:
        raise Invalid("Please say on which panel.", errors={"panel_id": ["Please choose a panel."]})
    slug = meetings.slug_of(session, application.meeting_id)
    meetings.meeting_to_change(session, application.meeting_id)
    panel = blogging.panel_to_fill(session, reader, application.panel_id)  # before the person: everybody's order
    person = people.person(session, application.person_id)
    values = {"person_id": person.id, "name": person.name, "headline": person.headline or person.affiliation}
    addresses = {"blog_url": application.blog_url, "feed_url": application.feed_url}
    onpanel.join(session, panel, bloggers.add(session, reader.id, slug, values | addresses))


def _settle(session: Session, application: Application, decision: Decision, *, by: int) -> None:
    application.decision, application.decided_by, application.decided_at = decision, by, clock.now()
    _touch(session, application)


def _answer(session: Session, application: Application) -> None:
    title = queries.title_of(session, application.panel_id)
    accepted = application.decision is Decision.ACCEPTED
    said = f"You are on the panel: {title}." if accepted else f"Not this time: {title}."
    text = f"{said} {application.note}".strip()
    about = _about(application, meetings.slug_of(session, application.meeting_id))
    notify.tell(session, application.person_id, NoticeKind.APPLICATION, text, about)


def _touch(session: Session, application: Application) -> None:
    feed.touch(session, application, on=f"me:{application.person_id}")


def _about(application: Application, slug: str) -> dict[str, Any]:
    return {
        "application_id": application.id,
        "panel_id": application.panel_id,
        "slug": slug,
        "decision": application.decision,
    }
