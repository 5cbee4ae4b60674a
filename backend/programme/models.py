"""Tables of the programme: sessions with their slots and speakers, tracks, and people's stars."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.core.db import Base, Numbered
from backend.core.feed import Record
from schemas.words import SessionState


class Track(Numbered, Record, Base):
    """A thread through the programme; `colour` is #rrggbb or empty."""

    __tablename__ = "track"
    __table_args__ = (Index("ix_track_meeting_rev", "meeting_id", "rev"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    name: Mapped[str] = mapped_column(String(120))
    colour: Mapped[str] = mapped_column(String(7), default="")
    position: Mapped[int] = mapped_column(default=0)
    kept: Mapped[list[str]] = mapped_column(default=list)


class Speaker(Numbered, Record, Base):
    """Somebody on the programme of one meeting; `kept` names the fields edited by hand."""

    __tablename__ = "speaker"
    __table_args__ = (Index("ix_speaker_meeting_rev", "meeting_id", "rev"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    guid: Mapped[str] = mapped_column(String(200), default="")
    code: Mapped[str] = mapped_column(String(200), default="")
    name: Mapped[str] = mapped_column(String(200))
    headline: Mapped[str] = mapped_column(String(300), default="")
    biography: Mapped[str] = mapped_column(Text, default="")
    links: Mapped[list[dict[str, str]]] = mapped_column(default=list)
    kept: Mapped[list[str]] = mapped_column(default=list)


class Slot(Numbered, Base):
    """One time and place of a session. `was` is where it stood before its last move: starts_at, room_id, at."""

    __tablename__ = "slot"

    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    minutes: Mapped[int]
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"), index=True)
    was: Mapped[dict[str, Any] | None]


class SpeakerOf(Base):
    """Who speaks in which session, in order."""

    __tablename__ = "speaker_of"

    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), primary_key=True)
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)


class ProgrammeSession(Numbered, Record, Base):
    """An item of the programme. Our id never changes; `guid` and `code` are what imported files call it.

    `sequence` and `changed_at` follow what a reader would notice (iCalendar's SEQUENCE and LAST-MODIFIED).
    """

    __tablename__ = "session"
    __table_args__ = (Index("ix_session_meeting_rev", "meeting_id", "rev"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    guid: Mapped[str] = mapped_column(String(200), default="")
    code: Mapped[str] = mapped_column(String(200), default="")
    title: Mapped[str] = mapped_column(String(300))
    subtitle: Mapped[str] = mapped_column(String(300), default="")
    abstract: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[str] = mapped_column(String(60), default="")
    language: Mapped[str] = mapped_column(String(20), default="")
    url: Mapped[str] = mapped_column(String(500), default="")
    tags: Mapped[list[str]] = mapped_column(default=list)
    links: Mapped[list[dict[str, str]]] = mapped_column(default=list)
    track_id: Mapped[int | None] = mapped_column(ForeignKey("track.id"), index=True)
    state: Mapped[SessionState] = mapped_column(default=SessionState.SCHEDULED)
    note: Mapped[str] = mapped_column(String(300), default="")
    kept: Mapped[list[str]] = mapped_column(default=list)
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime]

    slots: Mapped[list[Slot]] = relationship(
        lazy="raise", order_by=(Slot.starts_at, Slot.id), cascade="all, delete-orphan"
    )
    speaking: Mapped[list[SpeakerOf]] = relationship(
        lazy="raise", order_by=SpeakerOf.position, cascade="all, delete-orphan"
    )


class Star(Numbered, Record, Base):
    """A person's mark on a session: `starred`, or once starred and no longer."""

    __tablename__ = "star"
    __table_args__ = (Index("ix_star_person_session", "person_id", "session_id", unique=True),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    starred: Mapped[bool]


class ImportRun(Numbered, Base):
    """One file taken in: what it was and what it changed, as the report shown to the organiser."""

    __tablename__ = "import_run"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    name: Mapped[str] = mapped_column(String(300))
    format: Mapped[str] = mapped_column(String(40))
    report: Mapped[dict[str, Any]]
