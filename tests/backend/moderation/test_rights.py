"""Whose it is to decide, to see and to say: what is about oneself, in others' care, or what one is kept from."""

from backend.core import db
from backend.moderation.models import Case
from backend.people.service import restricting
from backend.people.service.restricting import Limits
from schemas.words import ChannelKind, RestrictionKind, Role
from tests.backend.chat.photographing import a_photo
from tests.backend.chat.talking import a_client_id
from tests.backend.moderation.acting import acts, put_back, taken
from tests.backend.moderation.judging_people import page, queue, report
from tests.backend.panels.hosts import let_host
from tests.backend.panels.questioning import Member
from tests.factories import a_channel, a_chatter, a_meeting, a_panel, a_person, an_organiser


def restrict(person_id, kind="mute", channel=None):
    with db.writing() as session:
        limits = Limits(RestrictionKind(kind), channel and channel.id, guideline="spam")
        return restricting.restrict(session, None, person_id, limits).id


def lift(phone, restriction_id):
    return phone.delete(f"/api/moderation/restrictions/{restriction_id}")


def a_moderator_of(sign_in, channel):
    person = a_chatter(a_person("Mia M", Role.MODERATOR), channel)
    answer = sign_in(an_organiser()).put(
        f"/api/moderation/scopes/{person.id}", json={"scopes": [{"channel_id": channel.id}]}
    )
    assert answer.status_code == 200
    return sign_in(person)


def test_a_restriction_is_lifted_by_others_where_they_look_after_it_and_in_the_record(talker, moderator, sign_in):
    here, there = a_channel("Here"), a_channel("There")
    ada, mod = talker("Ada A", here, there), talker("Mod M", here, roles=(Role.MODERATOR,))
    mia = a_moderator_of(sign_in, here)
    own, theirs, elsewhere = restrict(mod.id), restrict(ada.id, channel=here), restrict(ada.id, channel=there)
    everywhere = restrict(ada.id)

    assert (lift(mod.phone, own).status_code, lift(mod.phone, own).json["code"]) == (403, "own_case")
    assert [lift(mia, one).status_code for one in (elsewhere, everywhere, theirs, theirs)] == [404, 404, 204, 204]
    assert mod.say(here).json["code"] == "restricted"
    assert acts(moderator).count("restriction.lifted") == 1
    assert lift(moderator, everywhere).status_code == 204


def test_a_moderator_learns_of_a_case_about_themselves_neither_who_reported_nor_what_others_say(
    channel, talker, moderator
):
    ben, mod = talker("Ben B", channel), talker("Mod M", channel, roles=(Role.MODERATOR,))
    report(ben.phone, mod.said(channel)["id"], words="Rude")
    [case] = queue(moderator)
    notes = f"/api/moderation/cases/{case['id']}/notes"
    assert moderator.post(notes, json={"text": "We talked before"}).status_code == 201

    seen = page(mod.phone, case).json

    assert (seen["mine"], seen["received"], seen["notes"]) == (True, [], [])
    assert mod.phone.post(notes, json={"text": "Not me"}).json["code"] == "own_case"
    assert (len(page(moderator, case).json["received"]), len(page(moderator, case).json["notes"])) == (1, 1)


def test_a_bulk_is_put_back_by_who_looks_after_where_it_stood(talker, moderator, sign_in):
    here, there = a_channel("Here"), a_channel("There")
    ada = talker("Ada A", here, there)
    for channel in (here, there):
        ada.said(channel, "Cheap seats")
    body = {"same": {"person_id": ada.id}, "guideline": "spam", "text": "", "count": 2}
    made = moderator.post("/api/moderation/bulk", json=body).json

    assert a_moderator_of(sign_in, here).delete(f"/api/moderation/bulk/{made['id']}").status_code == 404
    assert moderator.delete(f"/api/moderation/bulk/{made['id']}").json["left"] == 0


def test_what_others_see_of_a_photo_is_not_said_anew_by_who_may_not_write(channel, talker):
    ada = talker("Ada A", channel)
    photo = a_photo(ada.phone)
    body = {"client_id": a_client_id(), "text": "Look", "photos": [photo]}
    assert ada.phone.post(f"/api/channels/{channel.id}/messages", json=body).status_code == 201

    for kind in ("mute", "no_photos", "hold_first"):
        given = restrict(ada.id, kind, channel)
        reply = ada.phone.patch(f"/api/photos/{photo}", json={"alt": "Buy my things"})
        assert (reply.status_code, reply.json["code"], reply.json["about"]["kind"]) == (403, "restricted", kind)
        with db.writing() as session:
            restricting.lift(session, None, given)

    assert ada.phone.patch(f"/api/photos/{photo}", json={"alt": "A wall"}).status_code == 200


