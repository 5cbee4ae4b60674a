from dataclasses import replace

import pytest

from backend import settings as environment
from backend.app import bind, create_app
from backend.settings import BadSettings
from schemas.words import Role
from tests import factories
from tests.phone import Phone

DOORS = [("get", "/api/demo/people"), ("post", "/api/demo/sign-in"), ("get", "/api/demo/letters")]


@pytest.fixture
def phone_at(app, settings):
    """A phone at an installation whose settings differ from the tests' own."""

    def made(**differences):
        other = create_app(replace(settings, **differences))
        other.test_client_class = Phone
        return other.test_client()

    yield made
    bind(settings)


@pytest.fixture
def demo(phone_at):
    return phone_at(demo=True)


def call(phone, method, path, **given):
    return getattr(phone, method)(path, **given, **({"json": {"person_id": 1}} if method == "post" else {}))


def test_the_demo_people_are_offered_those_with_a_role_first(demo):
    factories.a_person("A Real Person", Role.ORGANISER)
    factories.a_person("Ada Invented", invented=True, headline="Nurse")
    olga = factories.a_person("Olga Invented", Role.ORGANISER, invented=True)

    offered = demo.get("/api/demo/people").json

    assert [person["name"] for person in offered] == ["Olga Invented", "Ada Invented"]
    assert offered[0] == {"id": olga.id, "name": "Olga Invented", "headline": "", "roles": ["organiser"]}


def test_a_tap_signs_in_as_a_demo_person(demo):
    olga = factories.a_person("Olga Invented", Role.ORGANISER, invented=True)

    reply = demo.post("/api/demo/sign-in", json={"person_id": olga.id})

    assert reply.json["roles"] == ["organiser"]
    assert demo.get("/api/me").json == reply.json
    assert demo.get("/api/start").json["demo"] is True


def test_a_real_person_is_nobody_to_the_demo(demo):
    """S-16"""
    real = factories.a_person("A Real Person", Role.ORGANISER)

    assert demo.post("/api/demo/sign-in", json={"person_id": real.id}).status_code == 404


def test_the_local_inbox_shows_the_mail_nobody_sends(demo):
    demo.post("/api/sign-in", json={"email": "ada@example.org"})

    (letter,) = demo.get("/api/demo/letters").json

    assert (letter["to"], letter["subject"]) == ("ada@example.org", "Your sign-in code for Fireside")
    assert "#token=" in letter["text"]


@pytest.mark.parametrize(("method", "path"), DOORS)
@pytest.mark.parametrize(
    "differences",
    [
        {},
        {"public_url": "https://meet.example.org"},
        {"demo": True, "public_url": "https://meet.example.org"},
        {"production": False, "public_url": "https://meet.example.org"},
    ],
)
def test_the_demo_doors_do_not_exist_elsewhere(phone_at, differences, method, path):
    """S-16"""
    phone = phone_at(**differences)
    origin = differences.get("public_url", "http://localhost:8000")

    reply = phone.open(path, method=method.upper(), headers={"Origin": origin, "Host": origin.partition("//")[2]})

    assert reply.status_code == 404


def test_with_a_mail_server_there_is_no_inbox(phone_at):
    """S-16"""
    assert phone_at(demo=True, mail_url="smtp://localhost:25").get("/api/demo/letters").status_code == 404


@pytest.mark.parametrize(("method", "path"), DOORS)
@pytest.mark.parametrize("address", ["192.168.1.7", "10.0.0.1", "203.0.113.9", "fe80::1", ""])
def test_the_demo_doors_answer_this_machine_only(demo, method, path, address):
    """S-16"""
    assert call(demo, method, path, environ_overrides={"REMOTE_ADDR": address}).status_code == 404


@pytest.mark.parametrize(("method", "path"), DOORS)
@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"])
def test_the_demo_doors_answer_nobody_who_was_passed_on_by_a_proxy(demo, method, path, header):
    """S-16"""
    assert call(demo, method, path, headers={header: "127.0.0.1"}).status_code == 404


@pytest.mark.parametrize(
    "public_url", ["https://meet.example.org", "http://192.168.1.7:8000", "http://localhost.example.org"]
)
def test_the_demo_refuses_to_start_at_an_address_others_can_reach(settings, public_url):
    """S-16"""
    with pytest.raises(BadSettings, match="works only with a local PUBLIC_URL"):
        environment.check(replace(settings, demo=True, public_url=public_url), debug=False)
