"""The outbox: a letter is a row written in the same commit as its reason, and a job sends it.

A letter is sealed, since it may hold a sign-in code, and emptied once a mail server has taken it. Whoever sends a
batch takes it first, for two minutes, so that two workers never send the same letter. A letter is sent twice only if
the worker dies between the mail server's yes and our writing it down.

Without MAIL_URL nothing leaves: the log tells that there is a letter, never what it says; `flask fireside letters`
and, where it exists, the local inbox page show it.
"""

import smtplib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from ssl import create_default_context
from urllib.parse import SplitResult, unquote, urlsplit

import structlog
from sqlalchemy import String, Text, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from backend.core import clock, db, jobs, seal
from backend.core.db import Base, Numbered
from backend.settings import LOCAL_HOSTS, Settings

log = structlog.get_logger()

TAKEN_FOR = timedelta(minutes=2)
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=1)
KEPT_FOR = timedelta(days=1)
BATCH = 20
TIME_OUT = 20  # seconds a mail server may take for one answer
SMTP_PORTS = {"smtp": 587, "smtps": 465}
FOR_GOOD = 500  # from here on a mail server means no, not later

Failure = OSError | smtplib.SMTPException | seal.Unreadable


class Letter(Numbered, Base):
    """A mail to one address; `due_at` moves on after a failed try, `useless_at` says when sending is pointless."""

    __tablename__ = "letter"

    to: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str] = mapped_column(String(200))
    sealed: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    useless_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)

    @property
    def text(self) -> str:
        """What it says; empty once it has left, or when SECRET_KEY has changed since."""
        try:
            return seal.unseal(self.sealed) if self.sealed else ""
        except seal.Unreadable:
            return ""


def post(session: Session, *, to: str, subject: str, text: str, useful_for: timedelta) -> Letter:
    """Put a letter into the outbox; it leaves after the commit, and not at all when it came too late to be of use.

    The subject is not sealed and may be logged: no secrets in it.
    """
    at = clock.now()
    letter = Letter(
        to=to, subject=subject, sealed=seal.seal(text), written_at=at, due_at=at, useless_at=at + useful_for
    )
    session.add(letter)
    session.flush()
    SEND.soon(session)
    return letter


def withdraw(session: Session, ids: Collection[int]) -> None:
    """Do not send these letters any more, if they have not left yet."""
    session.execute(update(Letter).where(Letter.id.in_(ids), Letter.sent_at.is_(None)).values(useless_at=clock.now()))


def sent_at(session: Session, letter_id: int | None) -> datetime | None:
    """When the letter left; None while it waits."""
    return session.scalar(select(Letter.sent_at).where(Letter.id == letter_id))


def newest(session: Session, *, limit: int = 30) -> Sequence[Letter]:
    """The newest letters, for the local inbox page and the command line."""
    return session.scalars(select(Letter).order_by(Letter.id.desc()).limit(limit)).all()


def forget_old(session: Session) -> int:
    """Delete the letters of the day before yesterday; returns how many."""
    old = delete(Letter).where(Letter.written_at < clock.now() - KEPT_FOR).returning(Letter.id)
    return len(session.scalars(old).all())


def send_due(settings: Settings) -> int:
    """Send what is due, oldest first, and return how many letters left. A failed one waits longer each time."""
    sent = 0
    while letters := _taken():
        sent += _send_all(letters, settings)
    return sent


SEND = jobs.Job("send_letters", send_due, every=1)


def _taken() -> Sequence[Letter]:
    """The next letters, ours for the next two minutes."""
    at = clock.now()
    due = select(Letter).where(Letter.sent_at.is_(None), Letter.due_at <= at, Letter.useless_at > at)
    with db.writing() as session:
        letters = session.scalars(due.order_by(Letter.id).limit(BATCH).with_for_update(skip_locked=True)).all()
        for letter in letters:
            letter.due_at = at + TAKEN_FOR
            letter.tries += 1
    return letters


def _send_all(letters: Sequence[Letter], settings: Settings) -> int:
    """Send them through one connection; those left when it breaks wait. Returns how many left."""
    waiting, sent = list(letters), 0
    failure: Failure | None = None
    try:
        with _mail_server(settings.mail_url) as server:
            while waiting:
                failure = _sent(waiting[0], server, settings.mail_from)
                _settle(waiting.pop(0).id, failure, keep=not settings.mail_url)
                sent += failure is None
    except (OSError, smtplib.SMTPException) as error:
        failure = error
    for letter in waiting:
        _settle(letter.id, failure)
    return sent


@contextmanager
def _mail_server(mail_url: str) -> Iterator[smtplib.SMTP | None]:
    """The mail server, greeted and logged in to; None where there is none."""
    if not mail_url:
        yield None
        return
    at = urlsplit(mail_url)
    host, port = at.hostname or "localhost", at.port or SMTP_PORTS[at.scheme]
    if at.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIME_OUT, context=create_default_context())
    else:
        server = smtplib.SMTP(host, port, timeout=TIME_OUT)
    with server:
        _enter(server, at)
        yield server


def _enter(server: smtplib.SMTP, at: SplitResult) -> None:
    server.ehlo()
    if at.scheme == "smtp" and server.has_extn("starttls") and at.hostname not in LOCAL_HOSTS:
        server.starttls(context=create_default_context())
        server.ehlo()
    if at.username:
        server.login(unquote(at.username), unquote(at.password or ""))


def _sent(letter: Letter, server: smtplib.SMTP | None, sender: str) -> Failure | None:
    """Send one letter; a server that refuses this one may well take the next."""
    if not letter.text:
        return seal.Unreadable()
    if server is None:
        log.info("mail.kept_here", letter=letter.id, subject=letter.subject, read_it_with="flask fireside letters")
        return None
    try:
        server.send_message(_message(letter, sender))
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as error:
        return error
    return None


def _settle(letter_id: int, failure: Failure | None, *, keep: bool = False) -> None:
    """Write down what became of a letter; one that left is emptied unless we are to keep it."""
    at = clock.now()
    with db.writing() as session:
        letter = session.get_one(Letter, letter_id)
        if failure is None:
            letter.sent_at = at
            letter.sealed = letter.sealed if keep else ""
        else:
            letter.due_at = at + min(FIRST_WAIT * 2**letter.tries, LONGEST_WAIT)
            letter.useless_at = at if _is_final(failure) else letter.useless_at
    if failure is not None:
        log.warning("mail.failed", letter=letter.id, tries=letter.tries, error=type(failure).__name__)


def _is_final(failure: Failure) -> bool:
    """Whether trying again would only annoy the mail server."""
    if isinstance(failure, seal.Unreadable):
        return True
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return all(code >= FOR_GOOD for code, _ in failure.recipients.values())
    return isinstance(failure, smtplib.SMTPDataError) and failure.smtp_code >= FOR_GOOD


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.written_at)
    domain = parseaddr(sender)[1].partition("@")[2] or "localhost"
    message["Message-ID"] = make_msgid(f"fireside-{letter.id}", domain=domain)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message
