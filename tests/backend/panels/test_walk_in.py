"""The door's free seats: walk-ins, those who stand by in their order, and seats released shortly before the start."""

from datetime import timedelta

import pytest

from backend.core import clock
from tests.backend.panels.hosts import host_of, outcome
from tests.backend.panels.seats import check, check_nobody_sits_twice, check_seats, later, shown
from tests.factories import a_panel, a_person


@pytest.fixture
def panel(meeting):
    return a_panel(meeting, seats=2, starts_in=timedelta(minutes=30))


@pytest.fixture
def host(sign_in, panel):
    return host_of(sign_in, panel)


@pytest.fixture
def crowd(panel, attendee):
    """Two with a seat, and three in line."""
    people = [attendee(f"{name} Example") for name in ("Ada", "Ben", "Cleo", "Dora", "Emil")]
    for one in people:
        one.ask(panel)
    return people


def test_somebody_who_never_signed_up_takes_a_free_seat(host, panel, attendee):
    ben = attendee("Ben B")

    reply = host.walk_in(ben)

    assert (outcome(reply), ben.place(panel)) == ("done", "came")
    assert [one["why"] for one in host.get("history").json["changes"]] == ["walked_in"]
    check(panel)
    check_seats(panel)


def test_a_full_panel_has_no_seat_for_a_walk_in(host, panel, crowd, attendee):
    assert outcome(host.walk_in(attendee("Wim Walkin"))) == "no_free_seat"
    check(panel)


def test_a_seat_kept_for_the_door_is_the_doors_to_give_while_others_wait(host, panel, crowd, attendee):
    host.change(seats=3, reserved={"door": 1})
    wim, zoe = attendee("Wim Walkin"), attendee("Zoe Zwei")

    assert outcome(host.walk_in(wim)) == "done"
    assert outcome(host.walk_in(zoe)) == "no_free_seat"
    assert host.entry(wim)["share"] == "door"
    assert shown(panel)["waiting"] == 3
    check(panel)
    check_seats(panel)


def test_no_seat_is_released_while_its_person_may_come_in_time(host, panel, crowd):
    ada, *_ = crowd
    with later(minutes=24):
        reply = host.release(ada)

    assert (reply.json["code"], ada.place(panel)) == ("too_early", "seated")


def test_how_early_seats_are_released_is_the_panels_to_say(host, panel, crowd):
    host.change(release_minutes=15)
    with later(minutes=16):
        assert host.release(crowd[0]).status_code == 200


def test_released_seats_go_to_those_who_stand_by_in_the_order_of_the_line(host, panel, crowd):
    ada, ben, _cleo, dora, emil = crowd
    with later(minutes=26):
        host.came(ben)
        for one in (emil, dora):
            assert outcome(host.stand_by(one)) == "done"
        reply = host.release(ada, ben)
        assert [entry["place"] for entry in reply.json["entries"]] == ["missed", "came"]
        assert reply.json["text"] == "One seat was released. Dora Example is first at the door."

        early = host.walk_in(emil)
        assert (early.json["code"], early.json["about"]) == ("others_first", {"signup_id": host.entry(dora)["id"]})
        assert outcome(host.walk_in(dora)) == "done"
        assert outcome(host.walk_in(emil)) == "no_free_seat"

    assert [one.place(panel) for one in crowd] == ["missed", "came", "waiting", "came", "waiting"]
    check(panel)
    check_seats(panel)


def test_a_walk_in_from_the_street_does_not_overtake_who_stands_by(host, panel, crowd, attendee):
    with later(minutes=26):
        host.stand_by(crowd[3])
        host.release(crowd[0])

        assert outcome(host.walk_in(attendee("Wim Walkin"))) == "others_first"
        host.stand_by(crowd[3], here=False)
        assert outcome(host.walk_in(attendee("Wim Walkin"))) == "done"
    check(panel)


def test_who_is_released_and_who_is_next_are_told(host, panel, crowd):
    ada, _, cleo, dora, _ = crowd
    with later(minutes=26):
        host.release(ada)

    assert ada.notices()[-1] == "released"
    assert cleo.notices()[-1:] == ["come_to_door"]
    assert dora.notices() == []


def test_who_never_signed_up_stands_by_at_the_end_of_the_line(host, panel, crowd, attendee):
    wim = attendee("Wim Walkin")

    assert outcome(host.stand_by(wim)) == "done"

    assert (wim.place(panel), host.entry(wim)["number"]) == ("waiting", 6)
    assert host.entry(wim)["standby_at"]
    assert outcome(host.stand_by(wim)) == "already"
    check(panel)


def test_who_left_the_line_stands_by_no_more(host, panel, crowd):
    host.stand_by(crowd[2])

    crowd[2].leave(panel)

    assert host.entry(crowd[2])["standby_at"] is None


