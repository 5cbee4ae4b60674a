"""F8: the disk under the database is full. Nothing breaks, nothing is lost, and with space all goes on by itself."""

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from backend.core import storage
from backend.core.errors import NoSpace
from scripts import machine
from tests.faults.installation import SLUG, Desk, wait_until
from tests.mail_server import a_mail_server

MEGABYTES = 8
LONG_TEXT = "Warm words. " * 1000


@pytest.fixture
def small_disk(tmp_path):
    """A disk of a few megabytes."""
    if not machine.mounts():
        pytest.skip(machine.NO_MOUNT)
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", disk], check=True)
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


@pytest.fixture
def mail_server():
    with a_mail_server() as server:
        yield server


@pytest.fixture
def installation(install, small_disk, mail_server):
    """One that has web and worker on the small disk; what they say is kept elsewhere."""
    one = install(small_disk, MAIL_URL=mail_server.url)
    one.start("web", "worker")
    yield one
    one.stop()


@pytest.fixture
def desk(installation):
    return Desk(installation).come_in()


def fill(disk: Path) -> Path:
    """Somebody else's file takes all that is left."""
    ballast = disk / "somebody-elses"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(b"\0" * 4096):
            pass
    return ballast


def write_until_refused(desk):
    """Titles that were acknowledged, and the first refusal."""
    kept = []
    while (reply := desk.write(f"Session {len(kept)}", abstract=LONG_TEXT)).status_code == 201:
        kept.append(f"Session {len(kept)}")
    return kept, reply


def test_writes_are_refused_in_words_reads_go_on_and_space_mends_it(installation, desk, small_disk):
    before = [desk.write(f"Before {number}").json()["title"] for number in range(5)]
    installation.rows("UPDATE device SET seen_at = datetime('now', '-2 hours')")  # noting a visit is a write
    ballast = fill(small_disk)
    kept, refused = write_until_refused(desk)

    assert (refused.status_code, refused.json()["code"]) == (507, "no_space")
    assert "no space left" in refused.json()["detail"]
    assert desk.post("/api/sign-in", json={"email": "ada@example.org"}).status_code == 507
    for path in ("/api/start", "/api/me", f"/api/meetings/{SLUG}/programme.ics", f"/m/{SLUG}/programme"):
        assert desk.get(path).status_code == 200, path
    assert sorted(desk.titles()) == sorted(before + kept)

    ballast.unlink()

    assert desk.write("After").status_code == 201
    assert sorted(desk.titles()) == sorted([*before, *kept, "After"])
    assert installation.is_sound()


def test_of_many_who_write_at_once_as_the_disk_fills_each_is_told_the_truth(installation, desk, small_disk):
    desks = [Desk(installation).come_in() for _ in range(6)]

    def write(number):
        return [f"{number}.{turn}" for turn in range(40) if is_kept(desks[number], f"{number}.{turn}")]

    with ThreadPoolExecutor(len(desks)) as hands:
        writing = [hands.submit(write, number) for number in range(len(desks))]
        wait_until(desk.titles)
        ballast = fill(small_disk)
        kept = [title for written in writing for title in written.result()]

    assert 0 < len(kept) < 240
    ballast.unlink()
    assert desk.write("After").status_code == 201
    assert sorted(desk.titles()) == sorted([*kept, "After"])
    assert installation.is_sound()


def is_kept(desk, title):
    reply = desk.write(title, abstract=LONG_TEXT)
    assert reply.status_code in {201, 507}, reply.text
    return reply.status_code == 201


def test_an_import_that_finds_no_space_is_not_there_and_works_when_there_is(installation, desk, small_disk):
    ballast = fill(small_disk)
    rows = "".join(f"Talk {number},2026-05-01 10:00,2026-05-01 11:00,Hall,{LONG_TEXT}\n" for number in range(60))
    table = f"title,start,end,room,abstract\n{rows}".encode()

    refused = desk.take_in(table, "talks.csv")

    assert (refused.status_code, refused.json()["code"]) == (507, "no_space")
    assert desk.titles() == []
    ballast.unlink()
    assert desk.take_in(table, "talks.csv").json()["counts"] == {"added": 60}
    assert installation.is_sound()


def test_the_worker_outlives_a_full_disk_and_sends_what_was_asked_for_before_and_after(
    installation, desk, small_disk, mail_server
):
    mail_server.answers = lambda command, _rest: b"451 Later" if command == "MAIL" else None
    assert desk.post("/api/sign-in", json={"email": "before@example.org"}).status_code == 202
    ballast = fill(small_disk)
    write_until_refused(desk)
    mail_server.answers = lambda _command, _rest: None
    time.sleep(1)

    ballast.unlink()
    assert desk.post("/api/sign-in", json={"email": "after@example.org"}).status_code == 202

    wait_until(lambda: mail_server.to("after@example.org"))
    assert installation.running["worker"].poll() is None
    installation.make_letters_due()
    desk.post("/api/sign-in", json={"email": "third@example.org"})
    wait_until(lambda: mail_server.to("before@example.org"))


def test_a_folder_of_files_on_a_full_disk_says_so_and_keeps_what_it_has(small_disk):
    place = storage.opened(str(small_disk))
    place.write("photos/ab/kept-320.webp", b"kept")

    with pytest.raises(NoSpace):
        place.write("photos/ab/more-320.webp", b"x" * (MEGABYTES + 1) * 2**20)

    assert place.read("photos/ab/kept-320.webp") == b"kept"
    assert [path.name for path in small_disk.rglob("*") if path.is_file()] == ["kept-320.webp"]
