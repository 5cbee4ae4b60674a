from datetime import timedelta

from backend.core import clock
from schemas.words import Role
from tests import factories


def test_a_visitor_starts_with_the_community_and_the_editions(visitor):
    factories.a_meeting("2026")
    factories.a_meeting("2027", starts_on=clock.now().date() + timedelta(days=365))

    start = visitor.get("/api/start").json

    assert start["community"] == {"name": "Fireside", "joining": "anyone"}
    assert (start["me"], start["demo"], start["current"]) == (None, False, "2026")
    assert [edition["slug"] for edition in start["meetings"]] == ["2027", "2026"]


def test_a_member_starts_with_themselves_and_their_roles(sign_in):
    phone = sign_in(factories.a_person("Mo Derator", Role.MODERATOR, Role.HOST))

    start = phone.get("/api/start").json

    assert start["me"] == phone.get("/api/me").json
    assert start["me"]["roles"] == ["host", "moderator"]


def test_a_session_that_has_ended_starts_as_a_visitor(visitor):
    visitor.set_cookie("fireside", "long-gone")

    assert visitor.get("/api/start").json["me"] is None
