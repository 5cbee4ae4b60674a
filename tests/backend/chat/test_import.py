"""A community moves in with its past."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from backend.chat.readers import lines as reader
from backend.chat.rules.photos import MOST_AS_NEWCOMER
from backend.core import storage
from tests.backend.chat.photographing import a_file, a_photo, kept, rows
from tests.backend.chat.talking import Talker
from tests.backend.chat.told import joined
from tests.bombs import a_png_that_says
from tests.factories import a_channel, a_person
from tests.parcels import packed

BEGAN = datetime(2019, 3, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def empty_folder(app, settings):
    shutil.rmtree(settings.files_url, ignore_errors=True)


@pytest.fixture
def ada(app):
    return a_person("Ada", email="ada@example.org")


@pytest.fixture
def take_in(app, tmp_path):
    """Write lines, or a ZIP, to a file and import it; what the command said, and its exit code."""

    def taken_in(*lines, body=None, options=()):
        file = tmp_path / "past"
        written = (line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines)
        file.write_bytes(body or b"".join(written))
        told = app.test_cli_runner().invoke(args=["fireside", "import-chat", str(file), *options])
        return told.output, told.exit_code

    return taken_in


def a_line(text, *, minutes=0, email="Ada@Example.org", **fields):
    at = (BEGAN + timedelta(minutes=minutes)).isoformat()
    return {"channel": "Coffee", "at": at, "email": email, "text": text, **fields}


def told_of(said):
    """What was left out: line numbers and reasons."""
    return [line.strip().removeprefix("line ").split(": ", 1) for line in said.splitlines() if "  line" in line]


def read(phone, channel_id):
    return phone.get(f"/api/channels/{channel_id}/messages").json["messages"]


def the_channel(phone, title="Coffee"):
    (found,) = [one for one in phone.get("/api/channels").json["channels"] if one["title"] == title]
    return found


def test_the_past_moves_in_with_its_times_authors_and_answers_and_counts_as_read(take_in, ada, sign_in):
    channel = a_channel("Coffee")
    joined(channel, a_person("Reader"))
    said, code = take_in(
        a_line("Who has beans?", id="1"),
        a_line("I have.\nTwo bags.", minutes=1, email="bo@example.org", name="Bo", id="2", reply_to="1"),
        a_line("Thanks", minutes=1, id="3", reply_to="2"),
        a_line("Anybody else?", minutes=90, id="4", reply_to="of long ago"),
        options=["--join"],
    )
    phone = sign_in(ada)
    messages = read(phone, channel.id)

    assert code == 0, said
    assert "4 messages taken in, 0 were there already, 0 lines left out, 1 without what they answer." in said
    assert [(one["number"], one["author"]["name"], one["text"]) for one in messages] == [
        (1, "Ada", "Who has beans?"),
        (2, "Bo", "I have.\nTwo bags."),
        (3, "Ada", "Thanks"),
        (4, "Ada", "Anybody else?"),
    ]
    assert [one["at"] for one in messages] == [
        f"2019-03-01T{clock}:00Z" for clock in ("09:00", "09:01", "09:01", "10:30")
    ]
    assert [one["reply_to"] and one["reply_to"]["number"] for one in messages] == [None, 1, 2, None]
    assert [(one["replies"], one["root_id"]) for one in messages[:3]] == [(2, None), *[(0, messages[0]["id"])] * 2]
    assert the_channel(phone)["membership"]["read_number"] == 4
    hit = phone.get("/api/chat/search?q=bags&until=2019-03-01").json["found"][0]
    assert (hit["before"]["number"], hit["message"]["number"], hit["after"]["number"]) == (1, 2, 3)


def test_whoever_wrote_here_long_ago_is_not_met_as_somebody_new(take_in, ada, sign_in):
    take_in(a_line("Good morning"))
    phone = sign_in(ada)
    version = phone.get("/api/chat/settings").json["guidelines_version"]
    assert phone.post("/api/chat/accept", json={"version": version}).status_code == 200

    many = "https://one.example https://two.example https://three.example"
    said = Talker(phone, ada).say(SimpleNamespace(id=the_channel(phone)["id"]), many)

    assert (said.status_code, said.json["new_here"]) == (201, False)


def test_what_is_there_already_is_not_taken_in_again(take_in, ada, sign_in):
    lines = [a_line("ok"), a_line("ok"), a_line("named", id="x", minutes=1)]
    take_in(*lines)
    said, code = take_in(*lines, a_line("named again", id="x", minutes=2), a_line("new", minutes=3, reply_to="x"))
    phone = sign_in(ada)
    messages = read(phone, the_channel(phone)["id"])

    assert (code, "1 messages taken in, 4 were there already" in said) == (0, True)
    assert [one["text"] for one in messages] == ["ok", "ok", "named", "new"]
    assert messages[3]["reply_to"]["number"] == 3


def test_a_bad_line_is_named_with_its_reason_and_keeps_no_other_back(take_in, ada, sign_in):
    said, code = take_in(
        a_line("first"),
        b"{not json\n",
        b"\xff\xfe\n",
        b"[1]\n",
        b"\n",
        a_line("no zone", at="2019-03-01T10:00:00"),
        a_line("typo", reply="1"),
        a_line("", minutes=1),
        a_line("x" * 4001, minutes=1),
        a_line("a stranger", minutes=1, email="nobody@example.org"),
        a_line("no address", minutes=1, email="at home"),
        a_line("older", minutes=-1),
        a_line("to come", at="2199-01-01T00:00:00Z"),
        a_line("last", minutes=2),
    )
    told = dict(told_of(said))
    phone = sign_in(ada)

    assert code == 1
    assert [one["text"] for one in read(phone, the_channel(phone)["id"])] == ["first", "last"]
    assert list(told) == ["2", "3", "4", "6", "7", "8", "9", "10", "11", "12", "13"]
    assert (told["2"], told["3"]) == ("This line is not JSON.", "This line is not UTF-8.")
    assert told["10"] == "email: Nobody here has the address nobody@example.org."
    assert told["12"].startswith("at: In Coffee something newer is said already (2019-03-01 09:00 UTC).")


def a_photo_line(minutes, *names, text="", **fields):
    photos = [{"file": name, "alt": f"What {name} shows"} for name in names]
    return a_line(text, minutes=minutes, id=str(minutes), photos=photos, **fields)


def test_a_photo_that_is_none_is_named_with_its_reason_and_its_message_stands_without_it(
    take_in, ada, sign_in, settings
):
    names = ["good.jpg", "page.webp", "bomb.png", "half.jpg", "locked.webp"]
    good, page, bomb, half, locked, lost = (f"photos/{name}" for name in [*names, "lost.webp"])
    files = {
        good: a_file(),
        page: b"<html>no</html>",
        bomb: a_png_that_says(50_000, 50_000).read(),
        half: a_file()[:500],
    }
    files |= {locked: a_file(), "../way/out.jpg": a_file(), "photos/unasked.jpg": a_file()}
    lines = [
        a_photo_line(1, page, good, bomb, text="with words"),
        a_photo_line(2, half),
        a_photo_line(3, lost, good),
        a_photo_line(4, "../way/out.jpg", text="out"),
        a_photo_line(5, "photos/../../way/out.jpg", text="out"),
        a_photo_line(6, *[good] * 11, text="too many"),
        a_photo_line(7, locked, text="the last", reply_to="1"),
    ]
    said, code = take_in(body=packed(lines, files, locked=locked))
    phone = sign_in(ada)
    messages = read(phone, the_channel(phone)["id"])

    assert code == 1
    assert "3 messages taken in, 0 were there already, 4 lines left out, 2 photos taken in, 5 photos left out." in said
    assert [(one["text"], [photo["alt"] for photo in one["photos"]]) for one in messages] == [
        ("with words", [f"What {good} shows"]),
        ("", [f"What {good} shows"]),
        ("the last", []),
    ]
    assert messages[2]["reply_to"]["number"] == 1
    assert [(line, why.split(": ")[0]) for line, why in told_of(said)] == [
        *(("1", page), ("1", bomb), ("2", half), ("2", "photos"), ("3", lost)),
        *((line, "photos") for line in "456"),
        ("7", locked),
    ]
    assert len(kept(settings)) == 2


def test_a_zip_that_is_no_conversation_or_more_than_it_looks_like_is_refused_whole(take_in, ada):
    line = a_line("Hello")
    for body, why in [
        (packed([line], {}, lines="other.jsonl"), "There is no messages.jsonl in this ZIP."),
        (packed([line], {})[:-30], "This ZIP cannot be read."),
        (packed([line], {}, locked="messages.jsonl"), "messages.jsonl in this ZIP is locked"),
        (packed([a_line("0" * 3_000_000)], {}), "is packed more tightly than words can be."),
    ]:
        said, code = take_in(body=body)
        assert (code, why in said) == (1, True), said


def test_photos_of_the_past_do_not_count_as_sent_today(take_in, talker, channel):
    ada = talker("Ada", channel, days=1)
    line = a_photo_line(1, *["photos/1.jpg"] * MOST_AS_NEWCOMER, email=ada.person.email)
    said, code = take_in(body=packed([line], {"photos/1.jpg": a_file(size=(40, 40))}))

    assert (code, f"{MOST_AS_NEWCOMER} photos taken in" in said) == (0, True), said
    ada.said(channel, "and one of today", photos=[a_photo(ada.phone)])


def test_an_import_that_broke_off_over_its_photos_is_begun_anew_and_keeps_none_twice(
    take_in, talker, channel, settings, tmp_path
):
    ada = talker("Ada", channel)
    lines = [a_photo_line(minute, "photos/1.jpg", email=ada.person.email) for minute in (1, 2)]
    here_before = next(reader.read([json.dumps(lines[0]).encode()])).photos[0]
    first = a_photo(ada.phone, client_id=here_before.client_id)
    body = packed(lines, {"photos/1.jpg": a_file("blue")})
    (tmp_path / "file").touch()
    storage.bind(str(tmp_path / "file"))
    said, code = take_in(body=body)
    assert (code, "Error: Photos cannot be kept or shown just now." in said) == (1, True), said
    assert "Coffee" not in [one["title"] for one in ada.phone.get("/api/channels").json["channels"]]

    storage.bind(settings.files_url)
    said, code = take_in(body=body)

    assert (code, "2 messages taken in" in said, "2 photos taken in" in said) == (0, True, True), said
    messages = read(ada.phone, the_channel(ada.phone)["id"])
    assert [photo["id"] for message in messages for photo in message["photos"]] == sorted(rows())
    assert (min(rows()), list(kept(settings).values())) == (first, [3, 3])
