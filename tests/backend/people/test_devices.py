from datetime import timedelta

import pytest
import time_machine

from backend.core import clock
from schemas.words import Role
from tests import factories

CHROME = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36"


def test_my_devices_are_listed_with_the_one_i_hold_marked(sign_in):
    ada = factories.a_person()
    phone, laptop = sign_in(ada), sign_in(ada)
    sign_in(factories.a_person("Somebody Else"))

    listed = phone.get("/api/me/devices").json

    assert [device["current"] for device in listed] == [False, True]
    assert listed[0]["id"] == next(d["id"] for d in laptop.get("/api/me/devices").json if d["current"])


def test_signing_out_one_device_leaves_the_others(sign_in):
    """S-14"""
    ada = factories.a_person()
    phone, laptop = sign_in(ada), sign_in(ada)
    other = next(device["id"] for device in phone.get("/api/me/devices").json if not device["current"])

    assert phone.delete(f"/api/me/devices/{other}").status_code == 204

    assert laptop.get("/api/me").status_code == 401
    assert phone.get("/api/me").status_code == 200


def test_signing_out_everywhere_else_keeps_this_device(sign_in):
    """S-14"""
    ada = factories.a_person()
    phone, laptop, tablet = sign_in(ada), sign_in(ada), sign_in(ada)

    assert phone.delete("/api/me/devices").status_code == 204

    assert [device.get("/api/me").status_code for device in (phone, laptop, tablet)] == [200, 401, 401]


def test_somebody_elses_device_is_not_found(sign_in):
    """S-46"""
    theirs = sign_in(factories.a_person("Eve Example")).get("/api/me/devices").json[0]["id"]

    assert sign_in(factories.a_person()).delete(f"/api/me/devices/{theirs}").status_code == 404


def test_a_device_ended_twice_is_not_found(sign_in):
    ada = factories.a_person()
    phone, _ = sign_in(ada), sign_in(ada)
    other = phone.get("/api/me/devices").json[0]["id"]

    assert phone.delete(f"/api/me/devices/{other}").status_code == 204
    assert phone.delete(f"/api/me/devices/{other}").status_code == 404


@pytest.mark.parametrize("number", ["0", "-1", "9007199254740992", "9" * 40, "one"])
def test_no_device_has_such_a_number(sign_in, number):
    """S-47"""
    assert sign_in(factories.a_person()).delete(f"/api/me/devices/{number}").status_code == 404


def test_signing_out_ends_the_session_and_clears_what_the_browser_kept(sign_in):
    """S-14, S-59"""
    phone = sign_in(factories.a_person())
    token = phone.get_cookie("fireside").value

    reply = phone.post("/api/sign-out")

    assert reply.status_code == 204
    assert reply.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert phone.get_cookie("fireside") is None
    phone.set_cookie("fireside", token)
    assert phone.get("/api/me").status_code == 401


def test_signing_out_twice_is_harmless(visitor):
    assert visitor.post("/api/sign-out").status_code == 204


def after(**time):
    return time_machine.travel(clock.now() + timedelta(**time))


def test_a_device_lives_on_as_long_as_it_is_used_within_thirty_days_but_not_beyond_180(sign_in):
    """S-15"""
    phone = sign_in(factories.a_person())
    for days in (29, 58, 87, 116, 145, 174):
        with after(days=days):
            assert phone.get("/api/me").status_code == 200
    with after(days=180, minutes=1):
        assert phone.get("/api/me").status_code == 401


def test_a_device_idle_for_thirty_days_is_signed_out(sign_in):
    """S-15"""
    phone = sign_in(factories.a_person())
    with after(days=30, minutes=1):
        assert phone.get("/api/me").status_code == 401


@pytest.mark.parametrize("role", Role)
def test_who_holds_a_role_signs_in_anew_after_twelve_hours(sign_in, role):
    """S-15"""
    phone = sign_in(factories.a_person("Rita Role", role))
    with after(hours=11):
        assert phone.get("/api/me").status_code == 200
    with after(hours=12, minutes=1):
        assert phone.get("/api/me").status_code == 401


def test_devices_that_no_longer_live_are_not_listed(sign_in):
    ada = factories.a_person()
    sign_in(ada)
    with after(days=31):
        assert len(sign_in(ada).get("/api/me/devices").json) == 1


@pytest.mark.parametrize(
    ("user_agent", "label"),
    [
        (CHROME, "Chrome on Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/130.0 Mobile Safari/604.1", "Chrome on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge on Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) Version/18.0 Safari/605.1.15", "Safari on Mac"),
        ("curl/8.5", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_device_is_called_by_its_browser_and_system(app, user_agent, label):
    from tests.mailbox import code_for

    phone = app.test_client()
    phone.post("/api/sign-in", json={"email": "ada@example.org"})
    phone.post(
        "/api/sign-in/code",
        json={"email": "ada@example.org", "code": code_for("ada@example.org")},
        headers={"User-Agent": user_agent},
    )

    assert [device["label"] for device in phone.get("/api/me/devices").json] == [label]
