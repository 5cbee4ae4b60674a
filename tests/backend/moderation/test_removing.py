"""A moderator takes something away, and puts it back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from backend.chat.models import Photo
from backend.core import clock, db
from backend.moderation.jobs import EMPTY
from backend.moderation.models import Removal
from backend.moderation.service import bulk
from schemas.words import Role, Visibility
from tests.backend.chat.photographing import a_photo, kept, look, sweep
from tests.backend.chat.talking import records
from tests.backend.moderation.acting import acts, evidence, put_back, take_away, taken, without_revs
from tests.factories import a_meeting, a_panel, a_person

NOWHERE = "00000000-0000-4000-8000-00000000000"


def test_a_message_comes_back_in_its_place_with_all_that_hung_on_it(channel, talker, moderator):
    ada, ben, cleo = (talker(name, channel) for name in ("Ada A", "Ben B", "Cleo C"))
    first = ben.said(channel)
    photo = a_photo(ada.phone)
    message = ada.said(channel, f"Unkind <@{ben.id}> <@{cleo.id}>", reply_to=first["id"], photos=[photo])
    answer = ben.said(channel, "I do not think so", reply_to=message["id"])
    ben.react(message, "👍")
    ada.edit(message, f"Very unkind <@{ben.id}> <@{cleo.id}>")
    before, told = ben.page(channel).json["messages"], records(f"me:{ben.id}")

    removal = taken(moderator, "message", message["id"], text="Please be kind.")

    gone = ben.page(channel).json["messages"]
    assert [one["id"] for one in gone] == [first["id"], answer["id"]]
    assert (gone[0]["replies"], gone[1]["reply_to"]["excerpt"]) == (1, "")
    assert message["number"] not in [one["about"]["number"] for one in ben.mine("notice")]
    assert look(ben.phone, photo).status_code == look(ada.phone, photo).status_code == 404
    assert cleo.membership(channel)["mentions"] == 0
    assert taken(moderator, "message", message["id"])["id"] == removal["id"]
    assert put_back(moderator, removal).json["restored_at"] == put_back(moderator, removal).json["restored_at"]
    assert without_revs(ben.page(channel).json["messages"]) == without_revs(before)
    again = records(f"me:{ben.id}")
    assert [one["text"] for one in again["notice"]] == [one["text"] for one in told["notice"]]
    assert without_revs(again["reaction"]) == without_revs(told["reaction"])
    edits = ben.phone.get(f"/api/messages/{message['id']}/edits").json
    assert [one["text"] for one in edits] == [f"Unkind <@{ben.id}> <@{cleo.id}>"]
    assert cleo.membership(channel)["mentions"] == 1
    assert ben.phone.get("/api/chat/search", query_string={"q": "unkind"}).json["found"]
    assert look(ben.phone, photo).status_code == 200


def test_its_author_reads_why_and_nobody_else_does(channel, talker, moderator):
    ada, ben = talker("Ada A", channel), talker("Ben B", channel)
    message = ada.said(channel, "Buy my book")

    removal = taken(moderator, "message", message["id"], text="Conversation, not broadcast.", note="Third time")

    [decision], [notice] = ada.mine("decision"), ada.mine("notice")
    assert (decision["measure"], decision["guideline"], decision["removal_id"]) == (
        "removed",
        "kindness",
        removal["id"],
    )
    assert (decision["text"], decision["subject_id"]) == ("Conversation, not broadcast.", message["id"])
    assert notice["kind"] == "decision"
    assert notice["about"]["decision_id"] == decision["id"]
    assert not [one for one in (decision, notice) if "book" in str(one) or "Third" in str(one)]
    assert (ben.mine("decision"), ben.mine("notice")) == ([], [])


def test_a_photo_goes_by_itself_and_the_last_one_takes_its_message_along(channel, talker, moderator, settings):
    ada, files = talker("Ada A", channel), len(kept(settings))
    photos = [a_photo(ada.phone, alt=f"Wall {number}") for number in range(3)]
    message = ada.said(channel, "", photos=photos)
    before = ada.page(channel).json["messages"]

    first, second = (taken(moderator, "photo", photo) for photo in photos[:2])
    [left] = ada.page(channel).json["messages"]
    assert [one["id"] for one in left["photos"]] == photos[2:]
    third = taken(moderator, "photo", photos[2])
    assert ada.page(channel).json["messages"] == []

    sweep(settings)
    assert len(kept(settings)) == files + 3
    assert put_back(moderator, first).json["code"] == "message_removed"
    for removal in (third, first, second):
        assert put_back(moderator, removal).status_code == 200
    assert without_revs(ada.page(channel).json["messages"]) == without_revs(before)
    assert message["photos"] == before[0]["photos"]


def test_what_was_removed_is_looked_at_by_name_and_kept_for_a_while(channel, talker, moderator, sign_in, settings):
    ada, files = talker("Ada A", channel), kept(settings)
    photo = a_photo(ada.phone, alt="A wall")
    message = ada.said(channel, "Unkind", photos=[photo])
    ada.edit(message, "Less unkind")
    removal = taken(moderator, "message", message["id"])

    seen = evidence(moderator, removal).json

    assert seen["said"] == {"text": "Less unkind"}
    assert [one["text"] for one in seen["edits"]] == ["Unkind"]
    assert seen["photos"] == [{"id": photo, "alt": "A wall"}]
    picture = moderator.get(f"/api/moderation/removals/{removal['id']}/evidence/photos/{photo}/320")
    assert (picture.status_code, picture.headers["Cache-Control"]) == (200, "no-store")
    assert acts(moderator) == ["evidence.opened", "evidence.opened", "removed"]
    assert ada.remove(message).status_code == 204  # once more, and nothing of the evidence goes by it
    assert evidence(moderator, removal).status_code == 200
    with db.writing() as session:
        session.get(Removal, removal["id"]).evidence_until = clock.now() - timedelta(seconds=1)
        session.get(Photo, photo).sweep_at = clock.now() - timedelta(seconds=1)
    EMPTY.run(settings)
    sweep(settings)
    assert kept(settings) == files
    assert [evidence(moderator, removal).json["code"], put_back(moderator, removal).json["code"]] == [
        "evidence_gone"
    ] * 2
    assert acts(moderator)[0] == "evidence.emptied"


def test_what_its_author_takes_away_is_gone_for_good(channel, talker, moderator):
    ada = talker("Ada A", channel)
    message, other = ada.said(channel, "One"), ada.said(channel, "Two")
    ada.remove(message)

    assert take_away(moderator, "message", message["id"]).status_code == 404
    removal = taken(moderator, "message", other["id"])
    put_back(moderator, removal)
    ada.remove(other)
    assert put_back(moderator, removal).status_code == 200  # it was taken back before, so nothing more happens
    assert ada.page(channel).json["messages"] == []


def test_a_question_goes_from_its_hosts_too_and_comes_back(sign_in, moderator):
    panel = a_panel(a_meeting())
    ada, host = a_person("Ada A"), sign_in(a_person("Hal Host", Role.ORGANISER))
    phone = sign_in(ada)
    asked = {"client_id": f"{NOWHERE}1", "text": "Why so unkind?", "anonymous": False}
    question = phone.post(f"/api/panels/{panel.id}/questions", json=asked).json["question"]
    host.patch(f"/api/questions/{question['id']}", json={"state": "answering"})
    streams = [f"panel:{panel.id}", f"hosts:{panel.id}", f"me:{ada.id}"]
    before = [records(stream) for stream in streams]

    removal = taken(moderator, "question", question["id"])

    assert [stream for stream in streams if "unkind" in str(records(stream))] == []
    assert phone.delete(f"/api/questions/{question['id']}").status_code == 404
    assert put_back(moderator, removal).status_code == 200
    after = [records(stream) for stream in streams]
    assert ["unkind" in str(one) for one in after[:2]] == [True, True]
    assert [one["text"] for one in after[2]["notice"] if one["kind"] == "question"] == [
        one["text"] for one in before[2]["notice"]
    ]
    assert without_revs(after[2]["vote"]) == without_revs(before[2]["vote"])


def test_a_profiles_texts_go_and_come_back_where_nothing_else_was_written(sign_in, moderator):
    said = {"headline": "Unkind", "about": "Very unkind", "interests": ["Unkindness"]}
    ada = a_person("Ada A", **said)
    phone, other = sign_in(ada), sign_in(a_person("Ben B"))

    removal = taken(moderator, "person", ada.id)

    assert "nkind" not in other.get(f"/api/people/{ada.id}/card").text + phone.get("/api/me").text
    assert other.get(f"/api/people/{ada.id}/card").json["name"] == "Ada A"
    phone.patch("/api/me", json={"headline": "Kind"})
    put_back(moderator, removal)
    me = phone.get("/api/me").json
    assert {name: me[name] for name in said} == said | {"headline": "Kind"}


def test_an_application_goes_from_those_who_decide_and_comes_back(sign_in, moderator):
    a_meeting()
    ada, host = sign_in(a_person("Ada A")), sign_in(a_person("Olga O", Role.ORGANISER))
    asked = {
        "client_id": f"{NOWHERE}2",
        "panel_id": None,
        "blog_url": "https://example.org/",
        "pitch": "An unkind pitch",
    }
    made = ada.post("/api/meetings/2026/applications", json=asked).json
    before = host.get("/api/meetings/2026/applications").json

    removal = taken(moderator, "application", made["id"])

    assert "unkind" not in host.get("/api/meetings/2026/applications").text
    assert host.patch(f"/api/applications/{made['id']}", json={"accept": False, "note": ""}).status_code == 404
    put_back(moderator, removal)
    assert without_revs(host.get("/api/meetings/2026/applications").json) == without_revs(before)


def test_many_go_together_as_they_were_looked_at_and_come_back_together(channel, talker, moderator, second):
    ada, ben, cleo = (talker(name, channel) for name in ("Ada A", "Ben B", "Cleo C"))
    for who in (ada, ben):
        for number in range(3):
            who.said(channel, f"Buy cheap seats {number}")
    cleo.said(channel, "Please do not")
    before = cleo.page(channel).json["messages"]
    wanted = {"query": "cheap seats"}

    seen = moderator.post("/api/moderation/bulk/preview", json=wanted).json
    assert (seen["count"], len(seen["messages"]), seen["messages"][0]["author"]["name"]) == (6, 6, "Ben B")
    body = {"same": wanted, "guideline": "spam", "text": "Conversation, not broadcast.", "count": 6}
    ada.said(channel, "Buy cheap seats now")
    assert moderator.post("/api/moderation/bulk", json=body).json["code"] == "outdated"
    made = moderator.post("/api/moderation/bulk", json=body | {"count": 7}).json

    assert (made["count"], made["left"]) == (7, 0)
    assert [one["text"] for one in cleo.page(channel).json["messages"]] == ["Please do not"]
    assert [len(who.mine("decision")) for who in (ada, ben, cleo)] == [1, 1, 0]
    assert acts(moderator) == ["bulk.removed"]
    assert moderator.delete(f"/api/moderation/bulk/{made['id']}").json["left"] == 0
    assert without_revs(cleo.page(channel).json["messages"][:-1]) == without_revs(before)
    assert [one["id"] for one in moderator.get("/api/moderation/bulk").json["bulks"]] == [made["id"]]
    hers = moderator.post("/api/moderation/bulk/preview", json={"person_id": ben.id, "channel_id": channel.id}).json
    assert hers["count"] == 3
    with ThreadPoolExecutor(2) as hands:  # two who ask for the same at the same moment
        both = hands.map(lambda who: who.post("/api/moderation/bulk", json=body | {"count": 7}), (moderator, second))
        assert sum(reply.json["count"] for reply in both) == 7
    assert [len(who.mine("decision")) for who in (ada, ben)] == [2, 2]


def test_many_that_are_not_through_are_gone_on_with_later_without_what_was_said_since(
    channel, talker, moderator, second, monkeypatch
):
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    ben = talker("Ben B", channel)
    for number in range(5):
        ben.said(channel, f"Buy cheap seats {number}")
    same = {"person_id": ben.id}
    body = {"same": same, "guideline": "spam", "count": 5}
    assert moderator.post("/api/moderation/bulk", json=body).json["left"] == 3

    ben.said(channel, "Sorry for all of these")

    assert [one["left"] for one in second.get("/api/moderation/bulk").json["bulks"]] == [0]
    [told] = moderator.get("/api/moderation/bulk").json["bulks"]
    assert (told["count"], told["left"], told["person"]["name"], told["guideline"]) == (2, 3, "Ben B", "spam")
    while told["left"]:
        going = body | {"count": told["left"], "bulk_id": told["id"]}
        told = moderator.post("/api/moderation/bulk", json=going).json
    assert (told["count"], moderator.get("/api/moderation/bulk").json["bulks"][0]["left"]) == (5, 0)
    assert [one["text"] for one in ben.page(channel).json["messages"]] == ["Sorry for all of these"]


def test_a_moderator_finds_whose_messages_to_remove_hidden_or_not_and_nobody_by_an_address(moderator):
    for name, visibility in (("Lou Hidden", Visibility.HIDDEN), ("Lou Shown", Visibility.MEMBERS)):
        a_person(name, visibility=visibility, affiliation="Wards United")

    def found(words):
        people = moderator.get("/api/moderation/bulk/people", query_string={"q": words}).json["people"]
        return [(one["name"], one["affiliation"]) for one in people]

    assert found("lou") == [("Lou Hidden", ""), ("Lou Shown", "Wards United")]
    assert found("wards") == [("Lou Shown", "Wards United")]
    assert found("example") == []
