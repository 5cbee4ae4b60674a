"""What is removed stands nowhere: no table, no file, no answer to anybody holds a word of it."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from backend.core import db, feed, limits
from backend.core.db import Base
from backend.core.feed import Stream
from schemas.words import Access, Role
from tests.backend.chat.photographing import a_photo
from tests.backend.chat.talking import Talker
from tests.backend.moderation.acting import put_back, taken
from tests.contract.doors import every_door
from tests.factories import a_channel, a_chatter, a_meeting, a_panel, a_person

MARKER, WAITING = "xyzzyquux", "plughwaits"
SEALED = {"removal.evidence"}
EVIDENCE = "GET /api/moderation/removals/{removal_id}/evidence"
KEEPERS = {"a moderator", "an organiser"}
NEEDS = {"q": MARKER, "since": "0"}
FILLED = re.compile(r"\{(\w+)\}")


class Hall:
    """Somebody says the marker wherever something can be said; everybody else looks."""

    def __init__(self, sign_in, visitor):
        meeting = a_meeting()
        panel, self.channel = a_panel(meeting), a_channel(access=Access.OPEN)
        people = {
            "its author": a_chatter(a_person("Ada A"), self.channel),
            "a member": a_chatter(a_person("Ben B"), self.channel),
            "somebody who is blocked": a_chatter(a_person("Cleo C"), self.channel),
            "a host": a_chatter(a_person("Hal Host", Role.HOST), self.channel),
            "a moderator": a_chatter(a_person("Moa Moderator", Role.MODERATOR), self.channel),
            "an organiser": a_chatter(a_person("Olga Organiser", Role.ORGANISER), self.channel),
        }
        self.phones = {who: sign_in(person) for who, person in people.items()} | {"a visitor": visitor}
        self.talkers = {who: Talker(self.phones[who], person) for who, person in people.items()}
        self.ids = {"slug": "2026", "panel_id": panel.id, "channel_id": self.channel.id, "session_id": panel.session_id}
        self.say_everything(panel, people)
        self.subjects = [("photo", self.ids["photo_id"]), ("message", self.ids["message_id"])]
        self.subjects += [("question", self.question), ("person", self.ids["person_id"])]
        self.subjects += [("application", self.application)]

    def say_everything(self, panel, people):
        ada, ben, olga = (self.talkers[who] for who in ("its author", "a member", "an organiser"))
        ada.phone.put(f"/api/people/{people['somebody who is blocked'].id}/block")
        texts = dict.fromkeys(("headline", "affiliation", "about", "offers", "seeks"), MARKER)
        self.ids["person_id"] = ada.id
        assert ada.phone.patch("/api/me", json=texts | {"interests": [MARKER]}).status_code == 200
        named = {"person_id": ada.id, "name": "Ada A", "headline": MARKER}
        blogger = olga.phone.post("/api/meetings/2026/bloggers", json=named)
        assert blogger.status_code == 201, blogger.json
        photos = [a_photo(ada.phone, alt=MARKER) for _ in range(2)]
        asked = ben.said(self.channel, "What is it?")
        first = f"{MARKER} <@{ben.id}> [{MARKER}](https://example.org/{MARKER})"
        message = ada.said(self.channel, first, photos=photos, reply_to=asked["id"])
        ada.edit(message, f"{MARKER} again <@{ben.id}>")
        ben.said(self.channel, "Really?", reply_to=message["id"])
        ben.react(message)
        olga.phone.patch(f"/api/channels/{self.channel.id}", json={"featured_id": message["id"]})
        self.ids |= {"message_id": message["id"], "photo_id": photos[0], "side": 320, "blogger_id": blogger.json["id"]}
        body = {"client_id": str(uuid4()), "text": f"Why {MARKER}?", "anonymous": False}
        self.question = ada.phone.post(f"/api/panels/{panel.id}/questions", json=body).json["question"]["id"]
        olga.phone.patch(f"/api/questions/{self.question}", json={"state": "answering"})
        pitch = {
            "client_id": str(uuid4()),
            "panel_id": None,
            "blog_url": "https://example.org/",
            "pitch": f"My {MARKER} pitch",
        }
        self.application = ada.phone.post("/api/meetings/2026/applications", json=pitch).json["id"]

    def addresses(self):
        """Every door that is looked through, and the plain pages."""
        for door in every_door():
            if door.method == "get":
                path = FILLED.sub(lambda found: str(self.ids.get(found[1], 1)), door.path)
                yield str(door), path
        pages = ("/m/2026/programme", f"/m/2026/panels/{self.ids['panel_id']}", f"/chat/{self.channel.id}", "/")
        yield from ((page, page) for page in (*pages, f"/chat/{self.channel.id}?at=2"))

    def report(self):
        """A member reports the message, so that there is a case about it."""
        body = {"subject": "message", "subject_id": self.ids["message_id"], "guideline": "spam"}
        reply = self.phones["a host"].post("/api/reports", json=body | {"client_id": str(uuid4())})
        assert reply.status_code == 201, reply.json
        [case, *_] = self.phones["a moderator"].get("/api/moderation/cases").json["cases"]
        self.ids["case_id"] = case["id"]

    def told(self, word=MARKER, whom=()):
        """Who is told the word, and where; of everybody, or of these."""
        found = set()
        for who, phone in self.phones.items():
            if whom and who not in whom:
                continue
            limits.forget()
            for door, address in self.addresses():
                reply = phone.get(address, query_string=NEEDS if "?" not in address else None)
                if reply.status_code in {400, 422}:  # this one wants neither
                    reply = phone.get(address)
                pictured = word == MARKER and (reply.mimetype, reply.status_code) == ("image/webp", 200)
                if pictured or word.encode() in reply.get_data():
                    found.add((who, door))
        return found

    def heard(self):
        """The streams that tell it."""
        with db.reading() as session:
            streams = session.scalars(sa.select(Stream.name)).all()
            ours = [name for name in streams if feed.sort_of(name)]
            return {name for name in ours if MARKER in str(feed.changes_since(session, name, 0))}


def stored(settings):
    """The columns and files that hold it."""
    with db.reading() as session:
        columns = {
            f"{table.name}.{column.name}"
            for table in Base.metadata.sorted_tables
            for row in session.execute(sa.select(table)).mappings()
            for column in table.columns
            if MARKER in str(row[column.name])
        }
    files = [path for path in Path(settings.files_url).rglob("*") if path.is_file()]
    return columns | {path.name for path in files if MARKER.encode() in path.read_bytes()}


@pytest.mark.timeout(300)
def test_a_removed_word_is_nowhere_and_comes_back_everywhere(app, sign_in, visitor, settings):
    hall = Hall(sign_in, visitor)
    hall.report()
    told, heard, kept = hall.told(), hall.heard(), stored(settings)
    assert {who for who, _ in told} == set(hall.phones)
    assert len({door for _, door in told}) > 12, sorted({door for _, door in told})
    assert len(heard) > 4
    assert len(kept) > 10

    moderator = hall.phones["a moderator"]
    removals = [taken(moderator, *subject) for subject in hall.subjects]
    hall.ids["removal_id"] = removals[1]["id"]

    assert stored(settings) - SEALED == set()
    assert hall.heard() == set()
    looked = hall.told()
    assert {door for _, door in looked} == {EVIDENCE, f"{EVIDENCE}/photos/{{photo_id}}/{{side}}"}
    assert {who for who, _ in looked} == KEEPERS

    for removal in reversed(removals):
        assert put_back(moderator, removal).status_code == 200
    del hall.ids["removal_id"]
    some = ("a visitor", "a moderator")
    before = {(who, door) for who, door in told if who in some}
    assert before - hall.told(whom=some) == {("a moderator", "GET /api/moderation/cases")}  # it is decided
    assert hall.heard() == heard
    assert stored(settings) == kept


@pytest.mark.timeout(300)
def test_what_waits_for_a_look_is_told_to_its_author_and_the_desk_only(app, sign_in, visitor):
    hall = Hall(sign_in, visitor)
    moderator, ada = hall.phones["a moderator"], hall.talkers["its author"]
    moderator.put(f"/api/channels/{hall.channel.id}/moderation", json={"holding": "everyone"})

    assert ada.say(hall.channel, f"May I say {WAITING}?").status_code == 202
    case = moderator.get("/api/moderation/cases").json["cases"][0]
    hall.ids |= {"case_id": case["id"], "held_id": case["held_id"]}

    looked = hall.told(WAITING)
    assert {who for who, _ in looked} == KEEPERS | {"its author"}
    assert {door for who, door in looked if who in KEEPERS} <= {
        "GET /api/moderation/cases",
        "GET /api/moderation/cases/{case_id}",
    }
