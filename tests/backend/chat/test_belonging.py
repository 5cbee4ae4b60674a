"""Joining and leaving, what is unread, and how much of a channel one wants to hear."""

from datetime import timedelta

import pytest

from backend.core import clock
from tests.factories import a_channel, a_person
from tests.statements import statements


@pytest.fixture
def ada(talker):
    return talker("Ada Example")


def listed(one, channel):
    return next(row for row in one.phone.get("/api/channels").json["channels"] if row["id"] == channel.id)


def unread(one, channel):
    row = listed(one, channel)
    return row["last_number"] - row["membership"]["read_number"]


def join(one, channel):
    return one.phone.post(f"/api/channels/{channel.id}/join")


def test_who_joins_begins_with_the_newest_and_who_comes_back_goes_on(ada, talker, channel):
    ben = talker("Ben Example", channel)
    ben.said(channel, "Before")
    assert join(ada, channel).json["members"] == 2
    assert join(ada, channel).json["members"] == 2
    assert unread(ada, channel) == 0
    ben.said(channel, f"*Since*, <@{ada.id}>! {'On and on. ' * 30}")
    latest = listed(ada, channel)["latest"]
    assert (unread(ada, channel), latest["author"], latest["photos"]) == (1, "Ben Example", 0)
    assert latest["excerpt"].startswith("Since, @Ada Example! On and on.")
    assert (len(latest["excerpt"]) <= 201, latest["excerpt"][-1]) == (True, "…")

    assert ada.phone.post(f"/api/channels/{channel.id}/leave").status_code == 204
    assert ada.phone.post(f"/api/channels/{channel.id}/leave").status_code == 204
    ben.said(channel, "While away")

    assert listed(ada, channel)["members"] == 1
    assert ada.say(channel).json["code"] == "not_a_member"
    assert (join(ada, channel).json["members"], unread(ada, channel)) == (2, 2)


def test_how_much_one_hears_is_set_and_is_the_same_on_every_device(ada, channel):
    until = (clock.now() + timedelta(hours=8)).strftime("%Y-%m-%dT%H:%M:%SZ")
    at = f"/api/channels/{channel.id}/membership"
    assert ada.phone.patch(at, json={"level": "none"}).json["code"] == "not_a_member"
    join(ada, channel)

    mine = ada.phone.patch(at, json={"level": "mentions", "muted_until": until}).json["membership"]

    assert (mine["level"], mine["muted_until"]) == ("mentions", until)
    assert ada.membership(channel) == mine
    assert ada.phone.patch(at, json={"muted_until": None}).json["membership"]["muted_until"] is None


def test_nobody_joins_what_is_over_and_nobody_leaves_a_conversation_of_two(ada, app):
    closed = a_channel(state="archived")
    direct = ada.phone.post(f"/api/people/{a_person('Ben Example').id}/direct").json

    assert join(ada, closed).json["code"] == "read_only"
    assert ada.phone.post(f"/api/channels/{direct['id']}/join").status_code == 404
    assert ada.phone.post(f"/api/channels/{direct['id']}/leave").status_code == 404


def test_a_list_of_many_channels_costs_what_a_list_of_few_does(ada, talker):
    def grow(number):
        channel = a_channel(f"Topic {number}")
        ben = talker(f"Ben {number}", channel)
        ben.said(channel, "Hello")
        join(ada, channel)
        there = ada.phone.post(f"/api/people/{ben.id}/direct").json["id"]
        ada.phone.post(
            f"/api/channels/{there}/messages", json={"client_id": f"{number:08}-0000-4000-8000-000000000000"}
        )

    def cost():
        with statements() as said:
            assert ada.phone.get("/api/channels").status_code == 200
        return len(said)

    ada.phone.get("/api/channels")
    grow(1)
    few = cost()
    for number in (2, 3, 4):
        grow(number)

    assert (cost(), few < 14) == (few, True)


@pytest.mark.parametrize("verb", ["join", "leave", "mute", "propose", "open", "edit", "accept", "block", "write"])
def test_hearing_agrees_with_reloading_whatever_is_done(verb, ada, talker, channel):
    """What Ada's phone holds by frames is what a fresh one is given: on her own stream, and of the channel."""
    moa = talker("Moa Moderator", channel, roles=("moderator",))
    phone = Heard(f"me:{ada.id}", f"channel:{channel.id}")
    join(ada, channel)
    phone.listen()

    does(verb, ada, moa, channel)
    phone.listen()

    assert phone.holds == Heard(f"me:{ada.id}", f"channel:{channel.id}").listen().holds


def does(verb, ada, moa, channel):
    at = f"/api/channels/{channel.id}"
    topic = ada.phone.post("/api/channels", json={"title": "Gardens"}).json["id"] if verb in {"propose", "open"} else 0
    acts = {
        "join": lambda: ada.phone.post(f"{at}/join"),
        "leave": lambda: ada.phone.post(f"{at}/leave"),
        "mute": lambda: ada.phone.patch(f"{at}/membership", json={"level": "none"}),
        "propose": lambda: ada.phone.get(f"/api/channels/{topic}"),
        "open": lambda: moa.phone.post(f"/api/channels/{topic}/answer", json={"open": True}),
        "edit": lambda: moa.phone.patch(at, json={"title": "Kitchen gardens", "guidelines": "Water them."}),
        "accept": lambda: ada.phone.post("/api/chat/accept", json={"version": 1}),
        "block": lambda: [
            ada.phone.put(f"/api/people/{moa.id}/block"),
            ada.phone.delete(f"/api/people/{moa.id}/block"),
        ][0],
        "write": lambda: moa.phone.post(f"/api/people/{ada.id}/direct"),
    }
    assert acts[verb]().status_code < 300


class Heard:
    """What a phone holds of some streams by their frames."""

    def __init__(self, *streams):
        self.heads = dict.fromkeys(streams, 0)
        self.holds = {}

    def listen(self):
        from backend.core import db, feed

        for stream, head in self.heads.items():
            with db.reading() as session:
                frame = feed.changes_since(session, stream, head)
            self.heads[stream] = frame["head"]
            for kind, rows in frame["records"].items():
                for row in rows:
                    self.take(stream, kind, row)
        return self

    def take(self, stream, kind, row):
        if row.get("removed"):
            self.holds.pop((stream, kind, row["id"]), None)
        else:
            self.holds[stream, kind, row["id"]] = row