def test_who_may_not_write_votes_for_no_question_and_may_take_a_vote_back(sign_in):
    panel = a_panel(a_meeting())
    ada, ben = a_person("Ada A"), a_person("Ben B")
    hers, his = Member(sign_in(ada), ada), Member(sign_in(ben), ben)
    first, second = hers.asked(panel, "Why here?"), hers.asked(panel, "Why now?")
    assert his.vote(first).status_code == 200
    restrict(ben.id)

    assert (his.vote(second).json["code"], his.vote(first, voted=False).status_code) == ("restricted", 200)
    assert [hers.votes(panel, one) for one in (first, second)] == [1, 1]


def test_of_what_its_author_withdraws_not_even_the_words_that_weighed_are_kept(channel, talker, moderator):
    ada = talker("Ada A", channel)
    rule = {"name": "R", "kind": "words", "effect": "hold", "settings": {"words": ["casino"]}, "live": True}
    assert moderator.post("/api/moderation/rules", json=rule).status_code == 201
    held = ada.say(channel, "Come to the c4s1n0").json
    [case] = queue(moderator)
    assert "c4s1n0" in str(page(moderator, case).json["why"])
    with db.reading() as session:
        assert "c4s1n0" not in str(session.get_one(Case, case["id"]).why)

    assert ada.phone.delete(f"/api/held/{held['id']}").status_code == 204

    assert "c4s1n0" not in page(moderator, case).get_data(as_text=True)


def test_the_words_that_weighed_go_with_what_is_removed_and_come_back_with_it(channel, talker, moderator):
    ada = talker("Ada A", channel)
    rule = {"name": "R", "kind": "words", "effect": "suggest", "settings": {"words": ["casino"]}, "live": True}
    assert moderator.post("/api/moderation/rules", json=rule).status_code == 201
    one, other = (ada.said(channel, "Come to the c4s1n0") for _ in range(2))
    cases = queue(moderator, origin="rule")

    def told():
        return ["c4s1n0" in str(page(moderator, case).json["why"]["signs"]) for case in cases]

    assert told() == [True, True]
    removal = taken(moderator, "message", one["id"])
    assert ada.phone.delete(f"/api/messages/{other['id']}").status_code == 204
    assert told() == [False, False]
    with db.reading() as session:
        assert "c4s1n0" not in str([session.get_one(Case, case["id"]).why for case in cases])
    assert put_back(moderator, removal).status_code == 200
    assert told() == [True, False]


def test_who_may_not_write_gives_a_channel_they_look_after_no_other_words(talker, sign_in):
    panel = a_panel(a_meeting())
    channel = a_channel("Coffee", ChannelKind.PANEL, panel_id=panel.id)
    hal = talker("Hal Host", channel, roles=(Role.HOST,))
    let_host(hal.person, panel)
    here = f"/api/channels/{channel.id}"
    assert hal.phone.patch(here, json={"title": "Tea"}).status_code == 200

    for kind in ("mute", "hold_first"):
        given = restrict(hal.id, kind)
        replies = [hal.phone.patch(here, json=said) for said in ({"title": "Buy"}, {"purpose": "my things"})]
        assert [reply.json["code"] for reply in replies] == ["restricted"] * 2
        assert hal.phone.get(f"{here}/history").status_code == 200
        with db.writing() as session:
            restricting.lift(session, None, given)


def test_who_is_kept_from_links_is_so_in_questions_pitches_and_profiles_too(talker, channel):
    ada, meeting = talker("Ada A", channel), a_meeting()
    panel = a_panel(meeting)
    restrict(ada.id, "no_links")
    pitch = {"panel_id": None, "blog_url": "https://ada.example"}

    def said(words):
        question = {"client_id": a_client_id(), "text": words, "anonymous": False}
        return [
            ada.phone.post(f"/api/panels/{panel.id}/questions", json=question),
            ada.phone.post(
                f"/api/meetings/{meeting.slug}/applications", json={"client_id": a_client_id(), "pitch": words, **pitch}
            ),
            ada.phone.patch("/api/me", json={"about": words}),
        ]

    assert [reply.json["code"] for reply in said("All of it on https://shop.example")] == ["restricted"] * 3
    assert [reply.status_code for reply in said("All of it without an address")] == [201, 201, 200]
