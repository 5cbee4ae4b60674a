"""What waits for a look: seen by its author and at the desk, by nobody else, and never gone in silence."""

from datetime import timedelta

import pytest

from backend.chat.rules.judging import Sign, Verdict
from backend.chat.service import holding, judging
from backend.core import clock, db
from backend.moderation.jobs import miss_moderators
from backend.moderation.queries.settings import settings_to_change
from backend.people.service import restricting
from backend.people.service.restricting import Limits
from schemas.words import ChannelKind, Effect, RestrictionKind, Role
from tests.backend.chat.photographing import a_photo, look, send
from tests.backend.chat.talking import a_client_id, records
from tests.backend.moderation.judging_people import queue
from tests.factories import a_channel, a_meeting


@pytest.fixture
def moa(talker, channel):
    return talker("Moa Moderator", channel, roles=(Role.MODERATOR,))


@pytest.fixture
def judge():
    """Judges that are registered for one test."""
    yield lambda verdict: judging.judged_by("test", lambda _session, said: verdict if "casino" in said.text else CLEAR)
    judging._judges.pop("test", None)


CLEAR = Verdict()


def turn(talker, channel, **values):
    return talker.phone.put(f"/api/channels/{channel.id}/moderation", json=values)


def waiting():
    return sorted(records("moderation:1").get("case", []), key=lambda case: case["held_id"])


def texts(talker, channel):
    return [message["text"] for message in talker.page(channel).json["messages"]]


def together(moa, measure, **same):
    body = {"same": {"until": (clock.now() + timedelta(minutes=1)).isoformat(), **same}, "measure": measure}
    return moa.phone.post("/api/moderation/held/bulk", json=body | {"guideline": "spam", "text": "A raid."})


def publish_all(moa):
    assert together(moa, "published").json["left"] == 0


def test_a_held_message_is_seen_by_its_author_and_published_in_order_by_its_first_request(talker, moa, channel):
    ada, ben = talker("Ada Author", channel), talker("Ben Bystander", channel)
    assert turn(moa, channel, holding="everyone").json["holding"] == "everyone"
    body = {"client_id": a_client_id(), "text": f"First, <@{ben.id}>"}
    door = f"/api/channels/{channel.id}/messages"

    first, again = ada.phone.post(door, json=body), ada.phone.post(door, json=body)
    second = ada.say(channel, "Second")
    ben.say(channel, "Between")
    moa.said(channel, "I look at them in a moment.")

    assert [reply.status_code for reply in (first, again, second)] == [202] * 3
    assert (first.json, first.json["state"]) == (again.json, "waiting")
    assert [one["text"] for one in ada.mine("held")] == [body["text"], "Second"]
    assert texts(ben, channel) == texts(moa, channel) == ["I look at them in a moment."]
    assert ben.mine("notice") == [] == [one for one in ben.mine("membership") if one["mentions"]]
    assert len(waiting()) == 3

    with db.writing() as session:
        holding.publish(session, second.json["id"])
    assert [one["state"] for one in ada.mine("held")] == ["waiting", "waiting"]
    publish_all(moa)

    assert texts(ben, channel) == ["I look at them in a moment.", body["text"], "Second", "Between"]
    assert [one["kind"] for one in ben.mine("notice")] == ["mentioned", "held_published"]
    assert ada.mine("held") == []
    sent_again = ada.phone.post(door, json=body)
    assert (sent_again.status_code, sent_again.json["client_id"]) == (200, body["client_id"])


def test_withdrawing_leaves_nothing_and_lets_the_next_one_go(talker, moa, channel):
    ada, ben = talker("Ada Author", channel), talker("Ben Bystander", channel)
    turn(moa, channel, holding="everyone")
    first, _ = ada.say(channel, "Unspeakable").json, ada.say(channel, "Second")

    assert ben.phone.delete(f"/api/held/{first['id']}").status_code == 404
    assert ada.phone.delete(f"/api/held/{first['id']}").status_code == 204
    publish_all(moa)

    assert texts(ben, channel) == ["Second"]
    assert "Unspeakable" not in str(records(f"me:{ada.id}"))
    again = ada.phone.post(f"/api/channels/{channel.id}/messages", json={"client_id": first["client_id"], "text": "X"})
    assert (again.status_code, again.json["state"], again.json["text"]) == (202, "withdrawn", "")


