"""What becomes of a report: from two taps to a decision, and to an appeal that puts all of it back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from backend.core import clock
from schemas.words import ChannelKind, Role
from tests.backend.chat.talking import Talker, a_client_id
from tests.backend.moderation.judging_people import (
    appeal,
    at_desk,
    claim,
    decide,
    mine,
    page,
    queue,
    release,
    report,
    rev_of,
)
from tests.factories import a_channel, a_chatter, a_meeting, a_panel, a_person, an_organiser


@pytest.fixture
def second(app, sign_in):
    """Another moderator's phone."""
    return sign_in(a_person("Max Moderator", Role.MODERATOR))


def test_two_report_a_moderator_removes_another_restores(channel, talker, moderator, second, visitor):
    a_meeting()
    ada, ben, cleo = (talker(name, channel) for name in ("Ada A", "Ben B", "Cleo C"))
    before = cleo.said(channel, "What do you use?")
    message = ada.said(channel, "Buy MARKER, it is mine")

    first = report(ben.phone, message["id"], words="She sells")
    again = report(ben.phone, message["id"], guideline="spam")
    report(cleo.phone, message["id"])

    assert (first.status_code, again.status_code, again.json) == (201, 200, first.json)
    [case] = queue(moderator)
    assert (case["reports"], case["guideline"], case["excerpt"]) == (2, "self_promotion", "Buy MARKER, it is mine")
    assert "MARKER" not in str(at_desk())
    whole = page(moderator, case).json
    assert [one["by"]["name"] for one in whole["received"]] == ["Ben B", "Cleo C"]
    assert ([one["id"] for one in whole["before"]], whole["after"]) == ([before["id"]], [])
    assert claim(moderator, case).json["claimant"] == "Moa Moderator"

    decided = decide(moderator, case, "removed").json

    assert decided["decision"]["by"] == "Moa Moderator"
    assert queue(moderator) == at_desk() == []
    assert page(moderator, case).json["look"]["removed"]["by"] == "Moa Moderator"
    assert "MARKER" not in page(moderator, case).text
    [told] = ada.phone.get("/api/me/decisions").json
    assert (told["measure"], told["guideline"], told["edition"]) == ("removed", "self_promotion", 1)
    assert [one["kind"] for one in mine(ada, "notice")] == ["decision"]
    assert [one["helped"] for one in mine(ben, "report")] == [True]
    assert [one["kind"] for one in mine(cleo, "notice")] == ["report_decided"]

    assert appeal(ada.phone, told).status_code == 201
    [appealed] = queue(second, origin="appeal")
    assert page(second, appealed).json["appeal"]["decision"]["id"] == told["id"]
    assert decide(moderator, appealed, "upheld").json["code"] == "own_case"
    assert decide(second, appealed, "granted").json["decision"]["measure"] == "granted"

    assert [one["text"] for one in ben.page(channel).json["messages"]] == ["What do you use?", message["text"]]
    [told] = ada.phone.get("/api/me/decisions").json
    assert (bool(told["overturned_at"]), told["appeal"]["granted"]) == (True, True)
    assert page(moderator, case).json["history"]["strikes"] == []
    figures = visitor.get("/api/meetings/2026/transparency").json
    assert {name: figures[name] for name in ("reports", "decisions", "appeals", "granted")} == {
        "reports": 2,
        "decisions": 1,
        "appeals": 1,
        "granted": 1,
    }
    assert figures["measures"] == [{"what": "removed", "count": None}]


def test_nobody_reports_what_is_their_own_or_not_theirs_to_read(channel, talker):
    ada, ben, cleo = (talker(name, channel) for name in ("Ada A", "Ben B", "Cleo C"))
    said = ada.said(channel)
    direct = ada.phone.post(f"/api/people/{ben.id}/direct").json["id"]
    secret = ada.phone.post(f"/api/channels/{direct}/messages", json={"client_id": a_client_id(), "text": "Psst"}).json

    answers = [
        report(ada.phone, said["id"]),
        report(cleo.phone, secret["id"]),
        report(cleo.phone, 999),
        report(cleo.phone, said["id"], guideline="nonsense"),
        report(ben.phone, secret["id"]),
    ]

    assert [reply.status_code for reply in answers] == [403, 404, 404, 422, 201]


def test_what_is_said_between_two_is_seen_in_its_case_alone(talker, moderator):
    ada, ben = talker("Ada A"), talker("Ben B")
    direct = ada.phone.post(f"/api/people/{ben.id}/direct").json["id"]
    sent = ada.phone.post(f"/api/channels/{direct}/messages", json={"client_id": a_client_id(), "text": "Psst"}).json

    report(ben.phone, sent["id"], guideline="kindness")

    [case] = queue(moderator)
    whole = page(moderator, case).json
    assert (whole["look"]["text"], whole["look"]["link"], whole["channel"]) == ("Psst", None, "Between two")
    assert moderator.get(f"/api/channels/{direct}/messages").status_code == 404


