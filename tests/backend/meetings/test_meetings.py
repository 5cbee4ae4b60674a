"""Editions: opened, changed, listed with where they stand now."""

from datetime import date

import pytest
import time_machine

from tests.factories import a_meeting, an_organiser

NEW = {"slug": "2027", "name": "The next one", "starts_on": "2027-03-01", "ends_on": "2027-03-04", "timezone": "UTC"}


@pytest.fixture
def desk(sign_in):
    return sign_in(an_organiser())


def test_an_organiser_opens_a_meeting(desk, visitor):
    reply = desk.post("/api/meetings", json={**NEW, "about": "Four days.\n\nOne <b>fire</b>."})

    assert reply.status_code == 201
    shown = visitor.get("/api/meetings").json[0]
    assert (shown["slug"], shown["phase"], shown["head"]) == ("2027", "upcoming", 1)
    assert shown["about"] == "<p>Four days.</p>\n<p>One <b>fire</b>.</p>"


def test_two_meetings_have_two_addresses(desk):
    desk.post("/api/meetings", json=NEW)

    reply = desk.post("/api/meetings", json=NEW)

    assert (reply.status_code, reply.json["code"]) == (409, "slug_taken")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ends_on": "2027-02-28"}, "ends_on"),
        ({"ends_on": "2027-05-01"}, "ends_on"),
        ({"ends_on": "2027-02-30"}, "ends_on"),
        ({"starts_on": "0001-01-01"}, "starts_on"),
        ({"ends_on": "9999-12-31"}, "ends_on"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"slug": "The Next"}, "slug"),
        ({"slug": "-x"}, "slug"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"name": ""}, "name"),
        ({"name": "x" * 161}, "name"),
        ({"name": "nul\x00"}, "name"),
    ],
)
def test_what_cannot_be_is_refused_by_field(desk, change, field):
    reply = desk.post("/api/meetings", json={**NEW, **change})

    assert (reply.status_code, list(reply.json["errors"])) == (422, [field])


def test_a_meeting_changes_and_can_be_put_back(desk, visitor):
    desk.post("/api/meetings", json=NEW)
    desk.patch("/api/meetings/2027", json={"venue": "The Long Hall", "ends_on": "2027-03-05"})
    edit = desk.get("/api/meetings/2027/history").json["edits"][0]

    desk.post(f"/api/edits/{edit['id']}/undo")

    shown = visitor.get("/api/meetings").json[0]
    assert (edit["after"], shown["venue"], shown["ends_on"]) == (
        {"venue": "The Long Hall", "ends_on": "2027-03-05"},
        "",
        "2027-03-04",
    )


def test_days_are_not_put_back_to_run_backwards(desk):
    desk.post("/api/meetings", json=NEW)
    desk.patch("/api/meetings/2027", json={"ends_on": "2027-03-10"})
    older = desk.get("/api/meetings/2027/history").json["edits"][0]
    desk.patch("/api/meetings/2027", json={"starts_on": "2027-03-08"})

    reply = desk.post(f"/api/edits/{older['id']}/undo")

    assert (reply.status_code, list(reply.json["errors"])) == (422, ["ends_on"])
    assert desk.get("/api/meetings").json[0]["ends_on"] == "2027-03-10"


def test_a_change_of_a_meeting_that_changes_nothing_is_told_to_nobody(desk):
    desk.post("/api/meetings", json=NEW)

    desk.patch("/api/meetings/2027", json={"name": NEW["name"]})

    assert desk.get("/api/meetings").json[0]["head"] == 1


def test_the_opening_of_a_meeting_cannot_be_taken_back(desk):
    desk.post("/api/meetings", json=NEW)
    edit = desk.get("/api/meetings/2027/history").json["edits"][0]

    assert desk.post(f"/api/edits/{edit['id']}/undo").json["code"] == "nothing_to_undo"


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        ("2026-05-03T04:59:00Z", "upcoming"),
        ("2026-05-03T05:01:00Z", "live"),
        ("2026-05-07T04:59:00Z", "live"),
        ("2026-05-07T05:01:00Z", "over"),
    ],
)
def test_a_meeting_is_live_from_its_first_to_its_last_midnight(visitor, moment, phase):
    a_meeting(starts_on=date(2026, 5, 3))

    with time_machine.travel(moment, tick=False):
        assert visitor.get("/api/meetings").json[0]["phase"] == phase
