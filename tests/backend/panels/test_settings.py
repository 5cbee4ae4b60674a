"""The console: what a host sets of a panel, and what becomes of its people by it."""

from datetime import datetime, timedelta

import pytest

from backend.core import clock
from tests.backend.panels.hosts import host_of
from tests.backend.panels.seats import check, check_seats, later, shown
from tests.factories import a_panel, a_session, an_organiser


@pytest.fixture
def panel(meeting):
    return a_panel(meeting, seats=3, starts_in=timedelta(hours=8))


@pytest.fixture
def host(sign_in, panel):
    return host_of(sign_in, panel)


@pytest.fixture
def crowd(panel, attendee):
    """Three with a seat, and two in line."""
    people = [attendee(f"{name} Example") for name in ("Ada", "Ben", "Cleo", "Dora", "Emil")]
    for one in people:
        one.ask(panel)
    return people


def soon(**span):
    return (clock.now() + timedelta(**span)).isoformat()


def test_an_organiser_makes_a_panel_of_a_session(sign_in, meeting):
    desk, session = sign_in(an_organiser()), a_session(meeting, "Meet the bloggers")

    reply = desk.post(f"/api/sessions/{session.id}/panel", json={"seats": 40})

    assert reply.status_code == 201
    assert (reply.json["session_id"], reply.json["title"], reply.json["seats"]) == (session.id, session.title, 40)
    assert reply.json["free"] == 40
    again = desk.post(f"/api/sessions/{session.id}/panel", json={"seats": 40})
    assert (again.status_code, again.json["code"]) == (409, "has_panel")
    assert desk.post("/api/sessions/999999/panel", json={"seats": 40}).status_code == 404


def test_a_host_closes_and_opens_sign_up_by_hand(host, panel, attendee):
    host.change(shut=True)
    assert attendee("Ada A").ask(panel).json["code"] == "signups_closed"

    host.change(shut=False)
    assert attendee("Ben B").ask(panel).status_code == 201


def test_a_host_says_when_sign_up_opens(host, panel, attendee):
    assert host.change(opens_at=soon(hours=1)).status_code == 200
    ada = attendee()

    assert ada.ask(panel).json["code"] == "signups_not_open"
    with later(minutes=61):
        assert ada.ask(panel).status_code == 201


def test_sign_up_does_not_close_before_it_opens(host):
    assert host.change(opens_at=soon(hours=2), closes_at=soon(hours=1)).status_code == 422


def test_more_seats_are_offered_to_the_line_at_once(host, panel, crowd):
    reply = host.change(seats=4)

    assert (reply.json["seats"], reply.json["offered"], reply.json["free"]) == (4, 1, 0)
    assert crowd[3].place(panel) == "offered"
    check(panel)


def test_fewer_seats_than_people_asks_what_becomes_of_them(host, panel, crowd):
    reply = host.change(seats=1)

    assert (reply.status_code, reply.json["code"]) == (409, "seats_taken")
    assert reply.json["about"] == {"seated": 3, "over": 2}
    assert shown(panel)["seats"] == 3


def test_everybody_may_be_kept(host, panel, crowd):
    assert host.change(seats=1, then="keep").json["seated"] == 3

    assert [one.place(panel) for one in crowd] == ["seated"] * 3 + ["waiting"] * 2
    check(panel)


def test_nobody_gets_a_seat_until_those_who_were_kept_fit(host, panel, crowd):
    host.change(seats=1, then="keep")
    crowd[0].leave(panel)
    crowd[1].leave(panel)
    with later(seconds=11):
        assert shown(panel)["offered"] == 0
        crowd[2].leave(panel)
    with later(seconds=22):
        assert crowd[3].place(panel) == "offered"
        check(panel)
        check_seats(panel)


def test_the_last_seated_go_to_the_front_of_the_line_and_are_told(host, panel, crowd):
    _ada, _ben, _cleo, _dora, _emil = crowd

    assert host.change(seats=1, then="move").json["seated"] == 1

    assert [one.place(panel) for one in crowd] == ["seated", "waiting", "waiting", "waiting", "waiting"]
    line = sorted((one["number"], one["name"]) for one in host.roster() if one["place"] == "waiting")
    assert [name for _, name in line] == ["Ben Example", "Cleo Example", "Dora Example", "Emil Example"]
    assert [who.notices() for who in crowd] == [[], ["back_in_line"], ["back_in_line"], [], []]
    check(panel)
    check_seats(panel)


def test_who_was_moved_gets_the_next_seat_and_a_ticket_that_is_good(host, panel, crowd):
    host.change(seats=1, then="move")
    host.change(seats=2)
    ben = crowd[1]
    assert ben.place(panel) == "offered"

    assert ben.accept(panel).json["place"] == "seated"

    assert host.scan(ben.signup(panel)["ticket"]).status_code == 200
    check(panel)


def test_who_was_moved_can_leave_the_line_by_their_number(host, panel, crowd):
    host.change(seats=2, then="move")
    cleo = crowd[2]

    assert cleo.leave(panel, number=cleo.signup(panel)["number"]).json["place"] == "left"
    check(panel)


def test_moving_twice_keeps_the_order(host, panel, crowd):
    host.change(seats=2, then="move")
    host.change(seats=1, then="move")

    line = sorted((one["number"], one["name"]) for one in host.roster() if one["place"] == "waiting")
    assert [name.split()[0] for _, name in line] == ["Ben", "Cleo", "Dora", "Emil"]
    check(panel)


