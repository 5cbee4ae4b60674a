"""A photo is sent once, shown to those who may read its message and to nobody else, and gone when that is gone."""

import shutil
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
import time_machine
from PIL import Image

from backend.chat.models import Message
from backend.chat.rules.photos import MOST_A_DAY, PhotoGone
from backend.core import clock, db, feed, limits, storage
from schemas.words import Access, ChannelKind, Role
from tests.backend.chat.photographing import (
    a_channel,
    a_file,
    a_photo,
    kept,
    look,
    rows,
    say,
    send,
    sweep,
    unsay,
)
from tests.bombs import a_png_that_says
from tests.factories import a_person


@pytest.fixture(autouse=True)
def empty_folder(app, settings):
    shutil.rmtree(settings.files_url, ignore_errors=True)


@pytest.fixture
def ada(sign_in):
    person = a_person("Ada Example")
    phone = sign_in(person)
    phone.person = person
    return phone


@pytest.fixture
def bob(sign_in):
    return sign_in(a_person("Bob Other"))


def test_a_photo_is_drawn_anew_and_told_with_its_size_and_colour(ada, settings):
    reply = send(ada, a_file(size=(3000, 1500)), alt="  A red wall ")

    told = {"id": reply.json["id"], "alt": "A red wall", "width": 2048, "height": 1024, "colour": "#c01010"}
    assert (reply.status_code, reply.json) == (201, told)
    for side in (320, 1080, 2048):
        shown = look(ada, told["id"], side)
        assert Image.open(BytesIO(shown.data)).size == (side, side // 2)
    assert list(kept(settings).values()) == [3]


def test_what_is_served_is_a_picture_and_nothing_else_whoever_opens_it(ada):
    """S-53."""
    photo_id = a_photo(ada)

    reply = look(ada, photo_id)
    again = look(ada, photo_id, headers={"If-None-Match": reply.headers["ETag"]})

    assert reply.headers["Content-Type"] == "image/webp"
    assert reply.headers["Content-Disposition"] == f'inline; filename="photo-{photo_id}.webp"'
    assert reply.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert set(reply.headers["Cache-Control"].split(", ")) == {"private", "immutable", "max-age=604800"}
    assert (again.status_code, again.data) == (304, b"")
    assert look(ada, photo_id, 321).status_code == 404


def test_sending_a_photo_again_gives_the_same_one_and_keeps_no_second(ada, bob, settings):
    request = str(uuid4())
    first, second = send(ada, client_id=request), send(ada, a_file("blue"), client_id=request, alt="Another")
    other = send(bob, client_id=request)

    assert (first.status_code, second.status_code, other.status_code) == (201, 200, 201)
    assert second.json == first.json != other.json
    assert len(kept(settings)) == 2


def everybody(sign_in, visitor):
    return {
        "visitor": visitor,
        "nameless": sign_in(a_person("")),
        "member": sign_in(a_person("Mo Member")),
        "moderator": sign_in(a_person("Moa Moderator", Role.MODERATOR)),
    }


@pytest.mark.parametrize(
    ("channel", "seen_by"),
    [
        ({}, {"member", "moderator"}),
        ({"access": Access.OPEN}, {"visitor", "nameless", "member", "moderator"}),
        ({"kind": ChannelKind.DIRECT}, set()),
    ],
)
def test_a_photo_is_shown_to_those_who_may_read_its_message_and_before_to_its_owner_alone(
    channel, seen_by, ada, sign_in, visitor
):
    others, photo_id = everybody(sign_in, visitor), a_photo(ada)
    assert {who for who, phone in others.items() if look(phone, photo_id).status_code == 200} == set()
    assert look(ada, photo_id).status_code == 200

    message = say(a_channel(created_by=ada.person.id, **channel), ada.person, [photo_id])

    assert {who for who, phone in others.items() if look(phone, photo_id).status_code == 200} == seen_by
    assert {look(phone, photo_id).status_code for who, phone in others.items() if who not in seen_by} <= {404}
    unsay(message)
    assert {look(phone, photo_id).status_code for phone in [ada, *others.values()]} == {404}


def test_the_photos_of_a_removed_message_lose_their_files_and_the_others_keep_theirs(ada, settings):
    channel = a_channel()
    gone, stays = a_photo(ada), a_photo(ada, body=a_file("blue"))
    message = say(channel, ada.person, [gone])
    say(channel, ada.person, [stays])
    keys = {photo_id: photo.key for photo_id, photo in rows().items()}

    unsay(message)
    assert look(ada, gone).status_code == 404  # at once, whenever the worker comes
    sweep(settings)

    assert kept(settings) == {keys[stays]: 3}
    assert rows()[gone].alt == ""
    with time_machine.travel(clock.now() + timedelta(days=30)):
        sweep(settings)
        assert kept(settings) == {keys[stays]: 3}


def test_a_photo_that_nobody_sends_goes_after_two_days_and_one_thrown_away_at_once(ada, settings):
    waiting, thrown = a_photo(ada), a_photo(ada)
    assert ada.delete(f"/api/photos/{thrown}").status_code == 204
    assert ada.delete(f"/api/photos/{thrown}").status_code == 404
    sweep(settings)
    assert sorted(rows()) == [waiting]
    assert list(kept(settings).values()) == [3]

    with time_machine.travel(clock.now() + timedelta(days=2, minutes=1)):
        sweep(settings)

    assert (rows(), kept(settings)) == ({}, {})


def test_who_owns_a_photo_describes_it_and_all_who_see_it_are_told(ada, bob):
    photo_id, channel = a_photo(ada), a_channel()
    say(channel, ada.person, [photo_id])
    before = head(channel)

    assert bob.patch(f"/api/photos/{photo_id}", json={"alt": "Mine"}).status_code == 404
    assert bob.delete(f"/api/photos/{photo_id}").status_code == 404
    reply = ada.patch(f"/api/photos/{photo_id}", json={"alt": "A red wall at noon"})

    assert reply.json["alt"] == "A red wall at noon"
    with db.reading() as session:
        frame = feed.changes_since(session, f"channel:{channel.id}", before)
    assert [record["photos"] for record in frame["records"]["message"]] == [[reply.json]]
    assert ada.delete(f"/api/photos/{photo_id}").status_code == 404  # it was sent: the message is what to remove


def head(channel):
    with db.writing() as session:
        feed.touch(session, session.merge(channel), on=f"channel:{channel.id}")
    with db.reading() as session:
        return feed.head_of(session, f"channel:{channel.id}")


def test_photos_stand_in_the_order_they_were_sent_in(ada):
    photos = [a_photo(ada, alt=str(number)) for number in range(3)]
    channel, since = (made := a_channel()), head(made)
    ordered = [photos[2], photos[0], photos[1]]
    message = say(channel, ada.person, ordered)

    with db.writing() as session:
        feed.touch(session, session.get(Message, message), on=f"channel:{channel.id}")
    with db.reading() as session:
        frame = feed.changes_since(session, f"channel:{channel.id}", since)

    assert [photo["id"] for photo in frame["records"]["message"][0]["photos"]] == ordered


@pytest.mark.parametrize("whose", ["somebody else's", "sent before", "thrown away", "never there"])
def test_a_photo_that_is_not_there_to_be_sent_is_refused_by_its_number(whose, ada, bob):
    channel, mine = a_channel(), a_photo(ada)
    photo_id = a_photo(bob) if whose == "somebody else's" else a_photo(ada)
    if whose == "sent before":
        say(channel, ada.person, [photo_id])
    if whose == "thrown away":
        ada.delete(f"/api/photos/{photo_id}")
    photo_id += 1000 if whose == "never there" else 0

    with pytest.raises(PhotoGone) as refused:
        say(channel, ada.person, [mine, photo_id])

    assert refused.value.about == {"photo_ids": [photo_id]}
    say(channel, ada.person, [mine])  # nothing of the refused one holds it


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
    reply = send(ada, body, name="photo.jpg")

    assert (reply.status_code, reply.json["code"]) == (status, code)
    assert (rows(), kept(settings)) == ({}, {})


def test_without_a_photo_or_with_an_odd_number_the_field_is_named(ada):
    without = ada.post("/api/photos", data={"client_id": str(uuid4())})
    odd = send(ada, client_id="1")

    assert (without.status_code, list(without.json["errors"])) == (422, ["photo"])
    assert (odd.status_code, list(odd.json["errors"])) == (422, ["client_id"])


def test_there_is_an_end_to_photos_in_a_day_and_the_next_day_there_are_more(ada):
    request = str(uuid4())
    first = send(ada, client_id=request)
    for number in range(1, MOST_A_DAY):
        if number % 25 == 0:
            limits.forget()
        a_photo(ada, body=a_file(size=(32, 32)))
    limits.forget()

    refused = send(ada)

    assert (refused.status_code, refused.json["code"]) == (429, "enough_photos")
    assert refused.json["about"] == {"most": MOST_A_DAY}
    assert send(ada, client_id=request).json == first.json  # it is there already
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        limits.forget()
        a_photo(ada)


def test_while_files_cannot_be_kept_it_is_said_and_the_same_photo_is_taken_later(ada, settings, tmp_path):
    request = str(uuid4())
    (tmp_path / "file").touch()
    storage.bind(str(tmp_path / "file"))
    refused = send(ada, client_id=request)
    assert (refused.status_code, refused.json["code"]) == (503, "files_away")
    waits = next(iter(rows()))
    assert look(ada, waits).status_code == 404

    storage.bind(settings.files_url)
    taken = send(ada, client_id=request)

    assert (taken.status_code, taken.json["id"]) == (201, waits)
    assert look(ada, waits).status_code == 200


def test_when_the_place_is_away_the_sweep_comes_again(ada, settings, tmp_path):
    photo_id = a_photo(ada)
    ada.delete(f"/api/photos/{photo_id}")
    away = replace(settings, files_url=str(tmp_path / "file"))
    (tmp_path / "file").touch()
    storage.bind(away.files_url)
    sweep(away)
    assert list(rows()) == [photo_id]

    storage.bind(settings.files_url)
    sweep(settings)

    assert (rows(), kept(settings)) == ({}, {})
