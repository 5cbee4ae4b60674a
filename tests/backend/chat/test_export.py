"""Taking conversations out of here."""

from uuid import uuid4

import pytest

from schemas.words import Role
from tests.backend.chat.photographing import a_file, a_photo, look
from tests.backend.chat.told import a_direct, said
from tests.factories import a_channel, a_person, an_organiser
from tests.parcels import opened, packed


@pytest.fixture
def desk(sign_in):
    """The phone of somebody who is organiser and moderator."""
    return sign_in(a_person("Odile", Role.ORGANISER, Role.MODERATOR))


@pytest.fixture
def take_in(app, tmp_path):
    """Import a ZIP; what the command said."""

    def taken_in(body):
        file = tmp_path / "moved.zip"
        file.write_bytes(body)
        return app.test_cli_runner().invoke(args=["fireside", "import-chat", str(file)]).output

    return taken_in


def read(phone, channel):
    """Every message of a channel, as far as it can be the same elsewhere."""
    return [
        (
            one["number"],
            one["at"],
            one["author"]["name"],
            one["text"],
            (one["reply_to"] or {}).get("number"),
            shows(one),
        )
        for one in phone.get(f"/api/channels/{channel['id']}/messages").json["messages"]
    ]


def shows(message):
    return [(photo["alt"], photo["width"], photo["height"]) for photo in message["photos"]]


def the_topic(phone, title):
    (found,) = [one for one in phone.get("/api/channels").json["channels"] if one["title"] == title]
    return found


def test_an_organiser_takes_a_channel_out_with_its_photos_and_another_house_takes_it_in(talker, desk, take_in):
    channel = a_channel("Coffee")
    ada, bo = talker("Ada", channel), talker("Bo", channel)
    first = ada.said(channel, "Who has\nbeans?")
    bo.said(channel, "I have", reply_to=first["id"], photos=[a_photo(bo.phone, alt="Two bags")])
    wall, sea = (
        a_photo(ada.phone, body=a_file(size=size), alt=alt) for size, alt in (((40, 90), "A wall"), ((64, 48), ""))
    )
    only = ada.said(channel, "", photos=[sea, wall])
    before = read(desk, {"id": channel.id})

    reply = desk.post(f"/api/channels/{channel.id}/export", json={"reason": "We move"})
    told, photos = opened(reply)
    asked = desk.get(f"/api/channels/{channel.id}/history").json[0]

    assert asked["after"] == {"exported": "We move"}
    assert [(line["name"], line["text"], "reply_to" in line) for line in told] == [
        ("Ada", "Who has\nbeans?", False),
        ("Bo", "I have", True),
        ("Ada", "", False),
    ]
    assert told[2]["photos"] == [
        {"file": f"photos/{sea}.webp", "alt": ""},
        {"file": f"photos/{wall}.webp", "alt": "A wall"},
    ]
    assert photos[f"photos/{wall}.webp"] == look(desk, wall, 2048).data
    assert only["photos"][0]["id"] == sea
    assert "0 messages taken in, 3 were there already, 0 lines left out." in take_in(packed(told, photos))
    moved = packed([line | {"channel": "Moved in", "client_id": str(uuid4())} for line in told], photos)
    assert "3 messages taken in, 0 were there already, 0 lines left out, 3 photos taken in." in take_in(moved)
    assert "0 messages taken in, 3 were there already, 0 lines left out." in take_in(moved)
    assert read(desk, the_topic(desk, "Moved in")) == before
    again = opened(desk.post(f"/api/channels/{the_topic(desk, 'Moved in')['id']}/export", json={"reason": "Again"}))
    assert [len(again[0]), len(again[1])] == [3, 3]
    hits = desk.get("/api/chat/search?q=beans").json["found"]
    assert {hit["channel"]["title"] for hit in hits} == {"Coffee", "Moved in"}


