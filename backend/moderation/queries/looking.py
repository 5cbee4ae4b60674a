"""A case in full: what it is about as it is now, what was said around it, and why a rule asked for a look."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Message, Photo
from backend.chat.queries.held import held_with
from backend.chat.queries.photos import photos_of
from backend.chat.queries.showing import Shown, messages, shown
from backend.core import feed
from backend.moderation.models import Appeal, Case, Decision
from backend.moderation.queries import outcomes, past
from backend.moderation.queries.naming import Names, names_in
from backend.moderation.queries.removals import standing
from backend.moderation.queries.rights import case_for
from backend.moderation.queries.rows import row
from backend.panels.models import Application, Panel, Question
from backend.people import queries as people
from backend.people.models import Person
from schemas.words import ChannelKind, Effect, Reportable

AROUND = 10
NOTHING: Mapping[str, Any] = {"text": "", "html": "", "at": None, "number": None, "link": None, "removed": None}
TEXTS = ("name", "affiliation", "headline", "about", "offers", "seeks", "blog_url", "feed_url")

Look = dict[str, Any]


def page_for(session: Session, reader: feed.Reader, case_id: int) -> dict[str, Any]:
    """A case in full (schemas.desk.CasePageSchema).

    Raises:
        NotFound: when there is none, or it is for others to look after.
    """
    case = case_for(session, reader, case_id)
    before, after = _around(session, case)
    held = held_with(session, [case.held_id]).get(case.held_id) if case.held_id else None
    look = _look(session, case)
    said = held.text if held else look["text"]
    names = names_in(session, [said])
    why = (held.why if held else case.why) or None
    others = case.author_id != reader.id  # whom it is about learns neither who reported nor what is said of it
    return row(session, reader, case) | {
        "look": look | {"text": names.put_into(look["text"])},
        "before": before,
        "after": after,
        "held": replace(held, text=names.put_into(said)) if held else None,
        "why": _why(why, said, names) if why else None,
        "received": past.reports_on(session, case.id) if others else [],
        "history": past.of_author(session, case.author_id),
        "similar": outcomes.similar_to(session, case),
        "notes": past.notes_on(session, case.id) if others else [],
        "appeal": _appeal(session, case),
    }


def _why(why: Mapping[str, Any], said: str, names: Names) -> dict[str, Any]:
    signs = [_sign(sign, said, names) for sign in why.get("signs", ())]
    what = {"rule": why.get("rule") or why.get("by") or "", "rule_id": why.get("rule_id")}
    return {**what, "effect": Effect(why["effect"]) if why.get("effect") else None, "signs": signs}


def _sign(sign: Mapping[str, Any], said: str, names: Names) -> dict[str, Any]:
    """It marks the same words where names stand before them."""
    places = {name: sign.get(name) for name in ("start", "end")}
    moved = {name: None if place is None else names.place(said, place) for name, place in places.items()}
    return {**sign, **moved}


def _appeal(session: Session, case: Case) -> dict[str, Any] | None:
    if case.appeal_id is None:
        return None
    appeal = session.get_one(Appeal, case.appeal_id)
    decision = outcomes.shown(session, [session.get_one(Decision, appeal.decision_id)])[0]
    return {"words": appeal.words, "at": appeal.at, "decision": decision}


def _around(session: Session, case: Case) -> tuple[Sequence[Shown], Sequence[Shown]]:
    """The ten messages before and after the one it is about; also between two, which moderators see no more of."""
    if case.held_id or case.subject not in {Reportable.MESSAGE, Reportable.PHOTO}:
        return (), ()
    message = _message_of(session, case)
    if message is None:
        return (), ()
    theirs = messages().where(Message.channel_id == message.channel_id, Message.removed_at.is_(None))
    before = theirs.where(Message.number < message.number).order_by(Message.number.desc()).limit(AROUND)
    after = theirs.where(Message.number > message.number).order_by(Message.number).limit(AROUND)
    return list(reversed(_shown(session, before))), _shown(session, after)


def _shown(session: Session, wanted: Select[Any]) -> list[Shown]:
    return shown(session, session.connection().execute(wanted).all())


def _message_of(session: Session, case: Case) -> Message | None:
    if case.subject is Reportable.MESSAGE:
        return session.get(Message, case.subject_id)
    photo = session.get(Photo, case.subject_id)
    return session.get(Message, photo.message_id) if photo and photo.message_id else None


def _look(session: Session, case: Case) -> Look:
    """What it is about; of what is held there is nothing here yet."""
    found = {} if case.held_id else _LOOKS[case.subject](session, case)
    look: Look = {**NOTHING, "parts": [], "photos": [], **found}
    gone_at = look.pop("gone_at", None)
    if gone_at is not None:
        look |= {"text": "", "html": "", "parts": [], "photos": []}
    removed = _removed(session, case, gone_at)
    return look | {"removed": removed}


def _removed(session: Session, case: Case, gone_at: datetime | None) -> dict[str, Any] | None:
    removal = None if case.held_id else standing(session, case.subject, case.subject_id)
    if removal is None:
        own = {"by": None, "own": True, "guideline": "", "removal_id": None}
        return {"at": gone_at, **own} if gone_at else None
    by = people.person(session, removal.by).name if removal.by else None
    return {"at": removal.at, "by": by, "own": False, "guideline": removal.guideline, "removal_id": removal.id}


def _message(session: Session, case: Case) -> Look:
    message = session.get(Message, case.subject_id)
    if message is None:
        return {}
    photos = photos_of(session, [message.id]).get(message.id, [])
    said = {"text": message.text, "html": message.html, "photos": photos, "gone_at": message.removed_at}
    return {**said, "at": message.at, "number": message.number, "link": _link(session, message)}


def _link(session: Session, message: Message) -> str | None:
    kind = session.scalar(select(Channel.kind).where(Channel.id == message.channel_id))
    return None if kind is ChannelKind.DIRECT else f"/chat/{message.channel_id}?at={message.number}"


def _photo(session: Session, case: Case) -> Look:
    photo, message = session.get(Photo, case.subject_id), _message_of(session, case)
    if photo is None or message is None:
        return {}
    names = ("id", "alt", "width", "height", "colour")
    shows = {"text": photo.alt, "photos": [{name: getattr(photo, name) for name in names}]}
    place = {"at": message.at, "number": message.number, "link": _link(session, message)}
    return {**shows, **place, "gone_at": photo.removed_at}


def _question(session: Session, case: Case) -> Look:
    question = session.get(Question, case.subject_id)
    if question is None:
        return {}
    panel = session.get_one(Panel, question.panel_id)
    parts = [{"name": "panel", "text": panel.title}]
    return {"text": question.text, "at": question.asked_at, "parts": parts, "gone_at": question.removed_at}


def _person(session: Session, case: Case) -> Look:
    person = session.get_one(Person, case.subject_id)
    parts = [{"name": name, "text": getattr(person, name)} for name in TEXTS if getattr(person, name)]
    parts += [{"name": "interests", "text": ", ".join(person.interests)}] if person.interests else []
    parts += [{"name": "links", "text": f"{link['label']} {link['url']}"} for link in person.links]
    return {"text": person.name, "at": person.joined_at, "parts": parts}


def _application(session: Session, case: Case) -> Look:
    application = session.get(Application, case.subject_id)
    if application is None:
        return {}
    written = {"blog_url": application.blog_url, "feed_url": application.feed_url}
    parts = [{"name": name, "text": said} for name, said in written.items() if said]
    return {
        "text": application.pitch,
        "at": application.made_at,
        "parts": parts,
        "gone_at": application.removed_at,
    }


_LOOKS: Mapping[Reportable, Callable[[Session, Case], Look]] = {
    Reportable.MESSAGE: _message,
    Reportable.PHOTO: _photo,
    Reportable.QUESTION: _question,
    Reportable.PERSON: _person,
    Reportable.APPLICATION: _application,
}
