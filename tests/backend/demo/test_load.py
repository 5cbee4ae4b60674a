"""`flask fireside demo` on an empty installation, and on one that is not."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import time_machine

from backend.core import clock, db
from backend.demo.editions import editions
from backend.demo.programme import draft_of
from backend.people.queries import invented_people
from backend.programme import service
from tests import factories


@pytest.fixture
def run(app):
    return app.test_cli_runner().invoke


@pytest.fixture
def this_year(demo, visitor):
    """This year's programme as an app reads it."""
    start = visitor.get("/api/start").json
    return visitor.get(f"/api/meetings/{start['current']}/programme").json["records"]


def test_an_empty_installation_gets_three_editions_and_the_current_one_is_on_today(run, visitor):
    outcome = run(args=["fireside", "demo"])

    start = visitor.get("/api/start").json
    today = clock.now().date()
    assert outcome.output == "The demo meeting is here.\n"
    assert [meeting["phase"] for meeting in start["meetings"]] == ["upcoming", "live", "over"]
    assert start["community"]["name"] == "Lantern"
    assert start["current"] in {f"lantern-{today.year}", f"lantern-{(today - timedelta(days=1)).year}"}


def test_this_years_programme_is_all_there(this_year):
    assert [len(this_year[kind]) for kind in ("session", "speaker", "room", "track")] == [300, 120, 12, 8]


def test_the_programme_has_changed_since_it_was_announced(this_year):
    states = Counter(session["state"] for session in this_year["session"])
    moved = [session["title"] for session in this_year["session"] if any(slot["was"] for slot in session["slots"])]

    assert states == {"scheduled": 298, "cancelled": 2}
    assert all(session["note"] for session in this_year["session"] if session["state"] == "cancelled")
    assert len(moved) == 2
    assert sum(len(session["slots"]) == 2 for session in this_year["session"]) == 1


def test_nothing_that_was_moved_meets_anything_in_its_new_room(this_year):
    slots = [slot for session in this_year["session"] for slot in session["slots"]]
    moved = [slot for slot in slots if slot["was"]]

    assert [other for slot in moved for other in slots if other["id"] != slot["id"] and meet(slot, other)] == []


def meet(one, other):
    def span(slot):
        start = datetime.fromisoformat(slot["starts_at"])
        return start, start + timedelta(minutes=slot["minutes"])

    (start, end), (other_start, other_end) = span(one), span(other)
    return one["room_id"] == other["room_id"] and start < other_end and other_start < end


def test_doing_it_again_changes_nothing(run, visitor):
    run(args=["fireside", "demo"])
    before = visitor.get("/api/start").json

    outcome = run(args=["fireside", "demo"])

    assert outcome.output == "The demo meeting was here already; nothing was changed.\n"
    assert visitor.get("/api/start").json == before


def test_importing_its_programme_again_changes_nothing_and_keeps_what_was_done_by_hand(run):
    run(args=["fireside", "demo"])

    with db.writing() as session:
        reports = [
            service.import_programme(session, None, edition.slug, draft_of(edition), name="demo")
            for edition in editions(clock.now())
        ]

    assert [report["counts"] for report in reports] == [{}, {"kept": 4}, {}]


def test_the_meeting_may_go_by_other_clocks(run, visitor):
    refused = run(args=["fireside", "demo", "--timezone", "Europe/Atlantis"])
    run(args=["fireside", "demo", "--timezone", "Asia/Tokyo"])

    assert "There is no time zone Europe/Atlantis." in refused.output
    start = visitor.get("/api/start").json
    zones = {meeting["slug"]: meeting["timezone"] for meeting in start["meetings"]}
    assert zones[start["current"]] == "Asia/Tokyo"


def test_an_installation_with_meetings_of_its_own_is_left_alone(run, visitor):
    factories.a_meeting("2026")

    outcome = run(args=["fireside", "demo"])

    assert outcome.exit_code == 1
    assert "The demo goes into an empty database only." in outcome.output
    assert len(visitor.get("/api/start").json["meetings"]) == 1


def test_somebody_of_every_role_can_be_signed_in_as(demo):
    with db.reading() as session:
        people = invented_people(session)

    roles = Counter(role for person in people for role in person.roles)
    assert roles == {"organiser": 1, "moderator": 1, "host": 1}
    assert len(people) == 12