def test_every_kind_of_subject_is_reported_and_removed(talker, moderator, sign_in):
    meeting = a_meeting()
    panel, host = a_panel(meeting), sign_in(an_organiser())
    ada, ben = talker("Ada A"), talker("Ben B")
    ada.phone.patch("/api/me", json={"about": "MARKER about me"})
    asked = ada.phone.post(f"/api/panels/{panel.id}/questions", json={"client_id": a_client_id(), "text": "MARKER?"})
    blog = {"panel_id": panel.id, "blog_url": "https://ada.example", "pitch": "MARKER pitch"}
    applied = ada.phone.post("/api/meetings/2026/applications", json={"client_id": a_client_id(), **blog})
    assert (asked.status_code, applied.status_code) == (201, 201), (asked.json, applied.json)

    report(ben.phone, asked.json["question"]["id"], subject="question")
    report(ben.phone, ada.id, subject="person")
    report(host, applied.json["id"], subject="application")

    cases = queue(moderator)
    assert sorted(case["subject"] for case in cases) == ["application", "person", "question"]
    assert all("MARKER" in page(moderator, case).text for case in cases)
    assert [decide(moderator, case, "removed").status_code for case in cases] == [201, 201, 201]
    assert [page(moderator, case).text.count("MARKER") for case in cases] == [0, 0, 0]


def test_a_claim_is_seen_and_ends_by_itself(channel, talker, moderator, second, monkeypatch):
    ada, ben = talker("Ada A", channel), talker("Ben B", channel)
    report(ben.phone, ada.said(channel)["id"])
    [case] = queue(moderator)

    claim(moderator, case)

    refused = [claim(second, case), decide(second, case, "nothing"), release(second, case)]
    assert [(reply.json["code"], reply.json["about"]["by"]) for reply in refused] == [("claimed", "Moa Moderator")] * 3
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert claim(second, case).json["claimant"] == "Max Moderator"
    assert release(second, case).json["claimant"] is None


def test_of_two_who_decide_at_once_one_decides_and_the_other_is_told(channel, talker, moderator, second):
    ada, ben = talker("Ada A", channel), talker("Ben B", channel)
    report(ben.phone, ada.said(channel)["id"])
    [case] = queue(moderator)
    desks, measures = (moderator, second), ("removed", "warned")

    with ThreadPoolExecutor(2) as hands:
        acts = [
            hands.submit(decide, phone, case, what, rev=case["rev"])
            for phone, what in zip(desks, measures, strict=True)
        ]
        replies = [act.result() for act in acts]

    assert sorted(reply.status_code for reply in replies) == [201, 409]
    [lost] = [reply for reply in replies if reply.status_code == 409]
    [won] = [reply for reply in replies if reply.status_code == 201]
    assert (lost.json["code"], lost.json["about"]["by"]) == ("decided", won.json["decision"]["by"])
    assert len(ada.phone.get("/api/me/decisions").json) == 1
    assert decide(desks[replies.index(won)], case, won.json["decision"]["measure"]).status_code == 201  # a second tap


def test_reports_by_many_at_once_stand_in_one_case_and_hide_nothing(channel, talker, moderator):
    """S-96: a flood of reports moves a case up in the queue, and does nothing else."""
    ada = talker("Ada A", channel)
    said = [ada.said(channel, f"My talk, part {part}") for part in range(3)]
    flood = [talker(f"Foe {number}", channel) for number in range(4)]

    with ThreadPoolExecutor(4) as hands:
        done = list(hands.map(lambda foe: [report(foe.phone, one["id"]).status_code for one in said], flood))

    assert done == [[201] * 3] * 4
    assert [case["reports"] for case in queue(moderator)] == [4, 4, 4]
    assert len(ada.page(channel).json["messages"]) == 3


def test_false_reports_weigh_less_each_time(channel, talker, moderator, sign_in):
    ada, foe, friend = (talker(name, channel) for name in ("Ada A", "Foe F", "Friend F"))
    new = Talker(sign_in(a_person("New N")), None)
    for _ in range(3):
        report(foe.phone, ada.said(channel)["id"])
        decide(moderator, queue(moderator)[0], "nothing")
    said = ada.said(channel)

    for who in (foe, friend, new):
        report(who.phone, said["id"])

    assert [one["weight"] for one in page(moderator, queue(moderator)[0]).json["received"]] == [1, 4, 4]


