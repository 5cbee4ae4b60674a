"""An authenticator in software: it keeps a key per site and signs what a browser would have it sign."""

import json
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, HAS_CREDENTIAL = 0x01, 0x04, 0x40


def b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class Authenticator:
    """`origin` is the page that asks; `flags` say that somebody was there and proved who they are."""

    def __init__(self, origin: str = "http://localhost:8000", flags: int = PRESENT | VERIFIED) -> None:
        self.origin = origin
        self.flags = flags
        self.credential_id = secrets.token_bytes(32)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.uses = 0

    def make(self, options: dict) -> dict:
        """A new credential, as the browser's RegistrationResponseJSON."""
        numbers = self.key.public_key().public_numbers()
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)})
        credential = bytes(16) + len(self.credential_id).to_bytes(2) + self.credential_id + public
        attestation = {"fmt": "none", "attStmt": {}, "authData": self._data(options["rp"]["id"], credential)}
        return self._answer(
            clientDataJSON=self._client_data("webauthn.create", options), attestationObject=cbor2.dumps(attestation)
        )

    def sign(self, options: dict) -> dict:
        """The answer to a challenge, as the browser's AuthenticationResponseJSON."""
        self.uses += 1
        data, client_data = self._data(options["rpId"]), self._client_data("webauthn.get", options)
        signature = self.key.sign(data + sha256(client_data).digest(), ec.ECDSA(SHA256()))
        return self._answer(clientDataJSON=client_data, authenticatorData=data, signature=signature)

    def _data(self, site: str, credential: bytes = b"") -> bytes:
        flags = self.flags | (HAS_CREDENTIAL if credential else 0)
        return sha256(site.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4) + credential

    def _client_data(self, kind: str, options: dict) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _answer(self, **response: bytes) -> dict:
        told = {name: b64(value) for name, value in response.items()}
        name = b64(self.credential_id)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": told | {"transports": ["internal"]},
        }
