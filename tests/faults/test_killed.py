"""F1, F2: web and worker are killed under load. What was acknowledged is there, and mail is not lost."""

import random
import threading
import time
from collections import Counter

import pytest
import requests

from tests.faults.installation import SLUG, Desk, children, wait_until
from tests.mail_server import a_mail_server

WRITERS = 6
TITLES = "SELECT title FROM session WHERE meeting_id = (SELECT id FROM meeting WHERE slug = ?)"
CHANCE = random.Random()


class Writers:
    """People who write without pause, and remember what they were told is kept."""

    def __init__(self, installation, write):
        self.kept, self.unknown, self.refused = [], [], []
        self._over = threading.Event()
        desks = [Desk(installation).come_in() for _ in range(WRITERS)]
        self._hands = [threading.Thread(target=self._go_on, args=[desk, write, who]) for who, desk in enumerate(desks)]

    def _go_on(self, desk, write, who):
        turn = 0
        while not self._over.is_set():
            turn += 1
            self._one(desk, write, f"{who}.{turn}")

    def _one(self, desk, write, name):
        try:
            reply = write(desk, name)
        except requests.RequestException:
            self.unknown.append(name)
            time.sleep(0.05)
            return
        if reply.status_code in {201, 202}:
            self.kept.append(name)
        else:
            self.refused.append(reply.text)

    def __enter__(self):
        for hand in self._hands:
            hand.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        for hand in self._hands:
            hand.join()

    def write_more(self):
        """Wait until they have written on: after a kill, that is when all works again."""
        before = len(self.kept)
        wait_until(lambda: len(self.kept) > before + 10)
        time.sleep(CHANCE.random() / 2)


@pytest.fixture
def mail_server():
    with a_mail_server() as server:
        yield server


@pytest.fixture
def installation(install, mail_server):
    one = install(MAIL_URL=mail_server.url)
    one.start("web", "worker")
    yield one
    one.stop()


def holds_exactly(installation, writers):
    """Everything acknowledged once; of what got no answer, each once or not at all; nothing else."""
    found = Counter(title for (title,) in installation.rows(TITLES, SLUG))
    assert set(found.values()) == {1}
    assert [title for title in writers.kept if title not in found] == []
    assert set(found) - set(writers.kept) <= set(writers.unknown)
    return True


def test_nothing_acknowledged_is_lost_when_the_process_that_serves_is_killed(installation):
    """Its master starts another within a second or two."""
    with Writers(installation, Desk.write) as writers:
        for _ in range(3):
            writers.write_more()
            (serving,) = children(installation.running["web"].pid)
            installation.kill_one(serving)
        writers.write_more()

    assert writers.refused == []
    assert writers.unknown != []
    assert installation.is_sound()
    assert holds_exactly(installation, writers)


def test_nothing_acknowledged_is_lost_when_everything_is_killed_and_started_again(installation):
    with Writers(installation, Desk.write) as writers:
        for _ in range(2):
            writers.write_more()
            installation.kill("web")
            installation.kill("worker")
            assert installation.is_sound()
            installation.start("web", "worker")
        writers.write_more()

    assert writers.refused == []
    assert holds_exactly(installation, writers)


def ask_for_code(desk, name):
    return desk.post("/api/sign-in", json={"email": f"guest{name}@example.org"})


def test_every_letter_that_was_promised_leaves_though_the_worker_is_killed(installation, mail_server):
    with Writers(installation, ask_for_code) as writers:
        for _ in range(2):
            sent = len(mail_server.taken)
            writers.write_more()
            wait_until(lambda before=sent: len(mail_server.taken) > before)
            installation.kill("worker")
            installation.start("worker")

    promised = {f"guest{name}@example.org" for name in writers.kept}
    installation.make_letters_due()
    ask_for_code(Desk(installation), "0.0")  # reminds the worker
    wait_until(lambda: promised <= {message["To"] for message in mail_server.taken}, longest=30)
    times = Counter(message["To"] for message in mail_server.taken)
    assert max(times.values()) <= 2
    assert sum(times.values()) <= len(times) + 2  # for each kill, the one letter that had just left
