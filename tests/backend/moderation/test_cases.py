"""What becomes of a report: from two taps to a decision, and to an appeal that puts all of it back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest

from backend.core import clock
from schemas.words import Role
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
)
from tests.factories import a_meeting, a_panel, a_person, an_organiser
from tests.statements import statements


@pytest.fixture
def story(channel, talker, moderator):
    """Ada sells something, Ben and Cleo report it, and a moderator removes it."""
    ada, ben, cleo = (talker(name, channel) for name in ("Ada A", "Ben B", "Cleo C"))
    before = cleo.said(channel, "What do you use?")
    message = ada.said(channel, "Buy MARKER, it is mine")
    first = report(ben.phone, message["id"], words="She sells")
    again = report(ben.phone, message["id"], guideline="spam")
    report(cleo.phone, message["id"])
    assert (first.status_code, again.status_code, again.json) == (201, 200, first.json)
    [case] = queue(moderator)
    seen, heard = page(moderator, case).json, str(at_desk())
    decided = decide(moderator, case, "removed")
    return SimpleNamespace(**{name: value for name, value in locals().items() if name != "talker"})


def test_reports_of_one_message_stand_in_one_case_with_what_was_said_around_it(story):
    assert (story.case["reports"], story.case["guideline"]) == (2, "self_promotion")
    assert story.case["excerpt"] == "Buy MARKER, it is mine"
    assert [one["by"]["name"] for one in story.seen["received"]] == ["Ben B", "Cleo C"]
    assert ([one["id"] for one in story.seen["before"]], story.seen["after"]) == ([story.before["id"]], [])
    assert "MARKER" not in story.heard


def test_what_is_decided_reaches_the_author_and_each_reporter_and_leaves_the_queue(story):
    assert story.decided.json["decision"]["by"] == "Moa Moderator"
    assert queue(story.moderator) == at_desk() == []
    removed = page(story.moderator, story.case)
    assert (removed.json["look"]["removed"]["by"], "MARKER" in removed.text) == ("Moa Moderator", False)
    [told] = story.ada.phone.get("/api/me/decisions").json
    assert (told["measure"], told["guideline"], told["edition"]) == ("removed", "self_promotion", 1)
    assert [one["kind"] for one in mine(story.ada, "notice")] == ["decision"]
    assert [one["helped"] for one in mine(story.ben, "report")] == [True]
    assert [one["kind"] for one in mine(story.cleo, "notice")] == ["report_decided"]
    assert "MARKER" not in str([mine(who, "notice") for who in (story.ada, story.ben, story.cleo)])


def test_an_appeal_is_decided_by_another_and_puts_everything_back(story, second, visitor):
    a_meeting()
    [told] = story.ada.phone.get("/api/me/decisions").json
    assert appeal(story.ada.phone, told).status_code == 201
    [appealed] = queue(second, origin="appeal")
    assert page(second, appealed).json["appeal"]["decision"]["id"] == told["id"]
    assert decide(story.moderator, appealed, "upheld").json["code"] == "own_case"

    assert decide(second, appealed, "granted").json["decision"]["measure"] == "granted"

    shown = story.ben.page(story.channel).json["messages"]
    assert [one["text"] for one in shown] == ["What do you use?", story.message["text"]]
    [told] = story.ada.phone.get("/api/me/decisions").json
    assert (bool(told["overturned_at"]), told["appeal"]["granted"]) == (True, True)
    assert page(story.moderator, story.case).json["history"]["strikes"] == []
    figures = visitor.get("/api/meetings/2026/transparency").json
    assert [figures[name] for name in ("reports", "decisions", "appeals", "granted")] == [2, 1, 1, 1]
    assert figures["measures"] == [{"what": "removed", "count": None}]


def test_a_bulk_decides_the_cases_of_all_it_takes_and_gives_them_back(channel, talker, moderator):
    ada, ben = talker("Ada A", channel), talker("Ben B", channel)
    said = [ada.said(channel, f"Buy {number}") for number in range(3)]
    for one in said:
        report(ben.phone, one["id"])
    same = {"same": {"person_id": ada.id}, "guideline": "spam", "text": "Stop", "count": 3}

    bulk = moderator.post("/api/moderation/bulk", json=same)

    assert (bulk.status_code, queue(moderator)) == (201, [])
    assert [one["helped"] for one in mine(ben, "report")] == [True] * 3
    [told] = mine(ada, "decision")
    moderator.delete(f"/api/moderation/bulk/{bulk.json['id']}")
    assert (told["overturned_at"], bool(mine(ada, "decision")[0]["overturned_at"])) == (None, True)


def test_the_queue_costs_the_same_however_many_wait(channel, talker, moderator):
    ada, ben = talker("Ada A", channel), talker("Ben B", channel)

    def cost():
        report(ben.phone, ada.said(channel)["id"])
        queue(moderator)
        with statements() as said:
            assert queue(moderator)
        return len(said)

    assert cost() == cost() == cost()


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


def test_who_reported_something_leaves_it_to_others_while_there_are_any(channel, talker):
    ada = talker("Ada A", channel)
    moa = talker("Moa M", channel, roles=(Role.MODERATOR,))
    org = talker("Olga O", channel, roles=(Role.ORGANISER,))
    said = [ada.said(channel, f"Buy {number}") for number in range(2)]
    assert report(moa.phone, said[0]["id"]).status_code == 201
    [case], taken = queue(moa.phone), {"subject": "message", "subject_id": said[0]["id"], "guideline": "spam"}
    assert (case["mine"], case["others"], queue(org.phone)[0]["mine"]) == (True, True, False)

    refused = [claim(moa.phone, case), decide(moa.phone, case, "removed")]
    refused.append(moa.phone.post("/api/moderation/removals", json=taken))

    assert {(reply.json["code"], reply.json["detail"][:21]) for reply in refused} == {
        ("own_case", "You reported this you")
    }
    everything = {"person_id": ada.id}
    previews = [who.phone.post("/api/moderation/bulk/preview", json=everything).json["count"] for who in (moa, org)]
    assert previews == [1, 2]
    assert report(org.phone, said[0]["id"]).status_code == 201  # now nobody is left who did not report it
    assert [queue(who.phone)[0]["mine"] for who in (moa, org)] == [False, False]
    assert decide(moa.phone, case, "removed").status_code == 201


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
