"""What holds against somebody, until when, and how it is taken back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from backend.core import clock
from schemas.words import Role
from tests.backend.moderation.judging_people import appeal, decide, mine, page, queue, report
from tests.factories import a_channel, a_person, an_organiser


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


def test_an_appeal_is_told_to_whoever_may_decide_it_and_waits_honestly_while_nobody_may(channel, talker, sign_in):
    ada, ben = talker("Ada A", channel), talker("Ben B", channel)
    org = talker("Olga O", channel, roles=(Role.ORGANISER,))
    for number in (1, 2):
        report(ben.phone, ada.said(channel, f"Buy {number}")["id"])
        decide(org.phone, queue(org.phone)[0], "removed")
    second, first = ada.phone.get("/api/me/decisions").json

    def told(who):
        return [one["kind"] for one in mine(who, "notice") if one["kind"].startswith("appeal")]

    assert appeal(ada.phone, first).status_code == 201

    [case] = queue(org.phone)
    assert (case["mine"], case["others"]) == (True, False)
    assert (told(ada), told(org)) == (["appeal_waits"], ["appeal_made"])
    moa = talker("Moa M", channel, roles=(Role.MODERATOR,))
    assert queue(org.phone)[0]["others"]
    assert appeal(ada.phone, second).status_code == 201
    assert (told(ada), told(org), told(moa)) == (["appeal_waits"], ["appeal_made"], ["appeal_made"])
    assert [decide(moa.phone, one, "granted").status_code for one in queue(moa.phone)] == [201, 201]


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


def test_what_is_decided_and_taken_back_at_the_same_moment_waits_for_nothing_crosswise(
    channel, talker, moderator, sign_in
):
    ada = talker("Ada A", channel)
    sign_in(an_organiser()).put("/api/moderation/holding", json={"holding": "everyone"})
    for number in range(6):
        ada.say(channel, f"Word {number}")
    cases = queue(moderator, origin="held")

    with ThreadPoolExecutor(2) as hands:
        for case in cases:
            decided = hands.submit(decide, moderator, case, "published", rev=case["rev"])
            withdrawn = hands.submit(ada.phone.delete, f"/api/held/{case['held_id']}")
            assert decided.result().status_code in {201, 409}
            assert withdrawn.result().status_code == 204

    assert queue(moderator) == []


def test_what_is_granted_and_put_back_by_hand_at_the_same_moment_waits_for_nothing_crosswise(
    channel, talker, moderator, second
):
    ada, ben = talker("Ada A", channel), talker("Ben B", channel)
    for number in range(6):
        report(ben.phone, ada.said(channel, f"Word {number}")["id"])
    for case in queue(moderator):
        decide(moderator, case, "removed")
    removals = {told["subject_id"]: told["removal_id"] for told in mine(ada, "decision")}
    assert {appeal(ada.phone, told).status_code for told in mine(ada, "decision")} == {201}

    with ThreadPoolExecutor(2) as hands:
        for case in queue(second):
            removal = removals[case["subject_id"]]
            restored = hands.submit(moderator.delete, f"/api/moderation/removals/{removal}")
            granted = hands.submit(decide, second, case, "granted", rev=case["rev"])
            assert (restored.result().status_code, granted.result().status_code) == (200, 201)

    assert len(ada.page(channel).json["messages"]) == 6


def test_what_was_taken_as_one_event_is_granted_and_put_back_at_the_same_moment(channel, talker, moderator, second):
    other = a_channel("Tea")
    ada = talker("Ada A", channel, other)
    wanted = {"same": {"person_id": ada.person.id}, "guideline": "self_promotion"}

    with ThreadPoolExecutor(2) as hands:
        for number in range(1, 7):
            for where in (channel, other):
                ada.said(where, f"Word {number}")
            body = wanted | {"count": 2 * number}
            made = moderator.post("/api/moderation/bulk", json=body).json
            assert appeal(ada.phone, mine(ada, "decision")[-1]).status_code == 201
            [case] = queue(second)
            restored = hands.submit(moderator.delete, f"/api/moderation/bulk/{made['id']}")
            granted = hands.submit(decide, second, case, "granted", rev=case["rev"])
            assert (restored.result().status_code, granted.result().status_code) == (200, 201)
            assert [len(ada.page(where).json["messages"]) for where in (channel, other)] == [number, number]
