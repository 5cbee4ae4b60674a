"""What happens to a panel's session on the programme happens to the panel, and its people are told."""

from datetime import timedelta
from io import BytesIO

import pytest

from backend.core import clock, db
from backend.programme import service as programme
from schemas.words import SessionState
from tests.backend.panels.seats import check, later, now, shown
from tests.factories import a_panel, a_room, an_organiser


def set_session(panel, **values):
    with db.writing() as session:
        if "state" in values:
            values["state"] = SessionState(values["state"])
        programme.change_session(session, None, panel.session_id, values)


def move_to(panel, starts_at, **slot):
    set_session(panel, slots=[{"starts_at": starts_at, "minutes": 60, **slot}])


@pytest.fixture
def panel(meeting, attendee):
    """One seat; Ada sits, Ben waits."""
    panel = a_panel(meeting, seats=1, title="Meet the bloggers: Ours")
    ada, ben = attendee("Ada A"), attendee("Ben B")
    ada.ask(panel)
    ben.ask(panel)
    return panel, ada, ben


def test_a_panel_that_is_moved_keeps_its_people_and_tells_them(meeting, panel):
    panel, ada, ben = panel
    room = a_room(meeting, "Room 5")
    later_on = panel.starts_at + timedelta(hours=3)

    move_to(panel, later_on, room_id=room.id)

    public = shown(panel)
    assert public["starts_at"] == f"{later_on:%Y-%m-%dT%H:%M:%SZ}"
    assert (ada.place(panel), ben.place(panel)) == ("seated", "waiting")
    for who in (ada, ben):
        [notice] = who.records()["notice"]
        assert notice["kind"] == "panel_moved"
        assert "Room 5" in notice["text"]
    check(panel)


def test_who_sits_in_two_places_at_one_time_since_is_told_and_keeps_both(meeting, panel):
    panel, ada, _ = panel
    other = a_panel(meeting, title="The other", starts_in=timedelta(days=8))
    ada.ask(other)

    move_to(other, panel.starts_at)

    assert sorted(ada.notices()) == ["overlap", "panel_moved"]
    assert (ada.place(panel), ada.place(other)) == ("seated", "seated")


def test_a_change_that_nobody_would_notice_tells_nobody(panel):
    panel, ada, _ = panel

    set_session(panel, title="Renamed", abstract="Of more things.")

    assert shown(panel)["title"] == "Renamed"
    assert ada.notices() == []


def test_a_cancelled_panel_is_closed_and_its_people_are_told(panel, attendee):
    panel, ada, ben = panel

    set_session(panel, state="cancelled", note="The host is ill.")

    assert shown(panel)["cancelled"]
    assert (ada.notices(), ben.notices()) == (["panel_cancelled"], ["panel_cancelled"])
    assert attendee("Cleo C").ask(panel).json["code"] == "panel_cancelled"
    assert ada.place(panel) == "seated"


def test_what_was_cancelled_and_takes_place_after_all_has_everybody_where_they_were(panel):
    panel, ada, ben = panel
    set_session(panel, state="cancelled")
    with later(minutes=1):
        ada.leave(panel)
    with later(minutes=2):
        assert ben.place(panel) == "waiting"
        set_session(panel, state="scheduled")

        assert ben.place(panel) == "offered"
        assert ben.notices() == ["panel_cancelled", "panel_back", "seat_offered"]
        check(panel)


def test_a_seat_elsewhere_at_the_time_of_a_cancelled_panel_is_no_overlap(meeting, panel, attendee):
    panel, ada, _ = panel
    set_session(panel, state="cancelled")

    assert ada.ask(a_panel(meeting)).json["place"] == "seated"


def test_who_sits_elsewhere_when_a_cancelled_panel_takes_place_after_all_is_told(meeting, panel):
    panel, ada, _ = panel
    set_session(panel, state="cancelled")
    ada.ask(a_panel(meeting, title="The other"))

    set_session(panel, state="scheduled")

    assert ada.notices() == ["panel_cancelled", "panel_back", "overlap"]


def test_a_panel_taken_off_the_programme_is_gone_until_that_is_undone(panel, sign_in):
    panel, ada, _ = panel
    desk = sign_in(an_organiser())
    desk.delete(f"/api/sessions/{panel.session_id}")
    assert ada.leave(panel).status_code == 404

    [edit, *_] = desk.get("/api/meetings/2026/history").json["edits"]
    assert desk.post(f"/api/edits/{edit['id']}/undo").status_code == 204

    assert ada.leave(panel).json["place"] == "left"
    assert sorted(ada.notices()) == ["panel_back", "panel_cancelled"]


def test_an_offer_does_not_outlast_a_panel_that_is_moved_forward(panel):
    panel, ada, ben = panel
    ada.leave(panel)
    with later(seconds=10):
        assert ben.place(panel) == "offered"
        soon = clock.now().replace(microsecond=0) + timedelta(hours=1)
        move_to(panel, soon)
        assert ben.signup(panel)["offer_ends_at"] == f"{soon:%Y-%m-%dT%H:%M:%SZ}"
        check(panel)


def test_who_was_reminded_is_reminded_again_of_the_new_time(meeting, attendee):
    panel, ada = a_panel(meeting, starts_in=timedelta(minutes=40)), attendee()
    ada.ask(panel)
    with later(minutes=20):
        assert ada.notices() == ["reminder"]
        move_to(panel, clock.now() + timedelta(hours=5))

    with later(hours=4, minutes=55):
        assert ada.notices() == ["reminder", "panel_moved", "reminder"]


def test_an_import_that_moves_a_session_moves_its_panel(meeting, panel, sign_in):
    panel, ada, _ = panel
    desk = sign_in(an_organiser())
    day = (meeting.starts_on + timedelta(days=2)).isoformat()
    table = f"Title,Date,Start Time,Duration\n{panel.title},{day},11:30,0:45"
    set_session(panel, abstract="")
    with db.writing() as session:
        programme.release(session, None, "session", panel.session_id)
    form = {"file": (BytesIO(table.encode()), "list.csv"), "write": "true"}

    report = desk.post("/api/meetings/2026/programme/import", data=form).json

    assert report["counts"] == {"moved": 1}, report
    assert now(panel).starts_at == now(panel).ends_at - timedelta(minutes=45)
    assert ada.notices() == ["panel_moved"]


def test_a_whole_meeting_on_other_days_moves_its_panels_and_tells_nobody(meeting, panel):
    panel, ada, _ = panel
    with db.writing() as session:
        programme.postpone(session, None, meeting.slug, 7)

    assert now(panel).starts_at - panel.starts_at in {timedelta(days=7, hours=hour) for hour in (-1, 0, 1)}
    assert ada.notices() == []


def test_a_session_without_a_time_has_seats_all_the_same(panel, attendee):
    panel, ada, _ = panel

    set_session(panel, slots=[])

    assert shown(panel)["starts_at"] is None
    assert attendee("Cleo C").ask(panel).json["place"] == "waiting"
    ada.leave(panel)
    with later(seconds=10):
        assert shown(panel)["offered"] == 1
        check(panel)
