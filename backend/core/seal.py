"""What the database may keep but a copy of it must not tell: sealed text, and keyed digests of short secrets.

The keys are made of SECRET_KEY; what an older one sealed still opens while it stands in SECRET_KEY_FALLBACKS.
"""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

SIGNATURE = 16  # bytes


class Unreadable(Exception):
    """This was sealed with a key that is no longer ours."""


class _Keys:
    """The keys in use, the current one first."""

    digests: tuple[bytes, ...] = ()
    seals: MultiFernet | None = None


def bind(secret_keys: Sequence[str]) -> None:
    """Use these keys, the current one first."""
    _Keys.digests = tuple(_derived(key, "digest") for key in secret_keys)
    _Keys.seals = MultiFernet([Fernet(urlsafe_b64encode(_derived(key, "seal"))) for key in secret_keys])


def _derived(key: str, purpose: str) -> bytes:
    return hmac.digest(key.encode(), f"fireside {purpose}".encode(), sha256)


def _seals() -> MultiFernet:
    if _Keys.seals is None:
        raise RuntimeError("No key is bound.")
    return _Keys.seals


def seal(text: str) -> str:
    """The text as only this installation can read it."""
    return _seals().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text that was sealed.

    Raises:
        Unreadable: when none of our keys opens it.
    """
    try:
        return _seals().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def signature(text: str) -> str:
    """What shows that this text is ours, in 22 characters of base64url: for what a person carries about."""
    return _signature(_Keys.digests[0], text)


def is_signature_of(signed: str, text: str) -> bool:
    """Whether `signed` was made of this text by us; takes the same time either way."""
    made = [_signature(key, text).encode() for key in _Keys.digests]
    return any([hmac.compare_digest(signed.encode(), one) for one in made])  # noqa: C419 - a list, so that every key is tried


def _signature(key: bytes, text: str) -> str:
    return urlsafe_b64encode(hmac.digest(key, f"signed {text}".encode(), sha256)[:SIGNATURE]).decode().rstrip("=")


def digest(secret: str) -> str:
    """What is stored in place of a secret that is short enough to be guessed from a plain digest."""
    return hmac.digest(_Keys.digests[0], secret.encode(), sha256).hex()


def is_digest_of(kept: str, secret: str) -> bool:
    """Whether `kept` was made of this secret; takes the same time either way."""
    made = [hmac.digest(key, secret.encode(), sha256).hex() for key in _Keys.digests]
    return any([hmac.compare_digest(kept, one) for one in made])  # noqa: C419 - a list, so that every key is tried
