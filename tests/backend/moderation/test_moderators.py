"""How moderators share the work, and what they and everybody go by."""

from schemas.words import ChannelKind, ChannelState, Role
from tests.backend.moderation.acting import acts
from tests.backend.moderation.judging_people import at_desk, claim, decide, page, queue, release, report, rev_of
from tests.factories import a_channel, a_chatter, a_person, an_organiser


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
    ada = a_person("Ada A")
    topic = a_channel("Tea", state=ChannelState.PROPOSED)
    answered = desk.post(f"/api/channels/{topic.id}/answer", json={"open": True, "note": "Do"})
    given = desk.put(f"/api/members/{ada.id}/roles/moderator")
    assert (answered.status_code, given.status_code) == (200, 200), (answered.json, given.json)
    assert acts(desk) == ["role.changed", "topic.answered", "guidelines.changed"]


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
    assert not {"author_id", "subject_id", "channel_id"} & {name for case in at_desk() for name in case}

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