def test_an_offer_is_withdrawn_before_anybody_loses_a_seat(host, panel, crowd):
    host.change(seats=4)

    host.change(seats=3, then="move")

    assert [one.place(panel) for one in crowd] == ["seated"] * 3 + ["waiting"] * 2
    assert crowd[3].notices()[-1] == "back_in_line"
    check(panel)


def test_who_sits_in_the_room_is_not_moved(host, panel, crowd):
    for one in crowd[:3]:
        host.came(one)
    host.change(seats=1, then="move")

    assert [one.place(panel) for one in crowd[:3]] == ["came"] * 3
    check(panel)


def test_seats_are_kept_for_some(host, panel, attendee):
    reply = host.change(reserved={"door": 1, "first_timer": 1})

    assert reply.json["reserved"] == {"door": 1, "first_timer": 1, "invited": 0}
    assert reply.json["free"] == 1


def test_more_seats_than_there_are_cannot_be_kept(host):
    assert host.change(reserved={"door": 2, "invited": 2}).status_code == 422
    assert host.change(seats=1, reserved={"door": 2}).status_code == 422


def test_who_waits_gets_a_seat_that_is_kept_for_such_as_them_later(host, panel, crowd):
    """Nobody in line came to an earlier edition, so they are first-timers as soon as seats are kept for such."""
    host.change(seats=4, reserved={"first_timer": 1})

    assert crowd[3].place(panel) == "offered"
    assert host.entry(crowd[4])["first_timer"] is True
    check(panel)


def test_closing_the_line_turns_the_next_away(host, panel, crowd, attendee):
    host.change(line_open=False)

    assert attendee("Fay F").ask(panel).json["code"] == "line_closed"


def test_a_lottery_is_announced_and_called_off(host, panel, attendee):
    ada = attendee()
    assert host.change(draw_at=soon(hours=1)).json["seed_digest"]
    ada.ask(panel)
    assert ada.place(panel) == "asked"

    host.change(draw_at=None)

    assert ada.place(panel) == "seated"
    check(panel)


@pytest.mark.parametrize("when", [{"hours": -1}, {"days": 8}])
def test_a_draw_is_made_in_the_future_and_before_the_panel(host, when):
    assert host.change(draw_at=soon(**when)).status_code == 422


@pytest.mark.parametrize(
    "steps",
    [[], [[60]], [[60, 5, 1]], [[60, 0]], [[60, 5], [120, 5]], [[60, 5], [60, 10]], [[-1, 5]], [["a", 5]], "often"],
)
def test_a_curve_of_answers_begins_with_the_farthest_time(host, steps):
    assert host.change(answer_steps=steps).status_code == 422


def test_the_curve_of_answers_is_the_panels_to_say(host, panel, crowd):
    host.change(answer_steps=[[0, 7]])
    host.change(seats=4)

    ends = datetime.fromisoformat(crowd[3].signup(panel)["offer_ends_at"])
    assert timedelta(minutes=6) < ends - clock.now() <= timedelta(minutes=7)


@pytest.mark.parametrize(
    "values",
    [
        {"seats": -1},
        {"seats": 1.5},
        {"seats": "3"},
        {"then": "drop"},
        {"release_minutes": -5},
        {"reserved": {"friends": 1}},
        {"title": "Mine"},
        {"seated": 0},
        {"host_ids": [1]},
        {"opens_at": "tomorrow"},
    ],
)
def test_what_cannot_be_set_is_refused(host, values):
    assert host.change(**values).status_code == 422


def test_who_changed_what_of_a_panel_is_written_down(host, panel):
    host.change(seats=5, shut=True)
    host.change(seats=5)

    edits = host.get("edits").json

    assert [(one["who"], one["before"], one["after"]) for one in edits] == [
        ("Hal Host", {"seats": 3, "shut": False}, {"seats": 5, "shut": True})
    ]


def test_a_host_does_not_overwrite_what_another_host_set_meanwhile(sign_in, host, panel):
    lena, seen = (
        host_of(sign_in, panel, name="Lena Host"),
        host.change(reserved={"door": 1}, opens_at=soon(hours=-1)).json,
    )
    lena.change(seats=5, reserved={"door": 2})

    overwrites = host.change(seats=4, reserved={"door": 0}, seen={"seats": 3, "reserved": {"door": 1}})
    elsewhere = host.change(opens_at=None, seen={"opens_at": seen["opens_at"]})
    knowingly = host.change(seats=4, seen={"seats": 5})

    assert (overwrites.status_code, overwrites.json["code"]) == (409, "outdated")
    assert overwrites.json["about"] == {"fields": ["reserved_door", "seats"]}
    assert (elsewhere.status_code, elsewhere.json["opens_at"]) == (200, None)
    assert (knowingly.status_code, knowingly.json["seats"], knowingly.json["reserved"]["door"]) == (200, 4, 2)


def test_sign_ups_do_not_stand_in_the_way_of_a_save(host, panel, crowd):
    crowd[0].leave(panel)

    assert host.change(seats=4, seen={"seats": 3}).status_code == 200


def test_the_usual_is_what_a_new_panel_has(host, panel):
    usual = host.phone.get("/api/panels/usual").json

    assert usual.items() <= shown(panel).items()
    assert usual["answer_steps"][0] == [4320, 1440]