def test_new_words_wait_while_everybody_reads_the_old_ones(talker, moa, channel, judge):
    ada, ben = talker("Ada Author", channel), talker("Ben Bystander", channel)
    message = ada.said(channel, "Cooking")
    judge(Verdict(Effect.HOLD, 7, "Gambling", "spam", (Sign("casino", 0.9, 4, 10),)))

    held, other = ada.edit(message, "The casino"), ada.edit(message, "My casino")

    assert (held.status_code, other.status_code, held.json["id"]) == (202, 202, other.json["id"])
    assert (texts(ben, channel), other.json["message_id"]) == (["Cooking"], message["id"])
    [case] = waiting()
    assert case["guideline"] == "spam"
    publish_all(moa)
    assert texts(ben, channel) == ["My casino"]
    assert ada.edit(message, "Another casino").status_code == 202
    assert ada.remove(message).status_code == 204
    assert "casino" not in str(records(f"me:{ada.id}"))
    assert [case for case in waiting() if case["decided_at"] is None] == []


def test_a_moderator_reads_whom_a_held_message_mentions_and_what_weighed_in_it(talker, moa, channel, judge):
    ada, ben = talker("Ada Author", channel), talker("Ben Bystander", channel)
    typed = f"<@{ben.id}> and <@999999>, the casino is open"
    start = typed.index("casino")
    judge(Verdict(Effect.HOLD, 7, "Gambling", "spam", (Sign("casino", 0.9, start, start + 6), Sign("late", 0.1))))
    assert ada.say(channel, typed).status_code == 202

    [row] = moa.phone.get("/api/moderation/cases").json["cases"]
    case = moa.phone.get(f"/api/moderation/cases/{row['id']}").json

    assert row["excerpt"] == case["held"]["text"] == "@Ben Bystander and <@999999>, the casino is open"
    marked, unplaced = case["why"]["signs"]
    assert (case["held"]["text"][marked["start"] : marked["end"]], unplaced["start"]) == ("casino", None)
    assert [one["text"] for one in ada.mine("held")] == [typed]


def test_what_a_rule_would_take_away_waits_what_it_points_at_is_read_and_who_it_slows_waits(
    talker, moa, channel, judge
):
    ada = talker("Ada Author", channel)
    judge(Verdict(Effect.REMOVE, 7, "Gambling", "spam"))
    assert ada.say(channel, "casino").status_code == 202
    assert moa.say(channel, "Please no casino here").status_code == 201
    judge(Verdict(Effect.SUGGEST, 7, "Gambling", "spam"))
    pointed_at = ada.said(channel, "casino")
    judge(Verdict(Effect.LIMIT, 7, "Gambling", "spam"))
    slowed = ada.say(channel, "casino again")

    cases = queue(moa.phone)
    assert {(case["origin"], case["subject_id"]) for case in cases} >= {("rule", pointed_at["id"])}
    assert sorted(case["origin"] for case in cases) == ["held", "rule"]
    assert (slowed.status_code, slowed.json["code"]) == (409, "slow_mode")
    assert ada.said(channel, "Calm words")


def test_photos_of_what_waits_are_shown_to_its_author_and_moderators(talker, moa, channel):
    ada, ben = talker("Ada Author", channel), talker("Ben Bystander", channel)
    turn(moa, channel, holding="everyone")
    photo = a_photo(ada.phone)
    reply = ada.say(channel, "", photos=[photo])

    shown = [look(one.phone, photo).status_code for one in (ada, moa, ben)]

    assert (reply.status_code, [one["id"] for one in reply.json["photos"]]) == (202, [photo])
    assert shown == [200, 200, 404]
    [row] = moa.phone.get("/api/moderation/cases").json["cases"]
    assert (row["excerpt"], row["photos"]) == ("", 1)
    publish_all(moa)
    [row] = moa.phone.get("/api/moderation/cases?state=decided").json["cases"]
    assert (row["excerpt"], row["photos"]) == ("", 0)
    assert look(ben.phone, photo).status_code == 200


