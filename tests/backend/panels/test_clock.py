"""Offers lapse by the rows alone: whatever the clock does and however often the server starts anew."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.app import bind
from backend.core import clock, db
from backend.panels.models import SignupChange
from backend.panels.rules import answering
from backend.panels.service import signing_up
from backend.panels.service.signing_up import Ask
from schemas.words import Place, Why
from tests import factories
from tests.backend.panels.machine import check_nobody_was_overtaken
from tests.backend.panels.seats import check, check_seats, look, now, signups

FEW = 25
# Around these moments a zone's clock jumps or a year ends; the panel is some days later.
EVES = (
    datetime(2026, 3, 28, 23, 30, tzinfo=UTC),  # Europe goes forward
    datetime(2026, 10, 24, 23, 30, tzinfo=UTC),  # Europe goes back
    datetime(2026, 3, 8, 7, 30, tzinfo=UTC),  # America goes forward
    datetime(2026, 11, 1, 6, 30, tzinfo=UTC),  # America goes back
    datetime(2027, 12, 31, 23, 30, tzinfo=UTC),  # the year ends
    datetime(2028, 2, 28, 23, 30, tzinfo=UTC),  # a leap day
)
ZONES = ("America/Chicago", "Europe/Berlin", "Pacific/Chatham", "UTC")
# Seconds: a tick, a little more than an offer's minutes, an hour to and fro as summer time is mistaken for, a day.
JUMPS = st.lists(
    st.one_of(
        st.sampled_from([1, 5, 299, 300, 301, 899, 901, 3_600, -3_600, 14_400, 86_400, -86_400]),
        st.integers(-7_200, 90_000),
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.timeout(300)
def test_offers_lapse_exactly_and_in_order_whatever_the_clock_does(app, settings, pytestconfig):
    wanted = pytestconfig.getoption("--fuzz")

    @many(wanted)
    @given(st.sampled_from(EVES), st.sampled_from(ZONES), st.integers(10, 6_000), JUMPS, st.sampled_from([0, 3, 4]))
    def fuzz(eve, zone, minutes, jumps, restart_every):
        with time_machine.travel(eve, tick=False) as time:
            panel = a_panel_with_an_offer(zone, timedelta(minutes=minutes))
            for number, seconds in enumerate(jumps, 1):
                before = {one.id: one for one in signups(panel)}
                time.shift(seconds)
                if restart_every and number % restart_every == 0:
                    bind(settings)
                look()
                look()
                check_lapses(panel, before)

    fuzz()


def many(wanted):
    return settings(
        max_examples=wanted or FEW,
        derandomize=not wanted,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def a_panel_with_an_offer(zone, starts_in):
    """Four people, one seat of which is offered to the second."""
    names = [factories.a_person(f"Person {number}") for number in range(4)]
    meeting = factories.a_meeting(f"m{names[0].id}", timezone=zone)
    panel = factories.a_panel(meeting, seats=1, starts_in=starts_in)
    for number, person in enumerate(names):
        with db.writing() as session:
            client_id = f"00000000-0000-4000-8000-{number:012}"
            signing_up.sign_up(session, person.id, panel.id, Ask(client_id))
    with db.writing() as session:
        signing_up.leave(session, names[0].id, panel.id)
    return panel


def check_lapses(panel, before):
    """Nothing lapsed early, nothing that is over still stands, and each offer got the time that was its due."""
    at, row = clock.now(), now(panel)
    for one in signups(panel):
        was = before[one.id]
        if was.place is Place.OFFERED and one.place is Place.DECLINED:
            assert was.offer_ends_at <= at
        if one.place is Place.OFFERED:
            assert one.offer_ends_at > at
        if one.place is Place.OFFERED and was.place is not Place.OFFERED:
            assert one.offer_ends_at == answering.offer_ends(row, at=at)
            assert timedelta(minutes=5) <= one.offer_ends_at - at <= timedelta(days=1)
    check(panel)
    check_seats(panel)
    check_nobody_was_overtaken(panel)
    assert every_offer_ended_once(panel)


def every_offer_ended_once(panel):
    with db.reading() as session:
        changes = session.scalars(
            sa.select(SignupChange).where(SignupChange.panel_id == panel.id).order_by(SignupChange.id)
        ).all()
    lapsed = [one.signup_id for one in changes if one.why is Why.LAPSED]
    return len(lapsed) == len(set(lapsed))


def test_an_offer_waits_as_long_on_the_night_the_clocks_change(meeting):
    """24 hours are 24 hours, also over the hour that is there twice."""
    with time_machine.travel(datetime(2026, 10, 31, 20, 0, tzinfo=UTC), tick=False) as time:
        panel = a_panel_with_an_offer("America/Chicago", timedelta(days=9))
        time.shift(10)
        look()
        [offered] = [one for one in signups(panel) if one.place is Place.OFFERED]
        assert offered.offer_ends_at == clock.now() + timedelta(hours=24)
        time.shift(24 * 3600 - 1)
        look()
        assert signups(panel)[1].place is Place.OFFERED
        time.shift(1)
        look()
        assert signups(panel)[1].place is Place.DECLINED


def test_a_worker_that_was_away_for_days_does_everything_once_when_it_is_back(meeting):
    with time_machine.travel(clock.now(), tick=False) as time:
        panel = a_panel_with_an_offer("UTC", timedelta(days=30))
        time.shift(10)
        look()
        time.shift(5 * 86_400)
        look()
        assert [one.place for one in signups(panel)] == [Place.LEFT, Place.DECLINED, Place.OFFERED, Place.WAITING]
        assert signups(panel)[2].offer_ends_at == clock.now() + timedelta(hours=24)
        check(panel)


def test_a_clock_set_back_out_of_the_last_minutes_lets_the_line_move(meeting):
    with time_machine.travel(clock.now(), tick=False) as time:
        panel = a_panel_with_an_offer("UTC", timedelta(hours=2))
        time.shift(7_100)
        look()
        assert signups(panel)[1].place is Place.WAITING
        time.shift(-3_600)
        with db.writing() as session:
            signing_up.leave(session, signups(panel)[3].person_id, panel.id)
        assert signups(panel)[1].place is Place.OFFERED
        check(panel)
