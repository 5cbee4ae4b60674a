from dataclasses import replace

import pytest

from backend.app import bind, create_app
from tests.mailbox import code_for
from tests.phone import Phone

ADA = "ada@example.org"
HOST = "meet.example.org"


@pytest.fixture
def under_tls(app, settings):
    """A phone at an installation served under https."""
    other = create_app(replace(settings, public_url=f"https://{HOST}"))
    other.test_client_class = Phone
    yield other.test_client()
    bind(settings)


def post(phone, path, body):
    return phone.post(path, json=body, headers={"Host": HOST, "Origin": f"https://{HOST}"})


def attributes(header):
    name, *rest = header.split("; ")
    return name.partition("=")[0], {attribute for attribute in rest if not attribute.startswith(("Expires", "Max-Age"))}


def test_under_tls_every_cookie_is_kept_to_this_host_by_the_browser_itself(under_tls):
    """S-13"""
    asked = post(under_tls, "/api/sign-in", {"email": ADA})
    under_tls.set_cookie("__Host-fireside-asked", asked.headers["Set-Cookie"].partition(";")[0].partition("=")[2])
    entered = post(under_tls, "/api/sign-in/code", {"email": ADA, "code": code_for(ADA)})
    left = post(under_tls, "/api/sign-out", None)

    strict = {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}
    cookies = [attributes(header) for reply in (asked, entered, left) for header in reply.headers.getlist("Set-Cookie")]
    assert entered.status_code == 200
    assert cookies == [
        ("__Host-fireside-asked", strict),
        ("__Host-fireside", strict),
        ("__Host-fireside-asked", strict),
        ("__Host-fireside", strict),
    ]


def test_under_tls_a_cookie_without_the_hosts_name_is_not_believed(under_tls, sign_in):
    """S-12, S-13"""
    from tests import factories

    token = factories.a_device(factories.a_person())
    under_tls.set_cookie("fireside", token)

    assert under_tls.get("/api/me", headers={"Host": HOST}).status_code == 401


def test_asking_sets_the_same_cookie_for_every_address(visitor):
    """S-01, S-13"""
    headers = [visitor.post("/api/sign-in", json={"email": f"{name}@example.org"}).headers for name in ("ada", "eve")]

    assert [attributes(header["Set-Cookie"]) for header in headers] == [
        ("fireside-asked", {"HttpOnly", "Path=/", "SameSite=Lax"})
    ] * 2
