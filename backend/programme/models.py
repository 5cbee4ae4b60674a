"""Tables of the programme: sessions with their slots and speakers, tracks, and people's stars."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.core import clock
from backend.core.db import Base, Numbered
from backend.core.feed import Record
from backend.core.search import SearchIndex
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
    """One time and place of a session; once it was moved, it remembers where it stood before."""

    __tablename__ = "slot"

    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    minutes: Mapped[int]
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"), index=True)
    was_starts_at: Mapped[datetime | None]
    was_room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"))
    moved_at: Mapped[datetime | None]

    @property
    def was(self) -> dict[str, Any] | None:
        """Where it stood before its last move: starts_at, room_id, at."""
        if self.moved_at is None:
            return None
        return {"starts_at": self.was_starts_at, "room_id": self.was_room_id, "at": self.moved_at}

    def as_json(self) -> dict[str, Any]:
        """The slot as JSON values."""
        starts_at = self.starts_at.astimezone(UTC).isoformat()
        return {"id": self.id, "starts_at": starts_at, "minutes": self.minutes, "room_id": self.room_id}

    def put(self, time: dict[str, Any]) -> "Slot":
        """Take over a time and place; a move is remembered, a move back is not."""
        starts_at = datetime.fromisoformat(time["starts_at"])
        here, there = (self.starts_at, self.room_id), (starts_at, time["room_id"])
        if self.id and here != there:
            back = self.moved_at is not None and there == (self.was_starts_at, self.was_room_id)
            self.was_starts_at, self.was_room_id = (None, None) if back else here
            self.moved_at = None if back else clock.now()
        self.starts_at, self.minutes, self.room_id = starts_at, time["minutes"], time["room_id"]
        return self


class SpeakerOf(Base):
    """Who speaks in which session, in order."""

    __tablename__ = "speaker_of"

    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), primary_key=True)
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)


class ProgrammeSession(Numbered, Record, Base):
    """An item of the programme. Our id never changes; `guid` and `code` are what imported files call it.

    `by_hand` until a file has named it: what only people know is not missing from a file.
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
    by_hand: Mapped[bool] = mapped_column(default=True)
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime]

    slots: Mapped[list[Slot]] = relationship(
        lazy="raise", order_by=(Slot.starts_at, Slot.id), cascade="all, delete-orphan"
    )
    speaking: Mapped[list[SpeakerOf]] = relationship(
        lazy="raise", order_by=SpeakerOf.position, cascade="all, delete-orphan"
    )

    @property
    def speaker_ids(self) -> list[int]:
        """The speakers in order; setting it replaces them."""
        return [speaking.speaker_id for speaking in self.speaking]

    @speaker_ids.setter
    def speaker_ids(self, ids: list[int]) -> None:
        known = {speaking.speaker_id: speaking for speaking in self.speaking}
        self.speaking = [known.get(speaker) or SpeakerOf(speaker_id=speaker) for speaker in dict.fromkeys(ids)]
        for position, speaking in enumerate(self.speaking):
            speaking.position = position

    @property
    def times(self) -> list[dict[str, Any]]:
        """The slots as JSON: id, starts_at (ISO, UTC), minutes, room_id. Setting it keeps the slots it names by id."""
        return [slot.as_json() for slot in sorted(self.slots, key=lambda slot: (slot.starts_at, slot.id or 0))]

    @times.setter
    def times(self, times: list[dict[str, Any]]) -> None:
        known = {slot.id: slot for slot in self.slots}
        self.slots = [known.get(time.get("id") or 0, Slot()).put(time) for time in times]


class Star(Numbered, Record, Base):
    """A person's mark on a session: `starred`, or once starred and no longer."""

    __tablename__ = "star"
    __table_args__ = (Index("ix_star_person_session", "person_id", "session_id", unique=True),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    starred: Mapped[bool]


class CalendarAddress(Numbered, Base):
    """The secret address of a person's agenda: found by its digest, shown again from its sealed form."""

    __tablename__ = "calendar_address"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    sealed: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime]


class ImportRun(Numbered, Base):
    """One file taken in: what it was and what it changed, as the report shown to the organiser."""

    __tablename__ = "import_run"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    name: Mapped[str] = mapped_column(String(300))
    format: Mapped[str] = mapped_column(String(40))
    report: Mapped[dict[str, Any]]


class SessionText(Base):
    """What a session is found by, folded: written anew whenever the session or one of its speakers changes."""

    __tablename__ = "session_text"

    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    people: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)


SESSION_INDEX = SearchIndex("session_text", "session_id", ("title", "people", "body"))
