"""Channels of sessions and panels: from two weeks before the meeting, closed four weeks after it, then put away."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from backend.chat.jobs import turn_all
from backend.core import db
from backend.programme import service as programme
from schemas.words import Role
from tests.backend.chat.talking import a_client_id
from tests.factories import a_meeting, a_panel, a_session, an_organiser

FIRST = date(2026, 6, 10)  # the meeting: four days in Chicago
MIDNIGHT = datetime(2026, 6, 10, 5, tzinfo=UTC)  # its first one
OPENS, OVER = MIDNIGHT - timedelta(days=14), MIDNIGHT + timedelta(days=4)


@pytest.fixture
def meeting(app):
    return a_meeting(starts_on=FIRST)


@pytest.fixture
def ada(talker):
    return talker("Ada Example")


def open_channel(one, about, kind="sessions"):
    return one.phone.put(f"/api/{kind}/{about.id}/channel")


def at_door(one, channel):
    return one.phone.get(f"/api/channels/{channel['id']}").json


def travel(moment):
    return time_machine.travel(moment, tick=False)


@pytest.fixture
def look_at(talker, settings):
    """What somebody finds of a channel at a moment, after the worker's turn."""

    def look(moment, channel):
        with travel(moment):
            turn_all(settings)
            return at_door(talker("Lou Looker"), channel)

    return look


def test_a_sessions_channel_opens_two_weeks_before_and_is_begun_by_the_first(meeting, talker):
    item = a_session(meeting, "Bulk export after dark")
    with travel(OPENS - timedelta(seconds=1)):
        early = open_channel(talker("Eve Early"), item)
    with travel(OPENS):
        ada, ben = talker("Ada Example"), talker("Ben Example")
        first, second = open_channel(ada, item).json, open_channel(ben, item).json

    assert (early.json["code"], early.json["about"]) == ("not_open_yet", {"opens_at": "2026-05-27T05:00:00Z"})
    assert first["id"] == second["id"]
    assert (first["kind"], first["title"], first["session_id"]) == ("session", "Bulk export after dark", item.id)
    assert (first["read_only_at"], first["archived_at"]) == ("2026-07-12T05:00:00Z", "2026-08-09T05:00:00Z")


def test_it_is_closed_four_weeks_after_the_meeting_and_put_away_after_eight(meeting, talker, look_at):
    item = a_session(meeting)
    with travel(OVER):
        channel = open_channel(talker("Ada Example"), item).json
    read_only, archived = OVER + timedelta(days=28), OVER + timedelta(days=56)

    moments = (read_only - timedelta(seconds=1), read_only, archived - timedelta(seconds=1), archived)

    assert [look_at(moment, channel)["state"] for moment in moments] == ["open", "read_only", "read_only", "archived"]
    with travel(archived):
        late = talker("Lou Late")
        assert channel["id"] not in [one["id"] for one in late.phone.get("/api/channels").json["channels"]]
        [kept] = late.phone.get("/api/channels?archived=true").json["channels"]
        assert kept["id"] == channel["id"]
        assert late.phone.get(f"/api/channels?archived=true&before={channel['id']}").json == {"channels": []}
        assert open_channel(late, item).json["state"] == "archived"
        assert open_channel(late, a_session(meeting, "Nobody spoke of this")).json["code"] == "read_only"


def test_nobody_writes_after_the_season_even_before_the_worker_has_closed_the_channel(meeting, talker):
    with travel(OVER):
        ada = talker("Ada Example")
        channel = open_channel(ada, a_session(meeting)).json
        say = f"/api/channels/{channel['id']}/messages"
        said = ada.phone.post(say, json={"client_id": a_client_id(), "text": "In time"}).json

    with travel(OVER + timedelta(days=28)):
        late = [
            ada.phone.post(say, json={"client_id": a_client_id(), "text": "Too late"}),
            ada.edit(said, "Said otherwise"),
            ada.react(said),
        ]
        assert at_door(ada, channel)["may"]["post"] is False

    assert [reply.json["code"] for reply in late] == ["read_only"] * 3


def test_what_a_moderator_closed_early_stays_so_until_the_meeting_moves_and_takes_its_channels_along(
    meeting, talker, look_at
):
    items = [a_session(meeting, title) for title in ("One", "Two")]
    with travel(OVER):
        ada, moa = talker("Ada Example"), talker("Moa Moderator", roles=(Role.MODERATOR,))
        one, two = (open_channel(ada, item).json for item in items)
        moa.phone.patch(f"/api/channels/{two['id']}", json={"state": "read_only"})
    assert [look_at(OVER, channel)["state"] for channel in (one, two)] == ["open", "read_only"]
    closed = OVER + timedelta(days=30)
    assert look_at(closed, one)["state"] == "read_only"

    with travel(closed), db.writing() as session:
        programme.postpone(session, None, meeting.slug, 30)

    assert [look_at(closed, channel)["state"] for channel in (one, two)] == ["open", "open"]
    assert look_at(closed, one)["read_only_at"] == "2026-08-11T05:00:00Z"


def test_a_panel_and_its_session_have_one_channel_which_is_called_as_they_are(meeting, talker, sign_in):
    with travel(OPENS):
        panel = a_panel(meeting, starts_at=MIDNIGHT + timedelta(hours=12), title="Meet the bloggers")
        ada, desk = talker("Ada Example"), sign_in(an_organiser())
        by_session = ada.phone.put(f"/api/sessions/{panel.session_id}/channel").json
        by_panel = open_channel(ada, panel, "panels").json
        assert desk.patch(f"/api/sessions/{panel.session_id}", json={"title": "Meet them all"}).status_code == 200

        found = at_door(ada, by_panel)

    assert by_session["id"] == by_panel["id"]
    assert (found["kind"], found["panel_id"], found["title"]) == ("panel", panel.id, "Meet them all")


@pytest.mark.parametrize("path", ["sessions", "panels"])
def test_there_is_no_channel_about_nothing(ada, path):
    assert ada.phone.put(f"/api/{path}/999999/channel").status_code == 404
