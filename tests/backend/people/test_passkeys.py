"""S-17: who holds a role can have a way in that is not a mail."""

from datetime import timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.core import clock
from backend.people import rules
from schemas.words import Role
from tests import factories
from tests.authenticator import PRESENT, Authenticator, b64
from tests.mailbox import letters_to


@pytest.fixture
def moderator(app):
    return factories.a_person("Mo Derator", Role.MODERATOR, email="mo@example.org")


@pytest.fixture
def phone(sign_in, moderator):
    return sign_in(moderator)


def asked_to_make(phone):
    return phone.post("/api/me/passkeys/options").json["options"]


def add(phone, credential, label="My key"):
    return phone.post("/api/me/passkeys", json={"credential": credential, "label": label})


def asked_to_sign(phone):
    return phone.post("/api/sign-in/passkey/options").json["options"]


def sign_in_with(phone, credential):
    return phone.post("/api/sign-in/passkey", json={"credential": credential})


@pytest.fixture
def key(phone):
    """An authenticator whose passkey the moderator has added."""
    made = Authenticator()
    assert add(phone, made.make(asked_to_make(phone))).status_code == 201
    return made


def test_a_passkey_is_added_listed_and_told_of_by_mail(phone, key):
    (passkey,) = phone.get("/api/me/passkeys").json

    assert (passkey["label"], passkey["used_at"]) == ("My key", None)
    assert letters_to("mo@example.org")[0].subject == "A passkey was added to your account at Fireside"


def test_a_passkey_signs_in_on_another_device(phone, key, visitor, moderator):
    reply = sign_in_with(visitor, key.sign(asked_to_sign(visitor)))

    assert reply.status_code == 200
    assert (reply.json["id"], reply.json["roles"]) == (moderator.id, ["moderator"])
    assert visitor.get("/api/me").json == reply.json
    assert phone.get("/api/me/passkeys").json[0]["used_at"] is not None


def test_a_removed_passkey_signs_in_no_more(phone, key, visitor):
    (passkey,) = phone.get("/api/me/passkeys").json

    assert phone.delete(f"/api/me/passkeys/{passkey['id']}").status_code == 204
    assert phone.get("/api/me/passkeys").json == []
    assert sign_in_with(visitor, key.sign(asked_to_sign(visitor))).json["code"] == "passkey_refused"


def test_somebody_elses_passkey_is_not_found(phone, key, sign_in):
    """S-46"""
    (passkey,) = phone.get("/api/me/passkeys").json

    assert sign_in(factories.a_person("Eve")).delete(f"/api/me/passkeys/{passkey['id']}").status_code == 404


def test_an_answer_works_once(key, visitor):
    credential = key.sign(asked_to_sign(visitor))

    assert sign_in_with(visitor, credential).status_code == 200
    visitor.post("/api/sign-out")
    assert sign_in_with(visitor, credential).status_code == 422
    assert visitor.get("/api/me").status_code == 401


def test_a_challenge_lasts_five_minutes(key, visitor):
    options = asked_to_sign(visitor)
    with time_machine.travel(clock.now() + timedelta(minutes=5, seconds=1)):
        assert sign_in_with(visitor, key.sign(options)).status_code == 422


def test_a_challenge_that_was_answered_wrongly_is_spent(key, visitor):
    options = asked_to_sign(visitor)
    wrong = key.sign(options)
    wrong["response"]["signature"] = b64(b"nonsense")

    assert sign_in_with(visitor, wrong).status_code == 422
    assert sign_in_with(visitor, key.sign(options)).status_code == 422


def test_a_challenge_of_ones_own_making_is_no_challenge(key, visitor):
    options = asked_to_sign(visitor) | {"challenge": b64(b"\x07" * 32)}

    assert sign_in_with(visitor, key.sign(options)).status_code == 422


def test_a_challenge_put_to_one_person_is_not_answered_by_another(phone, sign_in):
    other = sign_in(factories.a_person("Eve Example"))

    assert add(other, Authenticator().make(asked_to_make(phone))).status_code == 422


def test_a_challenge_for_adding_does_not_sign_in(phone, key, visitor):
    options = asked_to_make(phone) | {"rpId": "localhost"}

    assert sign_in_with(visitor, key.sign(options)).status_code == 422


@pytest.mark.parametrize(
    "authenticator",
    [
        Authenticator(origin="https://evil.example"),
        Authenticator(origin="http://localhost:9"),
        Authenticator(flags=PRESENT),
    ],
    ids=["another site", "another port", "nobody proved who they are"],
)
def test_a_passkey_of_another_site_or_without_proof_of_who_holds_it_is_refused(phone, authenticator):
    assert add(phone, authenticator.make(asked_to_make(phone))).status_code == 422


def test_a_copied_authenticator_that_counts_behind_is_refused(key, visitor):
    assert sign_in_with(visitor, key.sign(asked_to_sign(visitor))).status_code == 200
    key.uses = 0

    assert sign_in_with(visitor, key.sign(asked_to_sign(visitor))).status_code == 422


def test_a_passkey_is_added_once_whoever_brings_it(phone, key, sign_in):
    other = sign_in(factories.a_person("Eve Example"))

    assert add(other, key.make(asked_to_make(other))).status_code == 422


def test_passkeys_are_not_piled_up_without_end(phone, monkeypatch, key):
    monkeypatch.setattr(rules, "MOST_PASSKEYS", 1)

    reply = phone.post("/api/me/passkeys/options")

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")


def test_a_passkey_without_a_label_is_called_after_the_browser(phone):
    reply = add(phone, Authenticator().make(asked_to_make(phone)), label="")

    assert reply.json["label"] == "A browser"


def test_the_options_name_the_site_and_the_passkeys_there_are(phone, key):
    options = asked_to_make(phone)

    assert options["rp"] == {"id": "localhost", "name": "Fireside"}
    assert [known["id"] for known in options["excludeCredentials"]] == [b64(key.credential_id)]
    assert options["authenticatorSelection"]["userVerification"] == "required"


@pytest.mark.parametrize("field", ["clientDataJSON", "attestationObject"])
@pytest.mark.parametrize("value", ["", "!", "A", "AAAA=AAAA", None, 7, "A" * 40_000])
def test_what_is_not_an_answer_is_refused(phone, field, value):
    credential = Authenticator().make(asked_to_make(phone))
    credential["response"][field] = value

    assert add(phone, credential).status_code == 422


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(junk=st.binary(max_size=200), where=st.integers(min_value=0, max_value=400))
def test_no_damage_to_an_answer_breaks_anything(phone, key, visitor, junk, where):
    credential = Authenticator().make(asked_to_make(phone))
    whole = credential["response"]["attestationObject"]
    credential["response"]["attestationObject"] = whole[:where] + b64(junk)

    assert add(phone, credential).status_code in {201, 422}

    signed = key.sign(asked_to_sign(visitor))
    signed["response"]["authenticatorData"] = signed["response"]["authenticatorData"][:where] + b64(junk)

    assert sign_in_with(visitor, signed).status_code in {200, 422}
