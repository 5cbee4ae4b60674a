"""Doors to people, a file a matter."""

from backend.core.http import Blueprint
from backend.people.http import demo, me, members, passkeys, sign_in
from backend.settings import Settings


def doors(settings: Settings) -> list[Blueprint]:
    """The doors of this installation; those of the demo and the local inbox exist only where they are safe."""
    always = [sign_in.sign_in, me.me, passkeys.passkeys, members.members]
    return [
        *always,
        *([demo.demo] if settings.offers_demo else []),
        *([demo.inbox] if settings.shows_inbox else []),
    ]
