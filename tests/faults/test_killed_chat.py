"""The process that serves is killed: what a moderator was told is in the record, and a photo is there whole or not."""

import random
import threading
import time
from contextlib import suppress
from io import BytesIO
from uuid import uuid4

import requests
from PIL import Image

from tests.faults.installation import Desk, children, wait_until

KILLS, MESSAGES = 3, 12
CHANCE = random.Random()


def somebody(installation, role, besides=()):
    """One of the demo's people with this role, or with none; their browser and id."""
    desk = Desk(installation)
    people = desk.get("/api/demo/people").json()
    [first, *_] = [
        one for one in people if (role in one["roles"] if role else not one["roles"]) and one["id"] not in besides
    ]
    desk.post("/api/demo/sign-in", json={"person_id": first["id"]})
    return desk


def arrived(author):
    """Where somebody says something: the address of the community's channel."""
    assert author.post("/api/chat/accept", json={"version": 1}).ok
    channel = next(one for one in author.get("/api/channels").json()["channels"] if one["kind"] == "community")["id"]
    author.post(f"/api/channels/{channel}/join")
    return f"/api/channels/{channel}/messages"


def messages_of(author):
    """What somebody says in the community's channel; their ids."""
    place = arrived(author)
    bodies = [{"client_id": str(uuid4()), "text": f"Message {number}"} for number in range(MESSAGES)]
    return [author.post(place, json=body).json()["id"] for body in bodies]


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


def a_photo():
    """A photo whose every size takes a while to be written."""
    file = BytesIO()
    Image.effect_noise((1200, 900), 80).save(file, "JPEG")
    return file.getvalue()


def test_a_photo_whose_files_were_being_written_is_seen_by_nobody_until_it_is_sent_again(installation):
    author, folder = somebody(installation, ""), installation.database.with_name("files") / "photos"
    place, sent = arrived(author), {"data": {"client_id": str(uuid4())}, "files": {"photo": ("photo.jpg", a_photo())}}
    before = author.post(place, json={"client_id": str(uuid4()), "text": "said before"}).json()
    answers = []

    def upload():
        with suppress(requests.ConnectionError):
            answers.append(author.post("/api/photos", **sent).status_code)

    under_way = threading.Thread(target=upload)
    under_way.start()
    while not any(folder.rglob("*.webp")):
        assert under_way.is_alive(), "The upload was over before it could be killed."
        time.sleep(0.0005)
    installation.kill_one(*children(installation.running["web"].pid))
    under_way.join()

    assert answers == []
    [(photo, ready_at)] = installation.rows("SELECT id, ready_at FROM photo WHERE message_id IS NULL AND sweep_at > 0")
    assert (ready_at, author.get(f"/api/photos/{photo}/2048").status_code) == (None, 404)
    early = {"client_id": str(uuid4()), "text": "too early", "photos": [photo]}
    assert author.post(place, json=early).status_code == 410
    assert author.post("/api/photos", **sent).json()["id"] == photo
    message = author.post(place, json=early | {"client_id": str(uuid4())}).json()
    assert (message["number"], [one["id"] for one in message["photos"]]) == (before["number"] + 1, [photo])
    for side in (320, 1080, 2048):
        Image.open(BytesIO(author.get(f"/api/photos/{photo}/{side}").content)).load()
    assert len(list(folder.rglob("*.webp"))) == 3