def test_whoever_did_not_see_the_latest_looks_again_before_they_decide(channel, talker, moderator, second):
    ada, ben, cleo = (talker(name, channel) for name in ("Ada A", "Ben B", "Cleo C"))
    message = ada.said(channel)
    report(ben.phone, message["id"])
    [case] = queue(moderator)
    report(cleo.phone, message["id"])

    assert decide(second, case, "nothing", rev=case["rev"]).json["code"] == "outdated"
    claim(moderator, case)
    assert decide(moderator, case, "nothing", rev=case["rev"]).status_code == 201


@pytest.mark.parametrize(
    ("measure", "more", "status"),
    [
        ("granted", {}, 422),
        ("published", {}, 422),
        ("removed", {"guideline": ""}, 422),
        ("restricted", {}, 422),
        ("warned", {"restriction": {"kind": "mute", "everywhere": True, "minutes": 10}}, 422),
        ("restricted", {"restriction": {"kind": "mute", "everywhere": True, "minutes": None}}, 201),
        ("nothing", {"guideline": ""}, 201),
    ],
)
def test_a_decision_fits_its_case_and_names_a_point(channel, talker, moderator, measure, more, status):
    ada, ben = talker("Ada A", channel), talker("Ben B", channel)
    report(ben.phone, ada.said(channel)["id"])

    assert decide(moderator, queue(moderator)[0], measure, **more).status_code == status


def test_nobody_decides_about_themselves(channel, talker, moderator, sign_in):
    ben, mod = talker("Ben B", channel), talker("Mod M", channel, roles=(Role.MODERATOR,))
    report(ben.phone, mod.said(channel)["id"])
    [case] = queue(mod.phone)

    refused = [claim(mod.phone, case), decide(mod.phone, case, "nothing")]

    assert ([reply.json["code"] for reply in refused], case["mine"]) == (["own_case"] * 2, True)


def test_a_restriction_holds_until_its_appeal_is_granted(channel, talker, moderator, second):
    ada, ben = talker("Ada A", channel), talker("Ben B", channel)
    report(ben.phone, ada.said(channel)["id"])
    quiet = {"kind": "mute", "everywhere": False, "minutes": 60}

    decide(moderator, queue(moderator)[0], "restricted", restriction=quiet, remove=True)

    assert ada.say(channel).json["code"] == "restricted"
    [told] = mine(ada, "decision")
    assert appeal(ada.phone, told).status_code == 201
    assert appeal(ada.phone, told, "And another thing").json["code"] == "appealed"
    assert decide(second, queue(second)[0], "granted").status_code == 201
    assert ada.say(channel).status_code == 201
    assert len(ben.page(channel).json["messages"]) == 2


def test_the_time_to_appeal_ends_as_it_was_promised_and_strikes_fade(channel, talker, moderator, sign_in, monkeypatch):
    ada, ben = talker("Ada A", channel), talker("Ben B", channel)
    report(ben.phone, ada.said(channel)["id"])
    [case] = queue(moderator)
    decide(moderator, case, "warned")
    desk = sign_in(an_organiser())
    assert desk.patch("/api/moderation/settings", json={"appeal_days": 1}).json["appeal_days"] == 1
    [told] = mine(ada, "decision")
    assert len(page(moderator, case).json["history"]["strikes"]) == 1
    real = clock.now()

    monkeypatch.setattr(clock, "now", lambda: real + timedelta(days=31))

    assert appeal(sign_in(ada.person), told).json["code"] == "too_late_to_appeal"
    assert page(sign_in(a_person("Mia M", Role.MODERATOR)), case).json["history"]["strikes"]
    monkeypatch.setattr(clock, "now", lambda: real + timedelta(days=181))
    assert page(sign_in(a_person("Mo M", Role.MODERATOR)), case).json["history"]["strikes"] == []
    monkeypatch.setattr(clock, "now", lambda: real + timedelta(days=29))
    assert appeal(sign_in(ada.person), told).status_code == 201


def test_what_is_held_is_decided_at_the_desk(channel, talker, moderator, second, sign_in):
    ada = talker("Ada A", channel)
    sign_in(an_organiser()).put("/api/moderation/holding", json={"holding": "everyone"})
    texts = ("One", "Two", "Three")
    assert [ada.say(channel, text).status_code for text in texts] == [202] * 3
    cases = sorted(queue(moderator, origin="held"), key=lambda case: case["id"])
    assert [case["excerpt"] for case in cases] == list(texts)
    assert page(moderator, cases[1]).json["held"]["text"] == "Two"

    decided = [decide(moderator, cases[0], "published"), decide(moderator, cases[1], "withheld")]
    ada.phone.delete(f"/api/held/{cases[2]['held_id']}")

    assert [reply.status_code for reply in decided] == [201, 201]
    assert queue(moderator) == []
    assert [one["text"] for one in ada.page(channel).json["messages"]] == ["One"]
    [told] = mine(ada, "decision")
    assert (told["measure"], appeal(ada.phone, told).status_code) == ("withheld", 201)
    assert decide(second, queue(second)[0], "granted").status_code == 201
    assert sorted(one["text"] for one in ada.page(channel).json["messages"]) == ["One", "Two"]


