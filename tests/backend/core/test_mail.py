from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from backend.core import clock, db, mail, seal
from backend.core.mail import Letter
from tests.mail_server import a_mail_server
from tests.mailbox import code_for, letters_to, token_for

ADA, EVE = "ada@example.org", "eve@example.org"


@pytest.fixture
def server(app):
    with a_mail_server() as running:
        yield running


@pytest.fixture
def through(server, settings):
    """The settings of an installation that sends its mail through the server."""
    return replace(settings, mail_url=server.url, mail_from="Fireside <meet@example.org>")


def post(to=ADA, text="Good morning,\n\n.this line begins with a dot", **fields):
    with db.writing() as session:
        return mail.post(session, to=to, subject="A letter", text=text, useful_for=timedelta(hours=1), **fields)


def later(**time):
    return time_machine.travel(clock.now() + timedelta(**time))


def test_a_letter_leaves_once_as_it_was_written(server, through):
    post()

    assert [mail.send_due(through), mail.send_due(through)] == [1, 0]

    (message,) = server.taken
    assert (message["From"], message["To"], message["Subject"]) == ("Fireside <meet@example.org>", ADA, "A letter")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@example.org>")
    assert message.get_content().splitlines() == ["Good morning,", "", ".this line begins with a dot"]


def test_a_batch_goes_through_one_connection(server, through):
    for number in range(mail.BATCH):
        post(f"guest{number}@example.org")

    assert mail.send_due(through) == mail.BATCH
    assert server.connections == 1


def test_what_has_left_is_not_kept(through):
    """S-04"""
    letter = post(text="a secret")
    with db.reading() as session:
        assert "secret" not in session.get_one(Letter, letter.id).sealed

    mail.send_due(through)

    with db.reading() as session:
        assert session.get_one(Letter, letter.id).sealed == ""


def test_mail_waits_while_the_server_is_down_and_leaves_once_when_it_is_back(app, settings, visitor):
    """F19: the code is good for ten minutes from when its letter left, though it was asked for an hour before."""
    with a_mail_server() as server:
        port, away = server.server_address[1], replace(settings, mail_url=server.url)
    visitor.post("/api/sign-in", json={"email": ADA})
    code = code_for(ADA)
    for minutes in range(0, 60, 5):
        with later(minutes=minutes):
            assert mail.send_due(away) == 0

    with later(hours=1), a_mail_server(port) as back:
        sent = [mail.send_due(away) for _ in range(3)]
        reply = visitor.post("/api/sign-in/code", json={"email": ADA, "code": code})

    assert sent == [1, 0, 0]
    assert len(back.to(ADA)) == 1
    assert reply.status_code == 200


def test_of_the_codes_asked_for_while_mail_was_down_only_the_newest_is_sent(visitor, server, through):
    """F19"""
    for _ in range(3):
        visitor.post("/api/sign-in", json={"email": ADA})

    assert mail.send_due(through) == 1
    assert len(letters_to(ADA)) == 3
    assert len(server.to(ADA)) == 1


def test_a_letter_that_comes_too_late_to_be_of_use_is_not_sent(server, through):
    post()
    with later(hours=1, seconds=1):
        assert mail.send_due(through) == 0


@pytest.mark.parametrize("answer", [b"550 No such person", b"553 Not here"])
def test_an_address_the_server_refuses_for_good_is_given_up_and_the_others_get_theirs(server, through, answer):
    server.answers = lambda command, rest: answer if (command, EVE in rest) == ("RCPT", True) else None
    post(EVE)
    post(ADA)

    assert mail.send_due(through) == 1
    assert len(server.to(ADA)) == 1
    with later(minutes=30):
        assert mail.send_due(through) == 0


def test_a_letter_the_server_refuses_for_now_is_tried_again(server, through):
    server.answers = lambda command, _: b"451 Later please" if command == "RCPT" else None
    post()

    assert mail.send_due(through) == 0
    server.answers = lambda *_: None
    assert mail.send_due(through) == 0
    with later(minutes=1):
        assert mail.send_due(through) == 1


def test_a_connection_that_breaks_off_costs_nothing_but_time(server, through):
    for number in range(3):
        post(f"guest{number}@example.org")
    server.answers = lambda command, rest: b"" if (command, "guest1" in rest) == ("RCPT", True) else None

    assert mail.send_due(through) == 1
    server.answers = lambda *_: None
    with later(minutes=2):
        assert mail.send_due(through) == 2
    assert sorted(message["To"] for message in server.taken) == [f"guest{number}@example.org" for number in range(3)]


def test_two_workers_send_each_letter_once(server, through):
    for number in range(60):
        post(f"guest{number}@example.org")
    with ThreadPoolExecutor(2) as workers:
        sent = list(workers.map(mail.send_due, [through, through]))

    assert sum(sent) == 60
    assert len(server.taken) == len({message["To"] for message in server.taken}) == 60


def test_a_letter_whose_key_is_lost_is_never_sent_empty(server, through, settings):
    post()
    seal.bind(["a-newer-key-0123456789-abcdefghijklmnopqrst"])

    assert mail.send_due(through) == 0
    assert server.taken == []
    seal.bind([settings.secret_key])
    with later(minutes=5):
        assert mail.send_due(through) == 0


def test_without_a_mail_server_letters_are_kept_here_and_the_log_does_not_tell_what_they_say(visitor, settings, capsys):
    """S-85"""
    visitor.post("/api/sign-in", json={"email": ADA})

    assert mail.send_due(settings) == 1

    logged = capsys.readouterr().out
    assert "mail.kept_here" in logged
    assert [secret for secret in (ADA, code_for(ADA), token_for(ADA)) if secret in logged] == []


def test_letters_are_forgotten_after_a_day(app):
    post()
    with later(hours=23), db.writing() as session:
        assert mail.forget_old(session) == 0
    with later(hours=25), db.writing() as session:
        assert mail.forget_old(session) == 1