def test_the_attendee_has_stars_and_some_of_them_were_changed(demo, sign_in):
    with db.reading() as session:
        attendee = next(person for person in invented_people(session) if person.name.startswith("Noémie"))

    stars = sign_in(attendee).get("/api/me/changes").json["records"]["star"]

    assert len(stars) == 16
    assert all(star["starred"] for star in stars)


@pytest.mark.parametrize(("wanted", "meetings"), [(True, 3), (False, 0)])
def test_a_first_start_makes_the_demo_where_the_settings_want_it(run, app, visitor, monkeypatch, wanted, meetings):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], demo=wanted))

    outcome = run(args=["fireside", "prepare"])

    assert outcome.output.endswith("The database is ready.\n")
    assert len(visitor.get("/api/start").json["meetings"]) == meetings


def test_a_later_start_leaves_meetings_of_ones_own_alone(run, app, visitor, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], demo=True))
    factories.a_meeting("2026")

    outcome = run(args=["fireside", "prepare"])

    assert outcome.exit_code == 0
    assert len(visitor.get("/api/start").json["meetings"]) == 1


def test_a_demo_of_last_week_is_put_back_onto_today(run, visitor):
    run(args=["fireside", "demo"])
    before = visitor.get("/api/start").json
    programme = f"/api/meetings/{before['current']}/programme"
    first = visitor.get(programme).json["records"]["session"][0]

    with time_machine.travel(clock.now() + timedelta(days=9)):
        outcome = run(args=["fireside", "demo"])
        after = visitor.get("/api/start").json
        moved = visitor.get(programme).json["records"]["session"]

    assert "already" in outcome.output
    assert [meeting["phase"] for meeting in after["meetings"]] == ["upcoming", "live", "over"]
    same = next(session for session in moved if session["id"] == first["id"])
    begins, began = (datetime.fromisoformat(session["slots"][0]["starts_at"]) for session in (same, first))
    shift = begins - began
    assert abs(shift - timedelta(days=9)) <= timedelta(hours=1)


def test_the_demo_is_left_alone_while_its_days_last(run, visitor):
    run(args=["fireside", "demo"])
    before = visitor.get("/api/start").json

    with time_machine.travel(clock.now() + timedelta(days=1)):
        run(args=["fireside", "demo"])

    assert visitor.get("/api/start").json["meetings"] == before["meetings"]


def test_the_community_talks_and_something_waits_for_the_attendee(demo, sign_in):
    with db.reading() as session:
        attendee = next(person for person in invented_people(session) if person.name.startswith("Noémie"))
    phone = sign_in(attendee)

    channels = phone.get("/api/channels").json["channels"]

    busiest = max(channels, key=lambda channel: channel["last_number"])
    assert (busiest["kind"], busiest["last_number"] > 140) == ("community", True)
    assert busiest["last_number"] - busiest["membership"]["read_number"] > 10
    assert Counter(channel["kind"] for channel in channels) == {
        "community": 1,
        "topic": 4,
        "session": 1,
        "panel": 1,
        "direct": 3,
    }
    asked = [
        channel["with"]["name"] for channel in channels if (channel["membership"] or {}).get("request") == "received"
    ]
    assert asked == ["Wren Abiodun-Clarke"]


def test_some_messages_have_photos_that_are_seen_and_described(demo, sign_in):
    with db.reading() as session:
        attendee = next(person for person in invented_people(session) if person.name.startswith("Noémie"))
    phone = sign_in(attendee)
    channel = next(one for one in phone.get("/api/channels").json["channels"] if one["kind"] == "community")
    messages = phone.get(f"/api/channels/{channel['id']}/messages").json["messages"]
    shown = [photo for message in messages for photo in message["photos"]]

    assert sorted(len(message["photos"]) for message in messages if message["photos"]) == [1, 2]
    assert all(photo["alt"].startswith("A drawing of") for photo in shown)
    assert {phone.get(f"/api/photos/{photo['id']}/1080").status_code for photo in shown} == {200}
    assert phone.get("/api/chat/search?q=queue coffee").json["found"][0]["message"]["photos"] == [shown[2]]