def test_what_is_taken_away_by_hand_closes_its_case_and_tells_who_reported(channel, talker, moderator):
    ada, ben = talker("Ada A", channel), talker("Ben B", channel)
    message = ada.said(channel)
    report(ben.phone, message["id"])
    taken = {"subject": "message", "subject_id": message["id"], "guideline": "spam"}

    removal = moderator.post("/api/moderation/removals", json=taken).json

    assert queue(moderator) == []
    assert [one["helped"] for one in mine(ben, "report")] == [True]
    assert len(mine(ada, "decision")) == 1
    moderator.delete(f"/api/moderation/removals/{removal['id']}")
    assert mine(ada, "decision")[0]["overturned_at"]


def test_notes_stay_among_moderators(channel, talker, moderator, second):
    ada, ben = talker("Ada A", channel), talker("Ben B", channel)
    report(ben.phone, ada.said(channel)["id"])
    [case] = queue(moderator)

    moderator.post(f"/api/moderation/cases/{case['id']}/notes", json={"text": "I know her"})

    assert [(one["by"]["name"], one["text"]) for one in page(second, case).json["notes"]] == [
        ("Moa Moderator", "I know her")
    ]
    assert rev_of(second, case) > case["rev"]


def test_the_guidelines_are_kept_in_every_edition(visitor, sign_in):
    desk = sign_in(an_organiser())
    first = visitor.get("/api/guidelines").json
    points = [{"key": "kindness", "title": "Be kind", "text": "To everybody."}]

    changed = desk.patch("/api/chat/settings", json={"points": points}).json
    desk.patch("/api/chat/settings", json={"welcome": "Hello"})

    assert (changed["edition"], changed["points"]) == (2, points)
    newest, old = visitor.get("/api/guidelines").json, visitor.get("/api/guidelines/1").json
    assert (newest["number"], newest["points"]) == (2, points)
    assert (old["points"], old["newest"], old["at"]) == (first["points"], 2, None)
    assert visitor.get("/api/guidelines/3").status_code == 404
    twice = desk.patch("/api/chat/settings", json={"points": points * 2})
    assert twice.status_code == 422


def test_how_much_there_is_to_do_is_told_to_those_who_do_it(channel, talker, moderator, second):
    ada, ben = talker("Ada A", channel), talker("Ben B", channel)
    for _ in range(3):
        report(ben.phone, ada.said(channel)["id"])
    first, following, _ = queue(moderator)
    decide(moderator, first, "warned")
    claim(moderator, following)

    load = moderator.get("/api/moderation/load").json

    assert (load["mine"]["decided"], load["mine"]["waiting"], load["team"]["waiting"]) == (1, 1, 2)
    assert second.get("/api/moderation/load").json["mine"]["decided"] == 0


def test_a_moderator_sees_the_cases_in_their_scope_and_no_others(talker, sign_in):
    here, there = a_channel("Here", language="de"), a_channel("There")
    ada, ben = talker("Ada A", here, there), talker("Ben B", here, there)
    report(ben.phone, ada.said(here)["id"])
    report(ben.phone, ada.said(there)["id"])
    report(ben.phone, ada.id, subject="person")
    person = a_chatter(a_person("Mia M", Role.MODERATOR), here)
    desk, mia = sign_in(an_organiser()), sign_in(person)
    every = {case["id"]: case["channel_id"] for case in queue(desk)}
    assert len(every) == 3

    for scopes, seen in (
        ([{"channel_id": there.id}], {there.id}),
        ([{"language": "de"}], {here.id}),
        ([], {here.id, there.id, None}),
    ):
        answer = desk.put(f"/api/moderation/scopes/{person.id}", json={"scopes": scopes})
        assert answer.status_code == 200
        assert {case["channel_id"] for case in queue(mia)} == seen
        for number, channel_id in every.items():
            outside = channel_id not in seen
            case = {"id": number, "rev": 0}
            for reply in (page(mia, case), claim(mia, case), release(mia, case)):
                assert (reply.status_code == 404) is outside
            assert (decide(mia, case, "granted").status_code == 404) is outside
    assert a_channel("Between", ChannelKind.DIRECT).id
    assert desk.put(f"/api/moderation/scopes/{ben.id}", json={"scopes": []}).status_code == 422
