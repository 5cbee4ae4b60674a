"""Tables of people, their devices and the codes that let them in."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.core.db import Base, Numbered
from backend.core.feed import Record
from backend.core.text import fold
from schemas.words import Joining, RestrictionKind, Role, Visibility


class Community(Numbered, Base):
    """The one community of this installation and its door policy."""

    __tablename__ = "community"

    name: Mapped[str] = mapped_column(String(120))
    joining: Mapped[Joining] = mapped_column(default=Joining.ANYONE)


class Grant(Numbered, Base):
    """A role held by a person; `granted_by` is None for the command line."""

    __tablename__ = "grant"
    __table_args__ = (UniqueConstraint("person_id", "role"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role]
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    granted_at: Mapped[datetime]


class Person(Numbered, Record, Base):
    """A member. `name` is empty until the person gives it; nothing can be written before that.

    `sought` is what a search looks in, kept by the table itself; `invented` marks the people of the demo.
    """

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
    blog_url: Mapped[str] = mapped_column(String(500), default="")
    feed_url: Mapped[str] = mapped_column(String(500), default="")
    visibility: Mapped[Visibility] = mapped_column(default=Visibility.MEMBERS)
    joined_at: Mapped[datetime]
    sought: Mapped[str] = mapped_column(Text, default="")
    invented: Mapped[bool] = mapped_column(default=False)

    grants: Mapped[list[Grant]] = relationship(lazy="raise", foreign_keys=Grant.person_id, cascade="all, delete-orphan")

    @property
    def roles(self) -> list[Role]:
        """The roles the person holds; `grants` must have been loaded."""
        return sorted(grant.role for grant in self.grants)


@event.listens_for(Person, "before_insert")
@event.listens_for(Person, "before_update")
def _seek(_mapper: Any, _connection: Any, person: Person) -> None:
    person.sought = fold(f"{person.name or ''} {person.affiliation or ''} {person.email}")


class Invitation(Numbered, Base):
    """An address that may join although the community is closed, until the invitation is withdrawn."""

    __tablename__ = "invitation"

    email: Mapped[str] = mapped_column(String(320), unique=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    invited_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class SignInRequest(Numbered, Base):
    """One asked-for code. Only digests are stored; `browser_digest` binds it to the browser that asked.

    `spent_at` is when it signed somebody in, or when that browser asked for a newer one.
    """

    __tablename__ = "sign_in_request"

    email: Mapped[str] = mapped_column(String(320), index=True)
    code_digest: Mapped[str] = mapped_column(String(64))
    link_digest: Mapped[str] = mapped_column(String(64), index=True)
    browser_digest: Mapped[str] = mapped_column(String(64))
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id", ondelete="SET NULL"), index=True)
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
    seen_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]


class Passkey(Numbered, Base):
    """A WebAuthn credential: a second, stronger way in for those who hold a role."""

    __tablename__ = "passkey"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    label: Mapped[str] = mapped_column(String(80))
    added_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PasskeyChallenge(Numbered, Base):
    """A question put to an authenticator, answered once; `person_id` is None for one who is signing in."""

    __tablename__ = "passkey_challenge"

    digest: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    put_at: Mapped[datetime] = mapped_column(index=True)


class Restriction(Numbered, Record, Base):
    """What a person may not do, told on their own stream.

    Without `channel_id` it holds everywhere, and without `until` until it is lifted. People know neither channels nor
    decisions, so those ids have no key here. `guideline` is the point it is for, `text` what the person is told.
    """

    __tablename__ = "restriction"
    __table_args__ = (Index("ix_restriction_person_rev", "person_id", "rev"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[RestrictionKind]
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    guideline: Mapped[str] = mapped_column(String(40), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    given_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decision_id: Mapped[int | None] = mapped_column(BigInteger)
    lifted_at: Mapped[datetime | None]
