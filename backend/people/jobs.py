"""What the worker does for people."""

from backend.core import db, mail
from backend.core.jobs import Job
from backend.people.service import signing_in
from backend.settings import Settings


def forget_old(_settings: Settings) -> None:
    """Delete codes, letters and devices that are of no more use."""
    with db.writing() as session:
        signing_in.forget_old(session)
        mail.forget_old(session)


FORGET = Job("forget_old_codes", forget_old, every=30)
