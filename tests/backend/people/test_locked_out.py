"""S-08 and S-07 together: nobody is kept from signing in by somebody else who asks for codes with their address."""

from datetime import timedelta

import pytest
import time_machine

from backend.core import clock
from backend.people import rules
from tests import factories
from tests.mailbox import another_code, code_for, letters_to, token_for

ADA = "ada@example.org"
AT_HOME = "192.0.2.1"


def ask(phone, network=AT_HOME, address=ADA):
    reply = phone.post("/api/sign-in", json={"email": address}, environ_overrides={"REMOTE_ADDR": network})
    assert (reply.status_code, reply.get_data()) == (202, b"null\n")


def use_code(phone, code):
    return phone.post("/api/sign-in/code", json={"email": ADA, "code": code}).status_code


def use_link(phone, token):
    return phone.post("/api/sign-in/link", json={"token": token}).status_code


def strangers_ask(app, times, network="198.51.100.1"):
    """Each time with a browser nobody has seen before; returns the last."""
    for _ in range(times):
        stranger = app.test_client()
        ask(stranger, network)
    return stranger


def far_and_wide(app):
    """Strangers all over the world ask, far more than are answered."""
    for number in range(8):
        strangers_ask(app, 6, f"203.0.113.{number}")


def test_a_stranger_who_asks_without_end_does_not_use_up_the_owners_letters(visitor, app):
    strangers_ask(app, 30)
    assert len(letters_to(ADA)) == 5

    ask(visitor)

    assert len(letters_to(ADA)) == 6
    assert use_code(visitor, code_for(ADA)) == 200


def test_a_stranger_who_asks_does_not_make_the_owners_code_worthless(visitor, app):
    ask(visitor)
    code, link = code_for(ADA), token_for(ADA)

    strangers_ask(app, 5)

    assert use_link(app.test_client(), link) == 409  # still good, and not theirs
    assert use_code(visitor, code) == 200


def test_a_stranger_who_asks_keeps_no_letter_of_the_owner_from_leaving(visitor, app):
    ask(visitor)
    (owners,) = letters_to(ADA)

    strangers_ask(app, 1)

    letters = letters_to(ADA)
    assert [letter.useless_at > clock.now() for letter in letters] == [True, True]
    assert owners.id in {letter.id for letter in letters}


def test_a_browser_that_asks_again_makes_its_own_older_letter_worthless(visitor):
    """S-02"""
    ask(visitor)
    ask(visitor)

    assert [letter.useless_at > clock.now() for letter in letters_to(ADA)] == [True, False]


def test_a_stranger_does_not_sign_in_with_the_owners_code_nor_the_owner_with_a_strangers(visitor, app):
    """S-05"""
    ask(visitor)
    owners = code_for(ADA)
    stranger = strangers_ask(app, 1)
    strangers = code_for(ADA)

    assert use_code(stranger, owners) == 401 or owners == strangers
    assert use_code(visitor, strangers) == 401 or owners == strangers


def test_a_mailbox_is_not_flooded_from_many_networks(app):
    """S-07"""
    far_and_wide(app)

    assert len(letters_to(ADA)) == rules.MOST_CODES_OF_ALL
    with time_machine.travel(clock.now() + rules.CODES_WITHIN + timedelta(seconds=1)):
        strangers_ask(app, 1)
        assert len(letters_to(ADA)) == rules.MOST_CODES_OF_ALL + 1


@pytest.mark.parametrize("ended", [False, True])
def test_a_browser_that_was_signed_in_before_gets_its_letter_whatever_strangers_do(visitor, app, ended):
    person = factories.a_person(email=ADA)
    visitor.set_cookie("fireside", factories.a_device(person))
    if ended:
        other = app.test_client()
        other.set_cookie("fireside", factories.a_device(person))
        other.delete("/api/me/devices")
    assert visitor.get("/api/me").status_code == (401 if ended else 200)
    far_and_wide(app)
    before = len(letters_to(ADA))

    ask(visitor, "203.0.113.1")

    assert len(letters_to(ADA)) == before + 1
    assert use_code(visitor, code_for(ADA)) == 200


def test_having_signed_in_with_another_address_helps_nobody(visitor, app):
    visitor.set_cookie("fireside", factories.a_device(factories.a_person(email="somebody@example.org")))
    far_and_wide(app)

    ask(visitor)

    assert len(letters_to(ADA)) == rules.MOST_CODES_OF_ALL


def test_one_who_was_signed_in_before_gets_five_letters_too(visitor):
    """S-07"""
    visitor.set_cookie("fireside", factories.a_device(factories.a_person(email=ADA)))

    for _ in range(8):
        ask(visitor)

    assert len(letters_to(ADA)) == 5


def guess_a_hundred_times(app):
    """Four tries at each code, so that no code is void by its own count."""
    with time_machine.travel(clock.now()) as time:
        for turn in range(25):
            if turn % 5 == 0:
                time.shift(rules.CODES_WITHIN + timedelta(seconds=1))
            guesser = strangers_ask(app, 1)
            wrong = another_code(code_for(ADA))
            assert [use_code(guesser, wrong) for _ in range(4)] == [401] * 4
        return clock.now()


def test_after_a_hundred_guesses_in_a_day_no_digits_sign_a_stranger_in_but_the_link_does(visitor, app):
    """S-08: a hundred in a million a day, from however many networks."""
    with time_machine.travel(guess_a_hundred_times(app) + timedelta(minutes=16)):
        ask(visitor)

        assert use_code(visitor, code_for(ADA)) == 401
        assert use_link(visitor, token_for(ADA)) == 200


def test_a_hundred_guesses_are_forgotten_after_a_day(visitor, app):
    with time_machine.travel(guess_a_hundred_times(app) + timedelta(days=1, seconds=1)):
        ask(visitor)

        assert use_code(visitor, code_for(ADA)) == 200


def test_guesses_of_strangers_leave_the_digits_good_where_one_was_signed_in_before(visitor, app):
    visitor.set_cookie("fireside", factories.a_device(factories.a_person(email=ADA)))
    with time_machine.travel(guess_a_hundred_times(app) + timedelta(minutes=16)):
        ask(visitor)

        assert use_code(visitor, code_for(ADA)) == 200
