"""Tables of people, their devices and the codes that let them in."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base, Numbered
from backend.core.feed import Record
from schemas.words import Joining, Role, Visibility


class Community(Numbered, Base):
    """The one community of this installation and its door policy."""

    __tablename__ = "community"

    name: Mapped[str] = mapped_column(String(120))
    joining: Mapped[Joining] = mapped_column(default=Joining.ANYONE)


class Person(Numbered, Record, Base):
    """A member. `name` is empty until the person gives it; nothing can be written before that."""

    __tablename__ = "person"

    email: Mapped[str] = mapped_column(String(320), unique=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    affiliation: Mapped[str] = mapped_column(String(160), default="")
    headline: Mapped[str] = mapped_column(String(160), default="")
    about: Mapped[str] = mapped_column(Text, default="")
    offers: Mapped[str] = mapped_column(String(500), default="")
    seeks: Mapped[str] = mapped_column(String(500), default="")
    interests: Mapped[list[str]] = mapped_column(default=list)
    links: Mapped[list[dict[str, str]]] = mapped_column(default=list)
    visibility: Mapped[Visibility] = mapped_column(default=Visibility.MEMBERS)
    joined_at: Mapped[datetime]
    calendar_nonce: Mapped[str | None] = mapped_column(String(40))


class Grant(Numbered, Base):
    """A role held by a person; `granted_by` is None for the command line."""

    __tablename__ = "grant"
    __table_args__ = (UniqueConstraint("person_id", "role"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role]
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    granted_at: Mapped[datetime]


class Invitation(Numbered, Base):
    """An address that may join although the community is closed."""

    __tablename__ = "invitation"

    email: Mapped[str] = mapped_column(String(320), unique=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    invited_at: Mapped[datetime]


class SignInRequest(Numbered, Base):
    """One asked-for code. Only digests are stored; `browser_digest` binds it to the browser that asked."""

    __tablename__ = "sign_in_request"

    email: Mapped[str] = mapped_column(String(320), index=True)
    code_digest: Mapped[str] = mapped_column(String(64))
    link_digest: Mapped[str] = mapped_column(String(64), index=True)
    browser_digest: Mapped[str] = mapped_column(String(64))
    admitted: Mapped[bool]
    tries_left: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(index=True)
    spent_at: Mapped[datetime | None]


class Device(Numbered, Base):
    """A signed-in browser: a session that the person can see and end. Only the token's digest is stored."""

    __tablename__ = "device"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    label: Mapped[str] = mapped_column(String(80))
    signed_in_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Passkey(Numbered, Base):
    """A WebAuthn credential: a second, stronger way in for those who hold a role."""

    __tablename__ = "passkey"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    credential_id: Mapped[str] = mapped_column(String(400), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    label: Mapped[str] = mapped_column(String(80))
    added_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
