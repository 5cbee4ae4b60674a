"""The outbox: a letter is a row written in the same commit as its reason, and a job sends it.

Without MAIL_URL letters go to the log, with their secrets left out, and to the local inbox page where that exists.
"""

import smtplib
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import make_msgid, parseaddr
from urllib.parse import unquote, urlsplit

import structlog
from sqlalchemy import Select, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from backend.core import clock, db
from backend.core.db import Base, Numbered

log = structlog.get_logger()

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=10)
BATCH = 20
SMTP_PORTS = {"smtp": 587, "smtps": 465}


class Letter(Numbered, Base):
    """A mail to one address; `due_at` moves on after a failed try, `useless_at` says when sending is pointless."""

    __tablename__ = "letter"

    to: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    useless_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)


def post(session: Session, *, to: str, subject: str, text: str, useful_for: timedelta) -> Letter:
    """Put a letter into the outbox; it leaves after the commit, and not at all when it came too late to be of use."""
    at = clock.now()
    letter = Letter(to=to, subject=subject, text=text, written_at=at, due_at=at, useless_at=at + useful_for)
    session.add(letter)
    return letter


def newest(session: Session, *, limit: int = 30) -> Sequence[Letter]:
    """The newest letters, for the local inbox page."""
    return session.scalars(select(Letter).order_by(Letter.id.desc()).limit(limit)).all()


def send_due(mail_url: str, sender: str) -> int:
    """Send what is due, oldest first, and return how many left. A failed letter waits longer each time."""
    sent = 0
    with db.reading() as session:
        due = session.scalars(_due().order_by(Letter.id).limit(BATCH)).all()
    for letter in due:
        error = _delivered(letter, mail_url, sender)
        with db.writing() as session:
            _settle(session.get_one(Letter, letter.id), failed=error is not None)
        if error is None:
            sent += 1
        else:
            log.warning("mail.failed", letter=letter.id, tries=letter.tries + 1, error=type(error).__name__)
    return sent


def _due() -> Select[Letter]:
    at = clock.now()
    return select(Letter).where(Letter.sent_at.is_(None), Letter.due_at <= at, Letter.useless_at > at)


def _settle(letter: Letter, *, failed: bool) -> None:
    letter.tries += 1
    if failed:
        letter.due_at = clock.now() + min(FIRST_WAIT * 2**letter.tries, LONGEST_WAIT)
    else:
        letter.sent_at = clock.now()


def _delivered(letter: Letter, mail_url: str, sender: str) -> Exception | None:
    if not mail_url:
        log.info("mail.not_sent", letter=letter.id, subject=letter.subject.split(":")[0], why="MAIL_URL is not set")
        return None
    try:
        _send(_message(letter, sender), mail_url)
    except (OSError, smtplib.SMTPException) as error:
        return error
    return None


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = letter.written_at
    message["Message-ID"] = make_msgid(
        f"fireside-{letter.id}", domain=parseaddr(sender)[1].partition("@")[2] or "localhost"
    )
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


def _send(message: EmailMessage, mail_url: str) -> None:
    at = urlsplit(mail_url)
    port = at.port or SMTP_PORTS[at.scheme]
    connect = smtplib.SMTP_SSL if at.scheme == "smtps" else smtplib.SMTP
    with connect(at.hostname or "localhost", port, timeout=20) as server:
        if at.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls()
        if at.username:
            server.login(unquote(at.username), unquote(at.password or ""))
        server.send_message(message)
