"""A photo is sent once, shown to those who may read its message and to nobody else, and gone when that is gone."""

import shutil
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
import time_machine
from PIL import Image

from backend.chat.models import Channel
from backend.chat.rules.photos import MOST_A_DAY, MOST_AS_NEWCOMER
from backend.core import clock, limits, storage
from schemas.words import Access, Role
from tests.backend.chat.photographing import a_file, a_photo, kept, look, rows, send, sweep
from tests.backend.chat.talking import records
from tests.bombs import a_png_that_says
from tests.factories import a_channel, a_person


@pytest.fixture(autouse=True)
def empty_folder(app, settings):
    shutil.rmtree(settings.files_url, ignore_errors=True)


@pytest.fixture
def ada(talker, channel):
    return talker("Ada Example", channel)


@pytest.fixture
def bob(talker, channel):
    return talker("Bob Other", channel)


def test_a_photo_is_drawn_anew_and_told_with_its_size_and_colour(ada, settings):
    reply = send(ada.phone, a_file(size=(3000, 1500)), alt="  A red wall ")

    told = {"id": reply.json["id"], "alt": "A red wall", "width": 2048, "height": 1024, "colour": "#c01010"}
    assert (reply.status_code, reply.json) == (201, told)
    for side in (320, 1080, 2048):
        shown = look(ada.phone, told["id"], side)
        assert Image.open(BytesIO(shown.data)).size == (side, side // 2)
    assert list(kept(settings).values()) == [3]


def test_what_is_served_is_a_picture_and_nothing_else_whoever_opens_it(ada):
    """S-53."""
    photo_id = a_photo(ada.phone)

    reply = look(ada.phone, photo_id)
    again = look(ada.phone, photo_id, headers={"If-None-Match": reply.headers["ETag"]})

    assert reply.headers["Content-Type"] == "image/webp"
    assert reply.headers["Content-Disposition"] == f'inline; filename="photo-{photo_id}.webp"'
    assert reply.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert set(reply.headers["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert (again.status_code, again.data) == (304, b"")
    assert look(ada.phone, photo_id, 321).status_code == 404


def test_sending_a_photo_again_gives_the_same_one_and_keeps_no_second(ada, bob, settings):
    request = str(uuid4())
    first, second = send(ada.phone, client_id=request), send(ada.phone, a_file("blue"), client_id=request, alt="Other")
    other = send(bob.phone, client_id=request)

    assert (first.status_code, second.status_code, other.status_code) == (201, 200, 201)
    assert second.json == first.json != other.json
    assert len(kept(settings)) == 2


def test_photos_go_with_their_message_in_the_order_they_were_sent_in(ada, channel):
    photos = [send(ada.phone, alt=str(number)).json for number in range(3)]
    ordered = [photos[2], photos[0], photos[1]]

    message = ada.said(channel, "", photos=[photo["id"] for photo in ordered])

    assert message["photos"] == ordered
    [page] = ada.page(channel).json["messages"]
    [record] = records(f"channel:{channel.id}")["message"]
    assert page["photos"] == record["photos"] == ordered


@pytest.mark.parametrize(
    ("access", "seen_by"),
    [
        (Access.MEMBERS, {"member", "moderator", "the other"}),
        (Access.OPEN, {"visitor", "nameless", "member", "moderator", "the other"}),
        (None, {"the other"}),  # a conversation of two
    ],
)
def test_a_photo_is_shown_to_those_who_may_read_its_message_and_before_to_its_owner_alone(
    access, seen_by, talker, sign_in, visitor
):
    ada, other = talker(), talker("Otto Other")
    others = {
        "visitor": visitor,
        "nameless": sign_in(a_person("")),
        "member": sign_in(a_person("Mo Member")),
        "moderator": sign_in(a_person("Moa Moderator", Role.MODERATOR)),
        "the other": other.phone,
    }
    photo_id = a_photo(ada.phone)
    assert {who for who, phone in others.items() if look(phone, photo_id).status_code == 200} == set()
    assert look(ada.phone, photo_id).status_code == 200

    message = ada.said(a_place(ada, other, access), photos=[photo_id])

    assert {who for who, phone in others.items() if look(phone, photo_id).status_code == 200} == seen_by
    assert {look(phone, photo_id).status_code for who, phone in others.items() if who not in seen_by} <= {404}
    assert look(ada.phone, photo_id).status_code == 200
    assert ada.remove(message).status_code < 300
    assert {look(phone, photo_id).status_code for phone in [ada.phone, *others.values()]} == {404}


def a_place(ada, other, access):
    """A topic that Ada has joined, or her conversation with the other."""
    if access is None:
        return Channel(id=ada.phone.post(f"/api/people/{other.id}/direct").json["id"])
    channel = a_channel(access=access)
    assert ada.phone.post(f"/api/channels/{channel.id}/join").status_code < 300
    return channel


def test_the_photos_of_a_removed_message_lose_their_files_and_the_others_keep_theirs(ada, channel, settings):
    gone, stays = a_photo(ada.phone), a_photo(ada.phone, body=a_file("blue"))
    message = ada.said(channel, photos=[gone])
    ada.said(channel, photos=[stays])
    keys = {photo_id: photo.key for photo_id, photo in rows().items()}

    ada.remove(message)
    sweep(settings)

    assert kept(settings) == {keys[stays]: 3}
    assert rows()[gone].alt == ""
    with time_machine.travel(clock.now() + timedelta(days=30)):
        sweep(settings)
        assert kept(settings) == {keys[stays]: 3}


def test_a_photo_that_nobody_sends_goes_after_two_days_and_one_thrown_away_at_once(ada, settings):
    waiting, thrown = a_photo(ada.phone), a_photo(ada.phone)
    assert ada.phone.delete(f"/api/photos/{thrown}").status_code == 204
    assert ada.phone.delete(f"/api/photos/{thrown}").status_code == 404
    sweep(settings)
    assert sorted(rows()) == [waiting]
    assert list(kept(settings).values()) == [3]

    with time_machine.travel(clock.now() + timedelta(days=2, minutes=1)):
        sweep(settings)

    assert (rows(), kept(settings)) == ({}, {})


def test_who_owns_a_photo_describes_it_and_all_who_see_it_are_told(ada, bob, channel):
    photo_id = a_photo(ada.phone)
    message = ada.said(channel, photos=[photo_id])

    assert bob.phone.patch(f"/api/photos/{photo_id}", json={"alt": "Mine"}).status_code == 404
    assert bob.phone.delete(f"/api/photos/{photo_id}").status_code == 404
    reply = ada.phone.patch(f"/api/photos/{photo_id}", json={"alt": "A red wall at noon"})

    [record] = records(f"channel:{channel.id}", message["rev"])["message"]
    assert record["photos"] == [reply.json]
    assert reply.json["alt"] == "A red wall at noon"
    assert ada.phone.delete(f"/api/photos/{photo_id}").status_code == 404  # it was sent: the message is to be removed


@pytest.mark.parametrize("whose", ["somebody else's", "sent before", "thrown away", "never there"])
def test_a_photo_that_is_not_there_to_be_sent_is_refused_by_its_number(whose, ada, bob, channel):
    mine = a_photo(ada.phone)
    photo_id = a_photo((bob if whose == "somebody else's" else ada).phone)
    if whose == "sent before":
        ada.said(channel, photos=[photo_id])
    if whose == "thrown away":
        ada.phone.delete(f"/api/photos/{photo_id}")
    photo_id += 1000 if whose == "never there" else 0

    refused = ada.say(channel, photos=[mine, photo_id])

    assert (refused.status_code, refused.json["code"]) == (410, "photo_gone")
    assert refused.json["about"] == {"photo_ids": [photo_id]}
    assert ada.said(channel, photos=[mine])["photos"][0]["id"] == mine  # nothing of the refused one holds it


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"<svg onload='alert(1)'/>", 415, "not_a_photo"),
        (b"<!doctype html><script>alert(1)</script>", 415, "not_a_photo"),
        (a_file()[:600], 422, "damaged_photo"),
        (a_png_that_says(50_000, 50_000).getvalue(), 413, "too_many_pixels"),
        (b"", 415, "not_a_photo"),
    ],
)
def test_what_is_no_photo_is_refused_in_words_and_leaves_nothing(body, status, code, ada, settings):
    reply = send(ada.phone, body)

    assert (reply.status_code, reply.json["code"]) == (status, code)
    assert (rows(), kept(settings)) == ({}, {})