def test_what_a_photo_is_said_to_show_is_judged_as_words_of_its_message(talker, moa, channel, judge):
    ada = talker("Ada Author", channel)
    judge(Verdict(Effect.HOLD, 7, "Gambling", "spam", (Sign("“casino”", 1.0, 4, 10),)))

    held = ada.say(channel, "My desk", photos=[a_photo(ada.phone, alt="The casino I sell")])

    assert held.status_code == 202
    [case] = queue(moa.phone)
    [sign] = moa.phone.get(f"/api/moderation/cases/{case['id']}").json["why"]["signs"]
    assert (sign["what"], sign["start"]) == ("in what a photo shows: “casino”", None)
    photo = a_photo(ada.phone)
    sent = ada.say(channel, "My desk", photos=[photo]).json
    said = {alt: ada.phone.patch(f"/api/photos/{photo}", json={"alt": alt}) for alt in ("A casino", "A desk")}
    assert [reply.status_code for reply in said.values()] == [422, 200]
    judge(Verdict(Effect.SUGGEST, 7, "Gambling", "spam"))
    assert ada.phone.patch(f"/api/photos/{photo}", json={"alt": "A casino"}).status_code == 200
    assert [case["subject_id"] for case in queue(moa.phone, origin="rule")] == [sent["id"]]
    turn(moa, channel, holding="everyone")
    assert ada.phone.patch(f"/api/photos/{photo}", json={"alt": "A wall"}).status_code == 422


def test_one_bulk_decision_clears_a_raid_and_each_author_hears_once(talker, moa, sign_in):
    channels = [a_channel("One"), a_channel("Two")]
    old = talker("Olga Oldhand", *channels)
    raiders = [talker(f"Raider {n}", *channels, days=0, messages=0) for n in range(3)]
    assert old.phone.put("/api/moderation/holding", json={"holding": "everyone"}).status_code == 403
    assert moa.phone.put("/api/moderation/holding", json={"holding": "newcomers"}).json["in_force"] == "newcomers"
    for raider in raiders:
        assert [raider.say(channel, "Buy my things").status_code for channel in channels] == [202, 202]
    assert old.say(channels[0], "What happens here?").status_code == 201

    reply = together(moa, "withheld")

    assert reply.json == {"count": 6, "left": 0}
    assert [one["kind"] for one in raiders[0].mine("notice")] == ["held_withheld"]
    assert {one["state"] for one in raiders[0].mine("held")} == {"withheld"}
    assert "Buy my things" not in str(records(f"me:{raiders[0].id}"))
    assert moa.phone.get("/api/moderation/holding").json["waiting"] == 0
    assert [act["act"] for act in moa.phone.get("/api/moderation/audit").json["acts"]].count("held.decided") == 1


def test_slow_mode_and_a_lock_are_not_for_moderators(talker, moa, channel):
    ada = talker("Ada Author", channel)
    message = ada.said(channel, "Before")
    assert turn(ada, channel, locked=True).status_code == 403
    turn(moa, channel, slow_seconds=3600)
    slow = ada.say(channel, "Too soon")
    turn(moa, channel, slow_seconds=0, locked=True)
    locked, edited = ada.say(channel, "Shut"), ada.edit(message, "Shut too")

    assert (slow.status_code, slow.json["code"], slow.json["about"]["seconds"]) == (409, "slow_mode", 3600)
    assert [reply.json["code"] for reply in (locked, edited)] == ["locked", "locked"]
    assert ada.react(message).status_code == 200
    assert moa.say(channel, "I explain.").status_code == 201
    [told] = records(f"channel:{channel.id}")["channel"]
    assert (told["locked_at"] is not None, told["slow_seconds"]) == (True, 0)
    panel = a_channel("A panel's", ChannelKind.PANEL)
    turn(moa, panel, slow_seconds=3600, holding="everyone")
    new = talker("Nina New")  # has not joined: what waits of hers counts all the same
    assert [new.say(panel, text).status_code for text in ("First", "Too soon")] == [202, 409]


@pytest.mark.parametrize(("when_away", "reply"), [("stricter", 202), ("looser", 201)])
def test_while_moderators_are_away_what_was_chosen_for_that_holds(talker, moa, channel, when_away, reply, settings):
    organiser, ada = talker("Olga Organiser", roles=(Role.ORGANISER,)), talker("Ada Author", channel)
    with db.writing() as session:
        kept = settings_to_change(session)
        kept.newcomers, kept.when_away = "newcomers" if when_away == "looser" else "nobody", when_away
        kept.seen_at = clock.now() - timedelta(hours=13)

    miss_moderators(settings)
    miss_moderators(settings)

    new = talker("Nina New", channel, days=0, messages=0)
    assert [one["kind"] for one in organiser.mine("notice")] == ["moderators_away"]
    assert new.say(channel).status_code == reply
    moa.phone.put("/api/moderation/holding", json={"holding": "nobody"})
    assert ada.say(channel).status_code == 201


