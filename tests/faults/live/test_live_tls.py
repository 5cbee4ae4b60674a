"""nginx with a certificate in front: what people use is https and wss, and nobody is believed but the proxy."""

import secrets

import pytest
import requests

from tests import served
from tests.certificates import self_signed
from tests.faults.live.conftest import serving
from tests.mailbox import code_for, letters_to
from tests.polling_phone import POLLING_PATH, PollingPhone
from tests.socket_phone import NotLetIn, SocketPhone

EVIL = "https://evil.example"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tls")


@pytest.fixture(scope="module")
def tls(folder):
    return self_signed(folder, served.free_port())


@pytest.fixture(scope="module")
def secure(folder, tls):
    with serving(folder) as serve:
        yield serve(f"sqlite:///{folder}/tls.db", tls=tls)


@pytest.fixture
def https(secure, tls):
    with requests.Session() as session:
        session.trust_env = False  # this certificate, whatever this machine trusts
        session.verify = str(tls.chain)
        session.headers["Origin"] = secure.address
        yield session


def cookies_set(reply):
    """The cookies of an answer as they stand in it, by name."""
    lines = reply.raw.headers.getlist("Set-Cookie")
    return {line.partition("=")[0]: {part.strip() for part in line.split(";")[1:]} for line in lines}


def test_whoever_signs_in_gets_cookies_that_never_travel_in_the_open(secure, https):
    asked = https.post(f"{secure.address}/api/sign-in", json={"email": "new@example.org"}, timeout=5)
    said = {"email": "new@example.org", "code": code_for("new@example.org")}
    signed_in = https.post(f"{secure.address}/api/sign-in/code", json=said, timeout=5)
    polled = https.get(secure.address + POLLING_PATH, timeout=5)

    given = {**cookies_set(asked), **cookies_set(signed_in), **cookies_set(polled)}
    assert given.keys() == {"__Host-fireside-asked", "__Host-fireside", "fireside_way"}
    assert [name for name, marks in given.items() if not {"Secure", "HttpOnly", "SameSite=Lax"} <= marks] == []
    assert https.get(f"{secure.address}/api/me", timeout=5).json()["email"] == "new@example.org"
    assert "Strict-Transport-Security" in signed_in.headers


@pytest.mark.parametrize("phone", [SocketPhone, PollingPhone])
def test_a_phone_hears_over_tls_what_an_organiser_changes(secure, https, tls, phone):
    mine = f"__Host-fireside={secure.token}"
    listening = phone(secure.address, cookies=mine, trusting=tls.chain)
    opened = [listening.open(stream)["ok"] for stream in (secure.stream, f"me:{secure.organiser}")]

    address = f"{secure.address}/api/sessions/{secure.sessions[0]}"
    changed = https.patch(
        address, json={"title": f"Moved for a {phone.__name__}"}, headers={"Cookie": mine}, timeout=5
    ).json()

    assert opened == [True, True]
    assert listening.wait_for("changes")["records"]["session"] == [changed]
    listening.hang_up()


def test_only_a_page_of_the_https_address_is_one_of_ours(secure, https, tls):
    plain = secure.address.replace("https://", "http://")
    for origin in (plain, EVIL):
        forged = {"Origin": origin, "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"}
        written = https.post(f"{secure.address}/api/sign-out", headers=forged, timeout=5)

        assert (written.status_code, written.json()["code"]) == (403, "foreign_origin")
        assert https.get(secure.address + POLLING_PATH, headers=forged, timeout=5).status_code == 400
        with pytest.raises(NotLetIn):
            SocketPhone(secure.address, origin=origin, trusting=tls.chain)


def test_who_comes_without_tls_is_sent_on(secure, tls):
    sent = requests.get(f"http://127.0.0.1:{tls.plain_port}/2026/programme", allow_redirects=False, timeout=5)

    assert (sent.status_code, sent.headers["Location"]) == (308, "https://127.0.0.1/2026/programme")


def test_where_a_client_says_it_comes_from_is_not_believed(secure, https):
    for _ in range(6):
        forged = {"X-Forwarded-For": f"10.{secrets.randbelow(256)}.{secrets.randbelow(256)}.7", "X-Real-IP": "10.0.0.1"}
        https.cookies.clear()
        asked = {"email": "victim@example.org"}
        assert https.post(f"{secure.address}/api/sign-in", json=asked, headers=forged, timeout=5).status_code == 202

    assert len(letters_to("victim@example.org")) == 5
    assert (
        https.get(f"{secure.address}/metrics", headers={"X-Forwarded-For": "127.0.0.1"}, timeout=5).status_code == 404
    )


def test_without_a_proxy_nobody_says_where_a_client_comes_from(serve, sqlite):
    place = serve(sqlite)
    for number in range(6):
        headers = {"Origin": place.address, "X-Forwarded-For": f"10.0.0.{number}"}
        asked = {"email": "victim@example.org"}
        assert requests.post(f"{place.address}/api/sign-in", json=asked, headers=headers, timeout=5).status_code == 202

    assert len(letters_to("victim@example.org")) == 5