def test_without_a_photo_or_with_an_odd_number_the_field_is_named(ada):
    without = ada.phone.post("/api/photos", data={"client_id": str(uuid4())})
    odd = send(ada.phone, client_id="1")

    assert (without.status_code, list(without.json["errors"])) == (422, ["photo"])
    assert (odd.status_code, list(odd.json["errors"])) == (422, ["client_id"])


@pytest.mark.parametrize(("days", "most"), [(30, MOST_A_DAY), (1, MOST_AS_NEWCOMER)])
def test_there_is_an_end_to_photos_in_a_day_and_the_next_day_there_are_more(days, most, talker):
    ada, request = talker(days=days), str(uuid4())
    first = send(ada.phone, client_id=request)
    for number in range(1, most):
        if number % 25 == 0:
            limits.forget()  # how many in a minute
        a_photo(ada.phone, body=a_file(size=(32, 32)))
    limits.forget()

    refused = send(ada.phone)

    assert (refused.status_code, refused.json["code"]) == (429, "enough_photos")
    assert refused.json["about"] == {"most": most}
    assert send(ada.phone, client_id=request).json == first.json  # it is there already
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        limits.forget()
        a_photo(ada.phone)


def test_while_files_cannot_be_kept_it_is_said_and_the_same_photo_is_taken_later(ada, settings, tmp_path):
    request = str(uuid4())
    (tmp_path / "file").touch()
    storage.bind(str(tmp_path / "file"))
    refused = send(ada.phone, client_id=request)
    assert (refused.status_code, refused.json["code"]) == (503, "files_away")
    waits = next(iter(rows()))
    assert look(ada.phone, waits).status_code == 404

    storage.bind(settings.files_url)
    taken = send(ada.phone, client_id=request)

    assert (taken.status_code, taken.json["id"]) == (201, waits)
    assert look(ada.phone, waits).status_code == 200


def test_when_the_place_for_files_is_away_the_sweep_comes_again(ada, settings, tmp_path):
    photo_id = a_photo(ada.phone)
    ada.phone.delete(f"/api/photos/{photo_id}")
    (tmp_path / "file").touch()
    storage.bind(str(tmp_path / "file"))
    sweep(settings)
    assert list(rows()) == [photo_id]

    storage.bind(settings.files_url)
    sweep(settings)

    assert (rows(), kept(settings)) == ({}, {})