def restrict(person_id, kind, channel=None, until=None):
    with db.writing() as session:
        limits = Limits(RestrictionKind(kind), channel.id if channel else None, until, "spam", "Please stop.")
        return restricting.restrict(session, None, person_id, limits).id


def test_hold_first_holds_and_begins_no_new_conversation(talker, channel):
    ada, ben = talker("Ada Author", channel), talker("Ben Bystander", channel)
    restrict(ada.id, "hold_first")

    assert ada.say(channel).status_code == 202
    assert ada.phone.post(f"/api/people/{ben.id}/direct").json["code"] == "restricted"


def test_everything_that_writes_asks_what_a_person_is_kept_from(talker, channel, moa):
    ada, ben = talker("Ada Author", channel), talker("Ben Bystander", channel)
    mine, theirs = ada.said(channel, "Mine"), ben.said(channel, "Theirs")
    ada.react(theirs)
    restriction = restrict(ada.id, "mute")

    a_meeting()
    panel = {"panel_id": None, "blog_url": "https://ada.example", "pitch": "I would like to talk."}

    refused = [
        send(ada.phone),
        ada.phone.post("/api/meetings/2026/applications", json={"client_id": a_client_id(), **panel}),
        ada.say(channel),
        ada.edit(mine, "Other words"),
        ada.react(mine),
        ada.phone.post(f"/api/people/{ben.id}/direct"),
        ada.phone.post("/api/channels", json={"title": "A new topic"}),
        ada.phone.patch("/api/me", json={"about": "Buy my things"}),
    ]

    assert [(reply.status_code, reply.json["code"]) for reply in refused] == [(403, "restricted")] * len(refused)
    about = refused[-1].json["about"]
    assert (about["kind"], about["until"], about["guideline"], about["text"]) == ("mute", None, "spam", "Please stop.")
    assert ada.unreact(theirs).status_code == 200
    assert ada.phone.patch("/api/me", json={"about": "", "visibility": "hidden"}).status_code == 200
    assert ada.remove(mine).status_code == 204
    [told] = ada.mine("restriction")
    assert told["kind"] == "mute"
    assert moa.phone.delete(f"/api/moderation/restrictions/{restriction}").status_code == 204
    assert ada.mine("restriction") == []
    assert ada.say(channel).status_code == 201


def test_a_restriction_ends_by_the_clock_and_holds_where_it_was_given(talker, channel):
    ada, other = talker("Ada Author", channel), a_channel("Another")
    a_chatter_joins(ada, other)
    restrict(ada.id, "no_links", channel)
    restrict(ada.id, "mute", other, until=clock.now() - timedelta(seconds=1))

    assert ada.say(channel, "See https://example.org").json["about"]["kind"] == "no_links"
    assert ada.say(channel, "No address").status_code == 201
    assert ada.say(other, "See https://example.org").status_code == 201


def a_chatter_joins(talker, channel):
    assert talker.phone.post(f"/api/channels/{channel.id}/join").status_code == 200


def test_a_ban_shuts_a_channel_and_everything_but_what_is_open(talker, channel, moa):
    ada, ben = talker("Ada Author", channel), talker("Ben Bystander", channel)
    open_to_all = a_channel("Open", access="open")
    direct = ada.phone.post(f"/api/people/{ben.id}/direct").json
    asked = ada.phone.post(
        f"/api/channels/{direct['id']}/messages", json={"client_id": a_client_id(), "text": "Shall we?"}
    )
    assert asked.status_code == 201
    restrict(ada.id, "ban")
    ben.said(channel, f"Where is <@{ada.id}>?")

    listed = [one["title"] for one in ada.phone.get("/api/channels").json["channels"]]

    assert "Open" in listed
    assert channel.title not in listed
    assert (ada.page(channel).status_code, ada.page(channel).json["code"]) == (403, "restricted")
    assert ada.page(open_to_all).status_code == 200
    assert ada.say(open_to_all).json["about"]["may"].startswith("You can still see the programme")
    assert direct["id"] not in [one["id"] for one in ben.phone.get("/api/channels").json["channels"]]
    assert ada.mine("notice") == []
    assert ada.phone.get("/api/me").status_code == 200