def test_an_arrival_told_after_the_seat_was_given_on_says_what_happened(sign_in, host, panel, crowd):
    ada, ben, cleo, *_ = crowd
    other = host_of(sign_in, panel, name="Hanna Host")
    with later(minutes=26):
        came_at = clock.now()
    with later(minutes=27):
        other.came(ben)
        other.stand_by(cleo)
        other.release(ada)
        other.walk_in(cleo)
    with later(minutes=28):
        reply = host.came(ada, at=came_at)

    assert (reply.status_code, reply.json["code"], ada.place(panel)) == (409, "seat_given_on", "missed")
    assert reply.json["detail"].startswith("Ada Example's seat was released at ")
    assert "Nothing was changed." in reply.json["detail"]
    check(panel)
    check_seats(panel)


def test_an_arrival_told_after_the_release_takes_a_seat_that_is_still_there(host, panel, crowd):
    ada = crowd[0]
    with later(minutes=26):
        came_at = clock.now()
        ticket = ada.signup(panel)["ticket"]
    with later(minutes=27):
        host.stand_by(crowd[2])
        host.release(ada)
        reply = host.scan(ticket, at=came_at)

    assert (outcome(reply), ada.place(panel)) == ("restored", "came")
    check(panel)
    check_seats(panel)


def test_who_comes_after_the_release_does_not_overtake_who_stands_by(host, panel, crowd):
    with later(minutes=27):
        host.stand_by(crowd[2])
        host.release(crowd[0])
        assert outcome(host.came(crowd[0])) == "others_first"


def test_a_release_is_undone_while_the_seat_is_there(host, panel, crowd):
    ada = crowd[0]
    with later(minutes=27):
        host.release(ada)
        assert outcome(host.undo(ada)) == "done"
        assert ada.place(panel) == "seated"
        host.release(ada)
        host.walk_in(crowd[2])
        assert outcome(host.undo(ada)) == "seat_given_on"
    check(panel)


def test_a_release_told_twice_releases_nobody_who_got_a_seat_again(host, panel, crowd):
    told = {"client_id": "12345678-1234-1234-1234-123456789abc"}
    with later(minutes=27):
        host.release(crowd[0], **told)
        host.undo(crowd[0])
        reply = host.release(crowd[0], **told)

    assert [entry["place"] for entry in reply.json["entries"]] == ["seated"]


def test_undoing_a_walk_in_from_the_line_gives_the_number_back(host, panel, crowd):
    cleo = crowd[2]
    with later(minutes=27):
        host.stand_by(cleo)
        host.release(crowd[0])
        host.walk_in(cleo)
        reply = host.undo(cleo)

    entry = reply.json["entry"]
    assert (entry["place"], entry["number"], entry["seated_at"]) == ("waiting", 3, None)
    check(panel)


def test_undoing_a_walk_in_from_the_street_leaves_them_without_a_place(host, panel, attendee):
    ben = attendee("Ben B")
    host.walk_in(ben)
    host.undo(ben)

    assert ben.place(panel) == "left"
    check(panel)


def test_undoing_who_came_on_an_offer_offers_the_seat_again(host, panel, attendee):
    host.change(seats=0)
    ben = attendee("Ben B")
    ben.ask(panel)
    host.change(seats=1)
    host.came(ben)

    host.undo(ben)

    assert ben.place(panel) == "offered"
    check(panel)


def test_a_walk_in_who_has_a_seat_elsewhere_then_gives_that_up(sign_in, host, meeting, panel, attendee):
    other = a_panel(meeting, starts_in=timedelta(minutes=45), title="Meet the poets")
    ben = attendee("Ben B")
    ben.ask(other)

    refused = host.walk_in(ben)
    swapped = host.walk_in(ben, swap_from=other.id)

    assert (refused.json["code"], refused.json["about"]["panel_id"]) == ("overlapping", other.id)
    assert (outcome(swapped), ben.place(other)) == ("done", "left")
    check_nobody_sits_twice([ben])
    check(panel)
    check(other)


def test_nobody_walks_in_twice(host, panel, attendee):
    ben = attendee("Ben B")

    assert [outcome(host.walk_in(ben)) for _ in range(2)] == ["done", "already"]
    assert shown(panel)["came"] == 1


def test_a_person_who_does_not_exist_cannot_walk_in(host, panel):
    assert host.act("walk-in", person_id=999_999).status_code == 404


def test_members_are_found_at_the_door_by_name_and_never_by_address(host, panel):
    a_person("Márta Kovács", affiliation="Ünnep Kft", email="secret-canary@example.org")
    a_person("Hidden Hedwig", visibility="hidden")

    def found(words):
        return [one["name"] for one in host.get("people", q=words).json]

    assert found("marta kov") == ["Márta Kovács"]
    assert found("unnep") == ["Márta Kovács"]
    assert found("canary") == []
    assert found("hedwig") == []
    assert found("hidden hedwig") == ["Hidden Hedwig"]
    assert set(host.get("people", q="marta").json[0]) == {"id", "name", "affiliation"}
