"""The process that serves is killed while a moderator removes and puts back: what was acknowledged is in the record."""

import random
import threading
import time
from contextlib import suppress
from uuid import uuid4

import pytest
import requests

from tests.faults.installation import Desk, children, wait_until

KILLS, MESSAGES = 3, 12
CHANCE = random.Random()


@pytest.fixture
def installation(install):
    one = install()
    one.start("web")
    yield one
    one.stop()


def somebody(installation, role, besides=()):
    """One of the demo's people with this role, or with none; their browser and id."""
    desk = Desk(installation)
    people = desk.get("/api/demo/people").json()
    [first, *_] = [
        one for one in people if (role in one["roles"] if role else not one["roles"]) and one["id"] not in besides
    ]
    desk.post("/api/demo/sign-in", json={"person_id": first["id"]})
    return desk


def messages_of(author):
    """What somebody says in the community's channel; their ids."""
    assert author.post("/api/chat/accept", json={"version": 1}).ok
    channel = next(one for one in author.get("/api/channels").json()["channels"] if one["kind"] == "community")["id"]
    author.post(f"/api/channels/{channel}/join")
    bodies = [{"client_id": str(uuid4()), "text": f"Message {number}"} for number in range(MESSAGES)]
    return [author.post(f"/api/channels/{channel}/messages", json=body).json()["id"] for body in bodies]


class Moderator:
    """Removes and puts back without pause; `done` are the acts that were acknowledged."""

    def __init__(self, desk, messages):
        self.desk, self.messages, self.done, self.over = desk, messages, 0, threading.Event()
        self.hand = threading.Thread(target=self.go_on)

    def go_on(self):
        while not self.over.is_set():
            body = {"subject": "message", "subject_id": CHANCE.choice(self.messages), "guideline": "kindness"}
            with suppress(requests.RequestException, KeyError):
                removal = self.desk.post("/api/moderation/removals", json=body).json()["id"]
                self.done += 1
                self.desk.delete(f"/api/moderation/removals/{removal}").json()["restored_at"]
                self.done += 1
            time.sleep(0.05)


def test_the_record_is_whole_after_the_process_is_killed(installation):
    messages = messages_of(somebody(installation, ""))
    moderator = Moderator(somebody(installation, "organiser"), messages)
    moderator.hand.start()
    for _ in range(KILLS):
        before = moderator.done
        wait_until(lambda before=before: moderator.done > before + 4)
        time.sleep(CHANCE.random() / 4)
        (serving,) = children(installation.running["web"].pid)
        installation.kill_one(serving)
    before = moderator.done
    wait_until(lambda: moderator.done > before + 2)
    moderator.over.set()
    moderator.hand.join()

    told = installation.command("audit", "verify").stdout
    assert "each as it was written" in told
    assert installation.is_sound()
    acts = installation.rows("SELECT count(*) FROM audit WHERE act IN ('removed', 'restored')")[0][0]
    assert acts >= moderator.done
    standing = "SELECT subject_id FROM removal WHERE restored_at IS NULL AND subject = 'message' AND subject_id >= ?"
    gone = "SELECT id FROM message WHERE removed_at IS NOT NULL AND id >= ?"
    assert sorted(installation.rows(gone, messages[0])) == sorted(installation.rows(standing, messages[0]))
