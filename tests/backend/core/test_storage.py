"""A file is there whole or not at all, in a folder as in a bucket; what hinders it is told in words."""

import time
from contextlib import suppress

import pytest

from backend.core import storage
from backend.core.errors import NoSpace, NotFound
from backend.core.storage import FilesAway
from tests.bucket import a_bucket

NAME = "photos/ab/abcdef-320.webp"


@pytest.fixture
def bucket(socket_enabled):
    with a_bucket() as one:
        yield one


@pytest.fixture(params=["folder", "bucket"])
def place(request, tmp_path):
    if request.param == "folder":
        return storage.opened(str(tmp_path / "files"))
    return storage.opened(request.getfixturevalue("bucket").url)


def files_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_what_is_kept_is_read_until_it_is_removed(place):
    place.write(NAME, b"once")
    place.write(NAME, b"once")
    assert place.read(NAME) == b"once"

    place.remove(NAME)
    place.remove(NAME)

    with pytest.raises(NotFound):
        place.read(NAME)


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a//b", "photos/.hidden", "photos/../../x", "A", ""])
def test_no_name_leads_out_of_the_place(place, name):
    for act in (place.read, place.remove, lambda name: place.write(name, b"x")):
        with pytest.raises(ValueError, match=r"^"):
            act(name)


def test_a_file_of_a_bucket_stands_under_its_prefix_and_is_asked_for_with_a_signature(bucket):
    place = storage.opened(bucket.url)
    place.write(NAME, b"\x00\xff")

    assert bucket.files == {f"/fireside/photos-of/2026/{NAME}": b"\x00\xff"}
    place.read(NAME)
    place.remove(NAME)
    assert bucket.strangers == 0

    storage.opened(bucket.url.replace("secret", "guess")).write(NAME, b"whose?")
    assert bucket.strangers == 1


def test_a_bucket_that_is_full_or_away_says_so_and_holds_nothing_half(bucket):
    place = storage.opened(bucket.url)
    bucket.full = True
    with pytest.raises(NoSpace):
        place.write(NAME, b"x" * 100_000)

    nowhere = storage.opened("s3://key:secret@fireside?endpoint=http://127.0.0.1:9&region=eu-central-1")
    with pytest.raises(FilesAway):
        nowhere.read(NAME)
    assert bucket.files == {}


def test_a_folder_that_is_none_is_away_and_what_was_left_unfinished_is_tidied(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(FilesAway):
        storage.opened(str(tmp_path / "file")).write(NAME, b"x")

    place = storage.opened(str(tmp_path / "files"))
    monkeypatch.setattr("os.fsync", lambda _handle: killed())
    with suppress(KeyboardInterrupt):
        place._write(place._path(NAME), b"half")
    monkeypatch.undo()
    assert len(files_in(tmp_path / "files")) == 1
    place.tidy()
    assert len(files_in(tmp_path / "files")) == 1  # somebody may be writing it
    later = time.time() + 2 * storage.STALE
    monkeypatch.setattr("time.time", lambda: later)
    place.tidy()

    assert files_in(tmp_path / "files") == []


def killed():
    raise KeyboardInterrupt