def test_what_was_said_here_is_not_said_again_by_its_own_export_nor_what_was_removed_since(talker, desk, take_in):
    channel = a_channel("Coffee")
    ada = talker("Ada", channel)
    first, last = ada.said(channel, "Beans?"), ada.said(channel, "I found some")
    told, _ = opened(desk.post(f"/api/channels/{channel.id}/export", json={"reason": "We move"}))
    ada.remove(last)

    new = {"id": "new", "client_id": str(uuid4()), "reply_to": str(first["id"]), "text": "Here"}
    answer = told[1] | new
    assert "1 messages taken in, 2 were there already, 0 lines left out." in take_in(packed([*told, answer], {}))

    heard = read(desk, {"id": channel.id})
    assert [(one[3], one[4]) for one in heard if one[3]] == [("Beans?", None), ("Here", 1)]


def test_a_photo_older_than_the_calendar_of_zip_files_goes_out_as_well(talker, desk, take_in):
    channel = a_channel("Coffee")
    ada = talker("Ada", channel)
    ada.said(channel, "Beans", photos=[a_photo(ada.phone)])
    [line], photos = opened(desk.post(f"/api/channels/{channel.id}/export", json={"reason": "We move"}))
    old = line | {"channel": "Long ago", "at": "1975-03-01T09:00:00Z", "client_id": str(uuid4())}
    assert "1 photos taken in." in take_in(packed([old], photos))

    there = the_topic(desk, "Long ago")["id"]
    told, photos = opened(desk.post(f"/api/channels/{there}/export", json={"reason": "Again"}))

    assert [told[0]["at"][:4], len(photos)] == ["1975", 1]


def test_what_was_removed_is_in_no_export_not_even_in_one_that_is_under_way(talker, desk):
    channel = a_channel("Coffee")
    ada = talker("Ada", channel)
    gone, part, stays, late, unsent = (a_photo(ada.phone) for _ in range(5))
    ada.remove(ada.said(channel, "gone", photos=[gone]))
    ada.said(channel, "", photos=[part, stays])
    leaving = ada.said(channel, "late", photos=[late])
    body = {"subject": "photo", "subject_id": part, "guideline": "kindness"}
    assert desk.post("/api/moderation/removals", json=body).status_code == 201

    under_way = ada.phone.get("/api/me/chat-export")
    pieces = iter(under_way.response)
    sent = next(pieces) + next(pieces)  # the lines, and one photo
    ada.remove(leaving)
    told, photos = opened(under_way, sent + b"".join(pieces))
    later = opened(ada.phone.get("/api/me/chat-export"))

    assert [(line["text"], [photo["file"] for photo in line["photos"]]) for line in told] == [
        ("", [f"photos/{stays}.webp"]),
        ("late", [f"photos/{late}.webp"]),
    ]
    assert list(photos) == list(later[1]) == [f"photos/{stays}.webp"]
    assert [line["text"] for line in later[0]] == [""]
    assert look(ada.phone, unsent).status_code == 200


def test_nobody_takes_out_what_is_not_theirs(sign_in):
    ada = a_person("Ada")
    channel, direct = a_channel(), a_direct(ada, a_person("Bo"))
    said(direct, ada, "between us")
    desk, mine = sign_in(an_organiser()), sign_in(ada)

    assert mine.post(f"/api/channels/{channel.id}/export", json={"reason": "I am curious"}).status_code == 403
    assert desk.post(f"/api/channels/{direct.id}/export", json={"reason": "I am curious"}).status_code == 404
    assert desk.post(f"/api/channels/{channel.id}/export", json={"reason": " "}).status_code == 422


def test_i_take_out_all_that_i_wrote_and_showed_and_nothing_of_anybody_else(talker):
    coffee = a_channel("Coffee")
    ada, bo = talker("Ada", coffee), talker("Bo", coffee)
    mine = []
    for channel in (coffee, a_direct(ada.person, bo.person)):
        mine.append(a_photo(ada.phone))
        ada.said(channel, "of mine", photos=[mine[-1]])
        bo.said(channel, "of theirs", photos=[a_photo(bo.phone)])

    told, photos = opened(ada.phone.get("/api/me/chat-export"))

    assert [(line["channel"], line["text"]) for line in told] == [
        ("Coffee", "of mine"),
        ("Direct conversation", "of mine"),
    ]
    assert list(photos) == [f"photos/{photo_id}.webp" for photo_id in mine]
