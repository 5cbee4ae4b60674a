"""The letters we write to people. No secrets in a subject, which is neither sealed nor kept from the log."""

from datetime import timedelta

from sqlalchemy.orm import Session

from backend.core import mail
from backend.core.mail import Letter
from backend.people.models import Community
from schemas.words import Joining

USEFUL_FOR = timedelta(hours=1, minutes=30)  # a mail server may be down for an hour
INVITATION_USEFUL_FOR = timedelta(days=3)

CODE = """Hello,

here is your code to sign in to {community}:

    {code}

Type it where you asked for it. It works once, for ten minutes after this mail left us.

On the same device you can also open this address and tap "Sign in":

{link}

If it was not you who asked, you need not do anything. Without the code nobody gets in.
"""

NOT_ADMITTED = """Hello,

somebody, probably you, asked to sign in to {community} with this address.

We would gladly let you in, but {community} is open only to people {whom}, and this address is not among them.
If you registered with another address, please try that one; otherwise the organisers can help you.

The programme can be read without signing in:

{public_url}

If it was not you who asked, you need not do anything.
"""

INVITATION = """Hello{comma_name},

{inviter} invites you to {community}. Sign in with this address, and you are in:

{public_url}/sign-in

No password is needed: you get a code by mail each time.
"""

PASSKEY_ADDED = """Hello,

a passkey was just added to your account at {community}: {label}.

If it was you, all is well. If not, please sign in, remove it under "Passkeys" in your profile, sign out your other
devices there, and tell the organisers.

{public_url}/me
"""


def send_code(session: Session, to: str, community: Community, *, code: str, link: str) -> Letter:
    """Write the letter with the code and the link."""
    return mail.post(
        session,
        to=to,
        subject=f"Your sign-in code for {community.name}",
        text=CODE.format(community=community.name, code=code, link=link),
        useful_for=USEFUL_FOR,
    )


def tell_not_admitted(session: Session, to: str, community: Community, *, public_url: str) -> Letter:
    """Write the letter that says, kindly, that this address cannot join yet."""
    whom = "who registered for a meeting" if community.joining is Joining.LIST else "who were invited"
    return mail.post(
        session,
        to=to,
        subject=f"Signing in to {community.name}",
        text=NOT_ADMITTED.format(community=community.name, whom=whom, public_url=public_url),
        useful_for=USEFUL_FOR,
    )


def send_invitation(
    session: Session, to: str, community: Community, *, name: str, inviter: str, public_url: str
) -> Letter:
    """Write the letter that invites somebody."""
    return mail.post(
        session,
        to=to,
        subject=f"An invitation to {community.name}",
        text=INVITATION.format(
            community=community.name, comma_name=f" {name}" if name else "", inviter=inviter, public_url=public_url
        ),
        useful_for=INVITATION_USEFUL_FOR,
    )


def tell_passkey_added(session: Session, to: str, community: Community, *, label: str, public_url: str) -> Letter:
    """Write the letter that tells of a new passkey, so that a stolen session cannot leave one unseen."""
    return mail.post(
        session,
        to=to,
        subject=f"A passkey was added to your account at {community.name}",
        text=PASSKEY_ADDED.format(community=community.name, label=label, public_url=public_url),
        useful_for=INVITATION_USEFUL_FOR,
    )
