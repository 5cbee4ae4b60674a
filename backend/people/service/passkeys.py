"""Passkeys: a way in that cannot be read out of a mail. For everybody, and meant for those who hold a role."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog
import webauthn
from sqlalchemy.orm import Session
from webauthn.helpers import bytes_to_base64url, parse_client_data_json
from webauthn.helpers import structs as shapes

from backend.core import clock
from backend.people import queries, rules
from backend.people.models import Passkey, PasskeyChallenge
from backend.people.service import letters, signing_in
from backend.people.service.signing_in import Browser, Entrance
from backend.settings import LOCAL_HOSTS, Settings

log = structlog.get_logger()

Verified = TypeVar("Verified")


@dataclass(frozen=True, slots=True)
class Site:
    """Where a passkey belongs: browsers give it to nobody else."""

    id: str
    origins: tuple[str, ...]
    public_url: str

    @classmethod
    def of(cls, settings: Settings) -> "Site":
        """The site of this installation; on this machine it goes by its name, since a number can have no passkeys."""
        name = "localhost" if settings.host in LOCAL_HOSTS else settings.host
        return cls(name, tuple(sorted(settings.origins)), settings.public_url)


def options_to_add(session: Session, person_id: int, site: Site) -> dict[str, Any]:
    """What the browser needs to make a passkey for this person.

    Raises:
        Invalid: when they have as many as anybody needs.
    """
    person, held = queries.me_for(session, person_id), queries.passkeys_of(session, person_id)
    rules.check_room_for_passkey(len(held))
    options = webauthn.generate_registration_options(
        rp_id=site.id,
        rp_name=queries.community(session).name,
        user_id=f"person:{person.id}".encode(),
        user_name=person.email,
        user_display_name=person.name,
        challenge=_put(session, person_id),
        authenticator_selection=shapes.AuthenticatorSelectionCriteria(
            resident_key=shapes.ResidentKeyRequirement.REQUIRED,
            user_verification=shapes.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            shapes.PublicKeyCredentialDescriptor(id=webauthn.base64url_to_bytes(passkey.credential_id))
            for passkey in held
        ],
    )
    return _as_json(options)


def options_to_sign_in(session: Session, site: Site) -> dict[str, Any]:
    """What the browser needs to offer the passkeys it holds for us."""
    options = webauthn.generate_authentication_options(
        rp_id=site.id,
        challenge=_put(session, None),
        user_verification=shapes.UserVerificationRequirement.REQUIRED,
    )
    return _as_json(options)


def _as_json(options: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(webauthn.options_to_json(options))
    return made


def _put(session: Session, person_id: int | None) -> bytes:
    challenge = secrets.token_bytes(32)
    session.add(PasskeyChallenge(digest=_digest(challenge), person_id=person_id, put_at=clock.now()))
    return challenge


def _digest(challenge: bytes) -> str:
    return rules.digest(challenge.hex())


def add(session: Session, person_id: int, credential: Mapping[str, Any], label: str, site: Site) -> Passkey | None:
    """Keep a new passkey and tell its owner by mail; None when it does not fit what was asked.

    None rather than a refusal, since a refusal would roll back that the challenge is spent.
    """
    response = credential["response"]
    challenge = _spend(session, response["client_data"], person_id)
    verified = _verified(
        lambda: webauthn.verify_registration_response(
            credential=shapes.RegistrationCredential(
                bytes_to_base64url(credential["raw_id"]),
                credential["raw_id"],
                shapes.AuthenticatorAttestationResponse(response["client_data"], response["attestation"]),
            ),
            expected_challenge=challenge,
            expected_rp_id=site.id,
            expected_origin=list(site.origins),
            require_user_verification=True,
        )
    )
    if verified is None or queries.passkey_at(session, bytes_to_base64url(verified.credential_id)):
        return None
    passkey = Passkey(
        person_id=person_id,
        credential_id=bytes_to_base64url(verified.credential_id),
        public_key=verified.credential_public_key,
        sign_count=verified.sign_count,
        label=label,
        added_at=clock.now(),
    )
    session.add(passkey)
    session.flush()
    person, community = queries.me_for(session, person_id), queries.community(session)
    letters.tell_passkey_added(session, person.email, community, label=label, public_url=site.public_url)
    log.info("passkey.added", person=person_id, passkey=passkey.id)
    return passkey


def sign_in(session: Session, credential: Mapping[str, Any], browser: Browser, site: Site) -> Entrance | None:
    """Sign in with a passkey; None when it is not known here or its answer is not right.

    None rather than a refusal, since a refusal would roll back that the challenge is spent.
    """
    response = credential["response"]
    challenge = _spend(session, response["client_data"], None)
    passkey = queries.passkey_at(session, bytes_to_base64url(credential["raw_id"]))
    if passkey is None:
        log.warning("sign_in.failed", why="unknown passkey")
        return None
    verified = _verified(
        lambda: webauthn.verify_authentication_response(
            credential=shapes.AuthenticationCredential(
                passkey.credential_id,
                credential["raw_id"],
                shapes.AuthenticatorAssertionResponse(
                    response["client_data"], response["authenticator_data"], response["signature"]
                ),
            ),
            expected_challenge=challenge,
            expected_rp_id=site.id,
            expected_origin=list(site.origins),
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    )
    if verified is None:
        return None
    passkey.sign_count, passkey.used_at = verified.new_sign_count, clock.now()
    return signing_in.enter(session, queries.me_for(session, passkey.person_id), browser, by="passkey")


def remove(session: Session, person_id: int, passkey_id: int) -> None:
    """Forget a passkey.

    Raises:
        NotFound: when it is not theirs.
    """
    session.delete(queries.passkey_to_change(session, person_id, passkey_id))
    log.info("passkey.removed", person=person_id, passkey=passkey_id)


def _spend(session: Session, client_data: bytes, person_id: int | None) -> bytes:
    """The challenge the client answers, which can be answered no more; empty unless it was ours and put to them."""
    try:
        challenge = parse_client_data_json(client_data).challenge
    except Exception:  # noqa: BLE001 - whatever a stranger's bytes do to the parser, they answer nothing of ours
        return b""
    put = queries.challenge_to_change(session, _digest(challenge), person_id)
    if put is None:
        return b""
    session.delete(put)
    return challenge if clock.now() - put.put_at < rules.CHALLENGE_LIVES else b""


def _verified(verify: Callable[[], Verified]) -> Verified | None:
    """What the library makes of an answer; None for whatever it stumbles over."""
    try:
        return verify()
    except Exception as error:  # noqa: BLE001 - hostile bytes raise many things, and all mean no
        log.warning("passkey.refused", why=type(error).__name__)
        return None
