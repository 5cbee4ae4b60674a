"""A moderator takes something away, and puts it back."""

from datetime import timedelta

from backend.core import clock, db
from backend.moderation.jobs import EMPTY
from backend.moderation.models import Audit, Removal
from backend.moderation.service import auditing
from schemas.words import ChannelKind, Role
from tests.backend.chat.photographing import a_photo, look, sweep
from tests.backend.chat.talking import records
from tests.factories import a_channel, a_chatter, a_person


def take_away(phone, subject, number, **words):
    return phone.post(
        "/api/moderation/removals", json={"subject": subject, "subject_id": number, "guideline": "kindness", **words}
    )


def put_back(phone, removal):
    return phone.delete(f"/api/moderation/removals/{removal['id']}")


def test_a_message_comes_back_in_its_place_with_all_that_hung_on_it(channel, talker, moderator):
    ada, ben = talker("Ada A", channel), talker("Ben B", channel)
    first = ben.said(channel)
    message = ada.said(channel, f"Unkind <@{ben.id}>", reply_to=first["id"], photos=[a_photo(ada.phone)])
    answer = ben.said(channel, "I do not think so", reply_to=message["id"])
    ben.react(message, "👍")
    ada.edit(message, f"Very unkind <@{ben.id}>")
    before, told = ben.page(channel).json["messages"], records(f"me:{ben.id}")

    removal = take_away(moderator, "message", message["id"], text="Please be kind.").json

    gone = ben.page(channel).json["messages"]
    assert [one["id"] for one in gone] == [first["id"], answer["id"]]
    assert (gone[0]["replies"], gone[1]["reply_to"]["excerpt"]) == (1, "")
    notices = [one["about"].get("number") for one in records(f"me:{ben.id}")["notice"]]
    assert message["number"] not in notices
    assert put_back(moderator, removal).json["restored_at"]
    after = ben.page(channel).json["messages"]
    assert without_revs(after) == without_revs(before)
    again = records(f"me:{ben.id}")
    assert [one["text"] for one in again["notice"]] == [one["text"] for one in told["notice"]]
    assert without_revs(again["reaction"]) == without_revs(told["reaction"])
    assert [one["text"] for one in ben.phone.get(f"/api/messages/{message['id']}/edits").json] == [
        f"Unkind <@{ben.id}>"
    ]
    assert ben.phone.get("/api/chat/search", query_string={"q": "unkind"}).json["found"]
    assert look(ben.phone, message["photos"][0]["id"]).status_code == 200


def without_revs(rows):
    return [{name: value for name, value in row.items() if name != "rev"} for row in rows]
