"""What is written down of who came, who was refused and who decided; and what never is."""

import io
import json
import logging

import pytest
from sqlalchemy.exc import IntegrityError

from backend.core import clock, mail
from backend.people.models import Person
from schemas.words import Role
from tests import factories
from tests.authenticator import Authenticator
from tests.mailbox import another_code, code_for, token_for

ADA = "canary.ada@example.org"


@pytest.fixture
def lines(capsys):
    """The lines logged so far, of one event if it is named."""

    def logged(event=None):
        out = capsys.readouterr().out
        found = [json.loads(line) for line in out.splitlines()]
        return [line for line in found if event in {None, line["event"]}]

    return logged


def test_coming_in_is_written_down_with_who_and_how(visitor, lines):
    """S-86"""
    visitor.post("/api/sign-in", json={"email": ADA})
    me = visitor.post("/api/sign-in/code", json={"email": ADA, "code": code_for(ADA)}).json

    logged = lines()

    (line,) = (line for line in logged if line["event"] == "sign_in.ok")
    assert (line["person"], line["by"], line["level"]) == (me["id"], "mail", "info")
    assert [line["admitted"] for line in logged if line["event"] == "sign_in.asked"] == [True]


def test_a_wrong_code_is_written_down_with_the_tries_left(visitor, lines):
    """S-86"""
    visitor.post("/api/sign-in", json={"email": ADA})
    for _ in range(6):
        visitor.post("/api/sign-in/code", json={"email": ADA, "code": another_code(code_for(ADA))})

    failed = lines("sign_in.failed")

    assert [line.get("tries_left") for line in failed] == [4, 3, 2, 1, 0, None]
    assert {line["level"] for line in failed} == {"warning"}


def test_limits_that_were_hit_are_written_down(visitor, lines, monkeypatch):
    """S-86"""
    for _ in range(6):
        visitor.post("/api/sign-in", json={"email": ADA})
    monkeypatch.setattr("backend.people.http.sign_in.A_FULL_HALL", "1 per minute")
    for _ in range(2):
        visitor.post("/api/sign-in/code", json={"email": ADA, "code": "123456"})

    logged = lines()

    assert len([line for line in logged if line["event"] == "sign_in.too_many_codes"]) == 1
    refused = [line for line in logged if line["event"] == "request.refused"]
    assert [(line["code"], line["route"]) for line in refused] == [("too_many", "/api/sign-in/code")]


def test_what_somebody_may_not_do_is_written_down_with_who_tried(sign_in, lines):
    """S-86"""
    ada = factories.a_person("Ada Example")
    sign_in(ada).get("/api/members")

    (line,) = lines("request.refused")

    assert (line["person"], line["code"], line["route"]) == (ada.id, "not_allowed", "/api/members")


def test_a_foreign_page_that_writes_is_written_down(visitor, lines):
    """S-86"""
    visitor.post("/api/sign-out", headers={"Origin": "https://evil.example"})

    assert [line["code"] for line in lines("request.refused")] == ["foreign_origin"]


def test_what_organisers_decide_is_written_down(sign_in, lines):
    """S-86"""
    olga, ada = factories.an_organiser(), factories.a_person()
    phone = sign_in(olga)
    phone.put(f"/api/members/{ada.id}/roles/host")
    phone.patch("/api/community", json={"joining": "list"})
    invited = phone.post("/api/invitations", json={"email": ADA}).json
    phone.delete(f"/api/invitations/{invited['id']}")

    logged = [line for line in lines() if line.get("by") == olga.id]

    assert [line["event"] for line in logged] == [
        "role.changed",
        "moderation.acted",  # it stands in the record, too
        "community.changed",
        "invitation.sent",
        "invitation.withdrawn",
    ]
    assert (logged[0]["person"], logged[0]["before"], logged[0]["after"]) == (ada.id, None, "host")


def everything_a_person_does(app, sign_in, settings):
    """One walk through every door of people; returns what must not be in the log."""
    phone, organiser = app.test_client(), sign_in(factories.an_organiser())
    factories.a_meeting("2026")
    phone.post("/api/sign-in", json={"email": ADA})
    secrets = [ADA, code_for(ADA), token_for(ADA), phone.get_cookie("fireside-asked").value]
    phone.post("/api/sign-in/link", json={"token": "canary-token-0123456789"})
    phone.post("/api/sign-in/code", json={"email": ADA, "code": another_code(secrets[1])})
    phone.post("/api/sign-in/link", json={"token": secrets[2]})
    secrets.append(phone.get_cookie("fireside").value)
    phone.patch("/api/me", json={"name": "Canary Name", "about": "canary text"})
    phone.patch("/api/me", json={"name": 7, "canary": "field"})
    key = Authenticator()
    credential = key.make(phone.post("/api/me/passkeys/options").json["options"])
    phone.post("/api/me/passkeys", json={"credential": credential, "label": "canary label"})
    phone.post("/api/sign-in/passkey", json={"credential": key.sign(asked_to_sign(phone))})
    secrets.append(phone.get_cookie("fireside").value)
    organiser.post("/api/invitations", json={"email": "canary.eve@example.org", "name": "Canary Eve"})
    organiser.get("/api/members?q=canary")
    listed = {"file": (io.BytesIO(b"email,name\ncanary.ben@example.org,Canary Ben\n"), "canary.csv"), "write": "true"}
    organiser.post("/api/meetings/2026/registrations/import", data=listed)
    mail.send_due(settings)
    phone.post("/api/sign-out")
    return [*secrets, key.credential_id.hex(), "canary", "Canary", "@example.org"]


def asked_to_sign(phone):
    return phone.post("/api/sign-in/passkey/options").json["options"]


def test_no_address_code_token_cookie_or_text_of_anybody_is_in_the_log(app, sign_in, settings, capsys):
    """S-85"""
    canaries = everything_a_person_does(app, sign_in, settings)

    logged = capsys.readouterr()

    assert "sign_in.ok" in logged.out
    assert [canary for canary in canaries if canary in logged.out + logged.err] == []


def test_a_fault_of_the_database_is_logged_without_its_values(app, visitor, capsys, monkeypatch):
    """S-85, S-80"""
    factories.a_person(email=ADA)

    def break_down(session, *_):
        session.add(Person(email=ADA, name="Canary Name", joined_at=clock.now()))
        session.flush()

    monkeypatch.setattr("backend.people.http.sign_in.signing_in.sign_out", break_down)
    reply = visitor.post("/api/sign-out")

    logged = capsys.readouterr().out
    assert (reply.status_code, reply.json["code"]) == (500, "broken")
    assert IntegrityError.__name__ in logged
    assert [canary for canary in ("canary", "Canary") if canary in logged + reply.get_data(as_text=True)] == []


def test_what_the_libraries_warn_of_is_one_line_as_ours_are_and_holds_no_address(app, lines):
    """S-85"""
    logging.getLogger("huey").warning("for %s:\n\x1b[31mred", ADA)

    (line,) = lines()

    assert (line["event"], line["level"]) == ("for (address):\n\x1b[31mred", "warning")


def test_the_role_of_a_member_is_read_from_no_log(sign_in, lines):
    sign_in(factories.a_person("Mo", Role.MODERATOR)).get("/api/me")

    assert [set(line) for line in lines("request")] == [
        {"event", "level", "method", "ms", "person", "request_id", "route", "status", "timestamp"}
    ]
