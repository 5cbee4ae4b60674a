"""What happens when many speak, or one phone speaks several times, at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from backend.chat.models import Channel, Message
from backend.chat.rules.sending import Saying
from backend.chat.service import sending
from backend.core import db, markup
from tests.backend.chat.machine import Reader, check_counts, check_numbers
from tests.backend.chat.talking import a_client_id
from tests.factories import a_channel


def all_at_once(*acts):
    with ThreadPoolExecutor(len(acts)) as hands:
        return [done.result() for done in [hands.submit(act) for act in acts]]


def test_a_double_tap_in_two_tabs_is_one_message(channel, talker):
    """F13: whoever comes first makes it, and everybody is told of the same."""
    ada, body = talker("Ada A", channel), {"client_id": a_client_id(), "text": "Once"}

    tabs = [ada.phone.application.test_client() for _ in range(6)]
    for tab in tabs:
        tab.set_cookie("fireside", ada.phone.get_cookie("fireside").value)

    replies = all_at_once(
        *(lambda tab=tab: tab.post(f"/api/channels/{channel.id}/messages", json=body) for tab in tabs)
    )

    assert sorted(reply.status_code for reply in replies) == [200] * 5 + [201]
    assert len({(reply.json["id"], reply.json["number"], reply.json["rev"]) for reply in replies}) == 1
    check_numbers(channel)


def test_processes_that_do_not_know_of_each_other_make_one_message_too(channel, talker):
    """Each waits in the database alone, not in the queue before the channel that one process has."""
    ada = talker("Ada A", channel)
    saying = Saying(a_client_id(), markup.understand("Once"), None, ())

    def send():
        with db.writing() as session:
            return sending.send(session, Reader(ada), channel.id, saying, alone=True)

    sent = all_at_once(*[send] * 5)

    assert sorted(one.new for one in sent) == [False] * 4 + [True]
    assert len({one.shown.id for one in sent}) == 1


def test_a_request_that_comes_to_two_channels_at_once_is_one_message(channel, talker):
    other = a_channel("Elsewhere")
    ada = talker("Ada A", channel, other)
    tabs = [ada.phone.application.test_client() for _ in range(6)]
    for tab in tabs:
        tab.set_cookie("fireside", ada.phone.get_cookie("fireside").value)

    def tap(tab, path, client_id):
        return tab.post(path, json={"client_id": client_id, "text": "Here or there"})

    for client_id in (a_client_id(), a_client_id(), a_client_id()):
        where = [f"/api/channels/{one.id}/messages" for one in (channel, other) * 3]
        replies = all_at_once(*(partial(tap, *one, client_id) for one in zip(tabs, where, strict=True)))

        assert sorted(reply.status_code for reply in replies) == [200] * 5 + [201]
        assert len({reply.json["id"] for reply in replies}) == 1


def test_many_who_speak_and_react_at_once_are_all_counted(channel, talker):
    people = [talker(f"Person {number}", channel) for number in range(6)]
    first = people[0].said(channel)

    def live(who):
        return [
            who.say(channel, "me", reply_to=first["id"]).status_code,
            who.react(first, "🎉").status_code,
            who.say(channel, f"<@{people[0].id}>").status_code,
            who.read(channel, 2).status_code,
        ]

    answers = all_at_once(*(lambda who=who: live(who) for who in people))

    assert answers == [[201, 200, 201, 200]] * 6
    check_numbers(channel)
    check_counts(channel)
    with db.reading() as session:
        row = session.get_one(Message, first["id"])
        assert (row.replies, row.reactions) == (6, {"🎉": 6})
        assert session.get_one(Channel, channel.id).last_number == 13
