"""When a panel is over: what became of it in numbers, a word of thanks, and how people liked it."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.panels import jobs
from backend.panels.rules.over_time import in_steps
from tests.backend.panels.hosts import host_of
from tests.backend.panels.seats import Attendee, later
from tests.factories import a_panel, a_person, a_speaker, an_organiser


@pytest.fixture
def panel(meeting):
    return a_panel(meeting, seats=2, starts_in=timedelta(minutes=30), title="Meet the bloggers")


@pytest.fixture
def host(sign_in, panel):
    return host_of(sign_in, panel)


@pytest.fixture
def crowd(panel, attendee):
    people = [attendee(f"{name} Example") for name in ("Ada", "Ben", "Cleo", "Dora")]
    for one in people:
        one.ask(panel)
    return people


@pytest.fixture
def held(host, crowd, attendee):
    """Ada came twelve minutes early, Ben did not, Cleo got his seat, Dora waited in vain, Emil left."""
    emil = attendee("Emil Example")
    emil.ask(host.panel)
    emil.leave(host.panel)
    ada, ben, cleo, _ = crowd
    with later(minutes=18):
        host.came(ada)
    with later(minutes=27):
        host.stand_by(cleo)
        host.release(ben)
        host.walk_in(cleo)
    return host


def over(minutes=91):
    return later(minutes=minutes)


def thank():
    jobs.thank_all(None)


def rate(who, panel, stars=5, **more):
    return who.phone.put(f"/api/panels/{panel.id}/rating", json={"stars": stars, **more})


def test_a_panel_in_numbers(held, panel):
    with over():
        numbers = held.get("numbers").json

    told = {name: numbers[name] for name in ("signed_up", "seated", "came", "missed", "walk_ins", "waiting", "left")}
    assert told == {"signed_up": 5, "seated": 2, "came": 2, "missed": 1, "walk_ins": 1, "waiting": 1, "left": 1}
    assert numbers["arrivals"] == [{"minute": -15, "people": 1}, {"minute": -5, "people": 1}]
    assert numbers["rating"] == {"people": 0, "mean": None, "each": [0, 0, 0, 0, 0]}


def test_who_had_a_seat_and_was_never_released_did_not_come(host, panel, crowd):
    with later(minutes=20):
        host.came(crowd[0])
        assert host.get("numbers").json["missed"] == 0
    with over():
        assert host.get("numbers").json["missed"] == 1


def test_nobody_is_called_missing_where_no_door_was_worked(host, panel, crowd):
    with over():
        assert (host.get("numbers").json["missed"], host.get("numbers").json["seated"]) == (0, 2)


def test_a_walk_in_from_the_street_never_signed_up(host, panel, attendee):
    host.walk_in(attendee("Wim Walkin"))

    numbers = host.get("numbers").json
    assert (numbers["signed_up"], numbers["walk_ins"], numbers["seated"]) == (0, 1, 0)


def test_an_edition_in_numbers_is_of_the_panels_that_one_hosts(sign_in, meeting, panel, host):
    other = a_panel(meeting, title="Meet the poets", starts_in=timedelta(days=2))
    desk = sign_in(an_organiser())

    theirs = host.phone.get(f"/api/meetings/{meeting.slug}/panels/numbers").json["panels"]
    every = desk.get(f"/api/meetings/{meeting.slug}/panels/numbers").json["panels"]
    none = sign_in(a_person("Mo Member")).get(f"/api/meetings/{meeting.slug}/panels/numbers").json["panels"]

    assert [one["panel_id"] for one in theirs] == [panel.id]
    assert [one["panel_id"] for one in every] == [panel.id, other.id]
    assert none == []


def test_those_who_came_are_thanked_once_with_where_to_read_on(sign_in, meeting, held, panel, crowd):
    links = [{"label": "Blog", "url": "https://example.org/blog"}]
    speaker = a_speaker(meeting, "Bea Blogger", links=links)
    desk = sign_in(an_organiser())
    desk.patch(f"/api/sessions/{panel.session_id}", json={"speaker_ids": [speaker.id]})
    blog = {"name": "Bo Blogger", "blog_url": "https://bo.example/"}
    blogger = desk.post(f"/api/meetings/{meeting.slug}/bloggers", json=blog).json["id"]
    assert desk.put(f"/api/panels/{panel.id}/bloggers", json={"blogger_ids": [blogger]}).status_code == 200
    thank()
    assert "thanks" not in crowd[0].notices()

    with over():
        thank()
        thank()

    assert [one.notices().count("thanks") for one in crowd] == [1, 0, 1, 0]
    about = crowd[0].records()["notice"][-1]["about"]
    assert about["panel_id"] == panel.id
    assert about["links"] == [
        {"label": "Bo Blogger: blog", "url": "https://bo.example/"},
        {"label": "Bea Blogger: Blog", "url": "https://example.org/blog"},
    ]


def test_a_server_that_was_away_thanks_late_but_not_very_late(host, panel, crowd):
    host.came(crowd[0])
    with later(days=3):
        thank()
    assert crowd[0].notices().count("thanks") == 1


def test_nobody_is_thanked_for_what_was_weeks_ago(host, panel, crowd):
    host.came(crowd[0])
    with later(days=9):
        thank()
    assert "thanks" not in crowd[0].notices()


def test_who_came_says_how_it_was_and_may_think_again(held, panel, crowd):
    ada: Attendee = crowd[0]
    with over():
        first = rate(ada, panel, 4, words="Good talk,\nbad chairs.")
        again = rate(ada, panel, 5)

        assert (first.status_code, first.json["stars"], first.json["words"]) == (200, 4, "Good talk,\nbad chairs.")
        assert again.json["id"] == first.json["id"]
        assert [(one["stars"], one["words"]) for one in ada.records()["rating"]] == [(5, "")]
        rate(crowd[2], panel, 2, words="Too short.")
        assert held.get("numbers").json["rating"] == {"people": 2, "mean": 3.5, "each": [0, 1, 0, 0, 1]}


def test_hosts_read_what_people_wrote_and_not_who_it_was(held, panel, crowd):
    with over():
        rate(crowd[0], panel, 3, words="More questions, please.")
        [one] = held.get("ratings").json

    assert set(one) == {"stars", "words", "rated_at"}
    assert (one["stars"], one["words"]) == (3, "More questions, please.")


def test_only_those_who_came_rate(held, panel, crowd, attendee):
    with over():
        codes = [rate(one, panel).json["code"] for one in (crowd[1], crowd[3], attendee("Nora Never"))]

    assert codes == ["did_not_come"] * 3


def test_a_panel_is_rated_from_its_start_until_a_week_after_its_end(held, panel, crowd):
    assert rate(crowd[0], panel).json["code"] == "rating_closed"
    with later(minutes=30):
        assert rate(crowd[0], panel).status_code == 200
    with later(days=7, minutes=89):
        assert rate(crowd[0], panel, 1).status_code == 200
    with later(days=7, minutes=91):
        assert rate(crowd[0], panel, 2).json["code"] == "rating_closed"


@pytest.mark.parametrize("stars", [0, 6, 4.5, "5", None, True])
def test_a_rating_is_one_to_five_stars(held, panel, crowd, stars):
    with over():
        assert rate(crowd[0], panel, stars).status_code == 422


def test_a_panel_that_does_not_exist_is_not_rated(crowd, panel):
    assert crowd[0].phone.put("/api/panels/999999/rating", json={"stars": 5}).status_code == 404


def test_the_numbers_tell_when_people_signed_up(held, panel, meeting, attendee):
    late = attendee("Lou Late")
    with later(minutes=5):
        late.ask(panel)
    late.leave(panel)
    with later(minutes=25):
        late.ask(panel)

    asked = held.get("numbers").json["asked"]
    edition = held.phone.get(f"/api/meetings/{meeting.slug}/panels/numbers").json["asked"]
    assert (asked["minutes"], asked["people"]) == (1, [5, 0, 0, 0, 0, 1])
    assert edition == asked


@pytest.mark.parametrize(
    ("minutes", "width", "people"),
    [([], 1, []), ([0], 1, [1]), ([0, 59], 1, [1, *[0] * 58, 1]), ([0, 60], 5, [1, *[0] * 11, 1])],
)
def test_the_longer_it_took_the_wider_are_the_steps(minutes, width, people):
    begins = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)

    told = in_steps([begins + timedelta(minutes=minute, seconds=30) for minute in minutes])

    assert (told.begins, told.minutes, told.people) == (begins if minutes else None, width, people)
    years = in_steps([begins, begins + timedelta(days=4000)])
    assert (years.minutes, sum(years.people)) == (28 * 1440, 2)
