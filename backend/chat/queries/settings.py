"""How this community talks: its one row of settings, or what holds until an organiser changes it."""

from contextlib import suppress
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.chat.models import Channel, ChatSettings, GuidelinesEdition
from backend.core.errors import NotFound
from schemas.words import NewcomerLimit

ONLY = 1  # the id of the one row
FIRST = 1  # edition of the guidelines
INTRODUCTIONS = "introductions"  # the key of the channel where newcomers say who they are
GUIDELINES = """Everybody here uses their real name.

Observe first: read a little before you write. Say thank you. Greet whoever is new, and answer what is asked.

We are here to talk with each other, not to sell: no advertising and no spam, for your own things neither.

Take photos of what you see, and ask the people in them first.

When you were wrong, say so: correct it where everybody sees it.

Be kind. Whoever looks after these channels may remove what hurts others, and tells why."""
WELCOME = "Welcome! It is good that you are here. Have a look around, and say hello when you feel like it."
POINTS = (
    ("real_names", "Real names", "Everybody here uses their own name, and says who they work for where it matters."),
    ("self_promotion", "No self-promotion", "We talk with each other: no advertising, for your own things neither."),
    ("spam", "No spam", "Nothing is sent to many who did not ask for it, and nothing again and again."),
    ("kindness", "Be kind", "Nobody is insulted, threatened or made small, and nobody is left out for who they are."),
    ("privacy", "Ask first", "Photos of people and what they said in private are shown when they agreed."),
    ("off_topic", "Stay with the topic", "What belongs to another conversation is said there."),
    ("law", "Within the law", "Nothing that the law forbids, and nothing that belongs to others."),
)
PROMPTS = (
    "Who are you, and what do you do when you are not here?",
    "What do you hope to take home from the next meeting?",
    "What could others here ask you about?",
)


def settings(session: Session) -> ChatSettings:
    """The settings in force."""
    return session.get(ChatSettings, ONLY) or first_settings()


def settings_to_change(session: Session) -> ChatSettings:
    """The settings, locked; the row is made by the first change."""
    locked = select(ChatSettings).where(ChatSettings.id == ONLY).with_for_update()
    if found := session.scalar(locked):
        return found
    with suppress(IntegrityError), session.begin_nested():  # another transaction may make it at the same moment
        session.add(first_settings())
    return session.execute(locked).scalar_one()


def first_settings() -> ChatSettings:
    """What holds until an organiser changes it."""
    return ChatSettings(
        id=ONLY,
        guidelines=GUIDELINES,
        guidelines_version=1,
        welcome=WELCOME,
        prompts=list(PROMPTS),
        newcomer_days=3,
        newcomer_links=1,
        newcomer_mentions=2,
        newcomer_photos=1,
        newcomer_requests=3,
        edition=1,
        points=[],
    )


def shown(session: Session, kept: ChatSettings) -> dict[str, Any]:
    """The settings as everybody reads them (schemas.channels.ChatSettingsSchema)."""
    introductions = session.scalar(select(Channel.id).where(Channel.key == INTRODUCTIONS))
    plain = ("guidelines", "guidelines_version", "welcome", "prompts", "edition", "newcomer_days")
    limits = {what.value: getattr(kept, f"newcomer_{what.value}") for what in NewcomerLimit}
    found = {"limits": limits, "points": points_of(kept), "introductions_id": introductions}
    return {name: getattr(kept, name) for name in plain} | found


def points_of(kept: ChatSettings) -> list[dict[str, str]]:
    """What one can be held to (key, title, text), in order; what we begin with until an organiser writes others."""
    return kept.points or [{"key": key, "title": title, "text": said} for key, title, said in POINTS]


def guidelines(session: Session, number: int | None = None) -> dict[str, Any]:
    """An edition of the guidelines (schemas.guidelines.GuidelinesSchema), without a number the one in force.

    Raises:
        NotFound: when there never was one of this number.
    """
    kept = settings(session)
    number = number or kept.edition
    edition = session.get(GuidelinesEdition, number)
    if edition is None and number != kept.edition:
        raise NotFound
    said = edition or kept
    points = points_of(kept) if edition is None else edition.points
    at = None if edition is None or number == FIRST else edition.at
    return {"number": number, "newest": kept.edition, "at": at, "guidelines": said.guidelines, "points": points}
