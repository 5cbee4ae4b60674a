"""Whichever door something is removed through, those who watch see it go, and come back in its place."""

from typing import Any
from uuid import uuid4

import pytest
import requests

from schemas.words import Access, Role
from tests.factories import a_channel, a_chatter, a_device, a_meeting, a_panel, a_person
from tests.polling_phone import PollingPhone
from tests.socket_phone import SocketPhone

PITCH = "Unkind words about everybody"


class Hand:
    """Somebody who taps on a phone."""

    def __init__(self, server: str, person) -> None:
        self.server, self.person = server, person
        self.session = requests.Session()
        self.session.cookies.set("fireside", a_device(person))
        self.session.headers["Origin"] = server

    def tap(self, method: str, path: str, **body: Any) -> Any:
        reply = self.session.request(method, f"{self.server}/api{path}", json=body or None, timeout=10)
        assert reply.ok, reply.text
        return reply.json() if reply.content else None

    def says(self, channel, text: str) -> dict[str, Any]:
        return self.tap("POST", f"/channels/{channel.id}/messages", client_id=str(uuid4()), text=text)

    def takes(self, subject: str, number: int) -> int:
        body = {"subject": subject, "subject_id": number, "guideline": "kindness"}
        return self.tap("POST", "/moderation/removals", **body)["id"]

    def puts_back(self, removal: int) -> None:
        self.tap("DELETE", f"/moderation/removals/{removal}")


@pytest.fixture
def hand(server):
    return lambda *who: Hand(server, who[0] if len(who) == 1 and not isinstance(who[0], str) else a_person(*who))


def records(phone: SocketPhone, kind: str) -> list[dict[str, Any]]:
    return [one for frame in phone.all("changes") for one in frame["records"].get(kind, [])]


def sees(phone: SocketPhone, kind: str, number: int, *, removed: bool) -> None:
    """The last this phone heard of it is that it went, or stands there."""

    def there() -> bool:
        mine = [one for one in records(phone, kind) if one["id"] == number]
        return bool(mine) and bool(mine[-1].get("removed")) is removed

    phone.until(there)


def by_long_press(moderator, message, _others):
    moderator.takes("message", message["id"])


def by_its_author(_moderator, message, others):
    others["author"].tap("DELETE", f"/messages/{message['id']}")


def by_deciding_a_report(moderator, message, others):
    body = {"subject": "message", "subject_id": message["id"], "guideline": "spam", "client_id": str(uuid4())}
    others["reporter"].tap("POST", "/reports", **body)
    rows = moderator.tap("GET", "/moderation/cases")["cases"]
    [case] = [one for one in rows if one["subject_id"] == message["id"]]
    decision = {"measure": "removed", "guideline": "spam", "rev": case["rev"]}
    moderator.tap("POST", f"/moderation/cases/{case['id']}/decision", **decision)


def in_bulk(moderator, message, others):
    same = {"person_id": others["author"].person.id}
    count = moderator.tap("POST", "/moderation/bulk/preview", **same)["count"]
    moderator.tap("POST", "/moderation/bulk", same=same, guideline="spam", count=count)


def in_a_shell(_moderator, message, others):
    words = ["fireside", "remove", "message", str(message["id"]), "--guideline", "spam", "--note", "In a shell"]
    done = others["app"].test_cli_runner().invoke(args=words)
    assert done.exit_code == 0, done.output


DOORS = [by_long_press, by_its_author, by_deciding_a_report, in_bulk, in_a_shell]


def test_a_message_goes_from_every_screen_through_every_door(app, server, connect, hand):
    moderator, reporter = hand("Moa Moderator", Role.MODERATOR), hand(a_chatter(a_person("Rita R")))
    channel = a_channel(access=Access.OPEN)
    author = a_chatter(a_person("Ada A"), channel)
    others = {"author": hand(author), "reporter": reporter, "app": app}
    visitor, polling = connect(), PollingPhone(server, token=a_device(reporter.person))
    watchers = [visitor, connect(author), polling]
    for phone in watchers:
        assert phone.open(f"channel:{channel.id}")["ok"]

    for door in DOORS:
        message = others["author"].says(channel, f"Unkind, {door.__name__}")
        for phone in watchers:
            sees(phone, "message", message["id"], removed=False)
        door(moderator, message, others)
        for phone in watchers:
            sees(phone, "message", message["id"], removed=True)
        late = connect()
        assert "Unkind" not in str(late.open(f"channel:{channel.id}"))
    polling.hang_up()


def test_every_kind_of_subject_goes_and_comes_back_while_others_watch(server, connect, hand):
    moderator, channel, panel = hand("Moa Moderator", Role.MODERATOR), a_channel(), a_panel(a_meeting())
    author = hand(a_chatter(a_person("Ada A"), channel))
    message = author.says(channel, "Unkind")
    asked = {"client_id": str(uuid4()), "text": "Why so unkind?", "anonymous": False}
    question = author.tap("POST", f"/panels/{panel.id}/questions", **asked)["question"]
    asks = {"client_id": str(uuid4()), "panel_id": None, "blog_url": "https://example.org/", "pitch": PITCH}
    application = author.tap("POST", "/meetings/2026/applications", **asks)
    watcher = connect(a_person("Ben B"))
    hers = connect(author.person)
    for phone, stream in ((watcher, f"channel:{channel.id}"), (watcher, f"panel:{panel.id}")):
        assert phone.open(stream)["ok"]
    assert hers.open(f"me:{author.person.id}")["ok"]
    places = [
        (watcher, "message", message["id"]),
        (watcher, "question", question["id"]),
        (hers, "application", application["id"]),
    ]

    for phone, kind, number in places:
        removal = moderator.takes(kind, number)
        sees(phone, kind, number, removed=True)
        moderator.puts_back(removal)
        sees(phone, kind, number, removed=False)

    author.tap("PATCH", "/me", headline="Unkind")
    removal = moderator.takes("person", author.person.id)
    hers.until(lambda: records(hers, "person")[-1:] != [] and records(hers, "person")[-1]["headline"] == "")
    moderator.puts_back(removal)
    hers.until(lambda: records(hers, "person")[-1]["headline"] == "Unkind")
    assert [one["measure"] for one in records(hers, "decision") if not one["overturned_at"]][:1] == ["removed"]
