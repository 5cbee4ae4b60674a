import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from backend.core import clock, db, seal
from backend.people.models import Device, Person
from tests import factories
from tests.mailbox import another_code, code_for, letters_to, token_for

ADA = "ada@example.org"


def ask(phone, address=ADA):
    return phone.post("/api/sign-in", json={"email": address})


def use_code(phone, code, address=ADA):
    return phone.post("/api/sign-in/code", json={"email": address, "code": code})


def use_link(phone, token):
    return phone.post("/api/sign-in/link", json={"token": token})


def cookie(phone):
    found = phone.get_cookie("fireside")
    return found.value if found else None


def test_the_code_from_the_mail_signs_in_and_makes_a_member(visitor):
    assert ask(visitor).status_code == 202

    reply = use_code(visitor, code_for(ADA))

    assert reply.status_code == 200
    assert reply.json["email"] == ADA
    assert (reply.json["name"], reply.json["roles"]) == ("", [])
    assert visitor.get("/api/me").json == reply.json


def test_the_link_from_the_mail_signs_in_on_the_browser_that_asked(visitor):
    ask(visitor)

    reply = use_link(visitor, token_for(ADA))

    assert reply.status_code == 200
    assert visitor.get("/api/me").json["email"] == ADA


def test_a_member_comes_back_to_their_own_profile_whatever_the_case_of_the_address(visitor):
    person = factories.a_person("Ada Example", email=ADA)
    ask(visitor, "ADA@Example.ORG")

    reply = use_code(visitor, code_for(ADA), "Ada@example.org")

    assert reply.json["id"] == person.id


@pytest.mark.parametrize(
    "use", [lambda phone, code, _: use_code(phone, code), lambda phone, _, link: use_link(phone, link)]
)
def test_a_code_or_link_works_once(visitor, app, use):
    """S-02"""
    ask(visitor)
    code, link = code_for(ADA), token_for(ADA)
    asked_with = visitor.get_cookie("fireside-asked").value
    use(visitor, code, link)
    visitor.set_cookie("fireside-asked", asked_with)

    again = use(visitor, code, link)

    assert (again.status_code, again.json["code"]) == (401, "wrong_code")


def test_a_code_lasts_ten_minutes(visitor):
    """S-02"""
    ask(visitor)
    with time_machine.travel(clock.now() + timedelta(minutes=10, seconds=1)):
        assert use_code(visitor, code_for(ADA)).status_code == 401
        assert use_link(visitor, token_for(ADA)).status_code == 401


def test_an_older_code_is_dead_when_a_newer_one_is_asked_for(visitor):
    """S-02"""
    ask(visitor)
    older, older_link = code_for(ADA), token_for(ADA)
    ask(visitor)

    assert use_code(visitor, older).status_code == 401 or older == code_for(ADA)
    assert use_link(visitor, older_link).status_code == 401
    assert use_code(visitor, code_for(ADA)).status_code == 200


def test_after_five_wrong_codes_the_right_one_is_void(visitor):
    """S-03"""
    ask(visitor)
    code = code_for(ADA)
    for _ in range(5):
        assert use_code(visitor, another_code(code)).status_code == 401

    assert use_code(visitor, code).status_code == 401
    assert use_link(visitor, token_for(ADA)).status_code == 401


def test_four_wrong_codes_leave_one_try(visitor):
    """S-03"""
    ask(visitor)
    code = code_for(ADA)
    for _ in range(4):
        use_code(visitor, another_code(code))

    assert use_code(visitor, code).status_code == 200


def test_the_link_holds_at_least_128_random_bits(visitor):
    """S-03"""
    ask(visitor)

    assert len(token_for(ADA)) >= 22  # base64 of 16 bytes


def test_the_database_holds_neither_code_nor_link_nor_session(visitor):
    """S-04"""
    ask(visitor)
    code, link = code_for(ADA), token_for(ADA)
    use_code(visitor, code)

    dump = everything_stored()

    assert ADA in dump
    assert link not in dump
    assert cookie(visitor) not in dump
    assert visitor.get_cookie("fireside").value not in dump
    assert not re.search(rf"(?<!\d){code}(?!\d)", dump)


def everything_stored():
    with db.engine().connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        rows = [connection.execute(sa.select(sa.text("*")).select_from(sa.table(name))).all() for name in tables]
    return str(rows)


def test_a_code_does_not_work_in_another_browser(visitor, app):
    """S-05"""
    other = app.test_client()
    ask(visitor)

    assert use_code(other, code_for(ADA)).status_code == 401
    assert other.get("/api/me").status_code == 401


def test_a_link_opened_on_another_device_says_so_and_stays_good(visitor, app):
    """S-05"""
    ask(visitor)

    reply = use_link(app.test_client(), token_for(ADA))

    assert (reply.status_code, reply.json["code"]) == (409, "other_device")
    assert use_link(visitor, token_for(ADA)).status_code == 200


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_mail_scanner_that_opens_the_link_uses_nothing_up(visitor, app, method):
    """S-06"""
    ask(visitor)
    scanner = app.test_client()
    for _ in range(3):
        getattr(scanner, method)("/sign-in")
        assert getattr(scanner, method)("/api/sign-in/link").status_code == 405

    assert use_link(visitor, token_for(ADA)).status_code == 200


def test_the_link_carries_its_token_where_no_server_and_no_referer_sees_it(visitor):
    """S-10, S-11, S-22"""
    visitor.post("/api/sign-in", json={"email": ADA}, headers={"X-Forwarded-Host": "evil.example"})

    links = re.findall(r"https?://\S+", letters_to(ADA)[0].text)

    assert links == [f"http://localhost:8000/sign-in#token={token_for(ADA)}"]


@pytest.mark.parametrize("next_", ["//evil.example", "https:evil.example", "/\\evil.example", "%0d%0aLocation:evil"])
def test_there_is_no_address_to_go_to_afterwards(visitor, next_):
    """S-10"""
    reply = visitor.post("/api/sign-in", json={"email": ADA, "next": next_})

    assert reply.status_code == 422


def test_the_sixth_code_in_a_quarter_of_an_hour_is_not_sent_and_the_answer_is_the_same(visitor):
    """S-07"""
    replies = [ask(visitor) for _ in range(7)]

    assert {reply.status_code for reply in replies} == {202}
    assert {reply.get_data() for reply in replies} == {replies[0].get_data()}
    assert len(letters_to(ADA)) == 5
    with time_machine.travel(clock.now() + timedelta(minutes=15, seconds=1)):
        ask(visitor)
        assert len(letters_to(ADA)) == 6


def test_asking_too_often_leaves_the_last_code_good(visitor):
    for _ in range(7):
        ask(visitor)

    assert use_code(visitor, code_for(ADA)).status_code == 200


def test_a_thousand_people_behind_one_address_all_get_their_codes(app):
    """S-07"""
    addresses = [f"guest{number}@example.org" for number in range(1000)]
    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(lambda address: ask(app.test_client(), address).status_code, addresses))

    assert set(replies) == {202}
    with db.reading() as session:
        assert session.scalar(sa.text("SELECT count(*) FROM letter")) == 1000


def test_one_network_cannot_ask_without_end(visitor, monkeypatch):
    monkeypatch.setattr("backend.people.http.sign_in.A_FULL_HALL", "3 per minute")

    statuses = [ask(visitor, f"guest{number}@example.org").status_code for number in range(4)]

    assert statuses == [202, 202, 202, 429]


@pytest.mark.parametrize(
    ("addresses", "statuses"),
    [
        (("192.0.2.1", "192.0.2.1"), [202, 429]),
        (("192.0.2.1", "192.0.2.2"), [202, 202]),
        (("2001:db8::1", "2001:db8::2:3"), [202, 429]),
        (("2001:db8::1", "2001:db8:0:1::1"), [202, 202]),
        (("somewhere", "elsewhere"), [202, 429]),
    ],
)
def test_a_network_is_one_address_or_a_household_of_ipv6(visitor, monkeypatch, addresses, statuses):
    monkeypatch.setattr("backend.people.http.sign_in.A_FULL_HALL", "1 per minute")

    replies = [
        visitor.post("/api/sign-in", json={"email": ADA}, environ_overrides={"REMOTE_ADDR": address})
        for address in addresses
    ]

    assert [reply.status_code for reply in replies] == statuses


def test_guessing_from_elsewhere_neither_hits_nor_locks_the_owner_out(visitor, app):
    """S-08"""
    ask(visitor)
    code = code_for(ADA)
    for _ in range(30):
        guesser = app.test_client()
        assert use_code(guesser, code).status_code == 401

    assert use_code(visitor, code).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "victim@example.org\r\nBcc: all@example.org",
        "victim@example.org\nBcc: all@example.org",
        "victim@example.org%0d%0aBcc: all@example.org,",
        '"a b"@example.org',
        "\u0430\u0434\u0430@example.org",
        "a@b@example.org",
        "Ada <ada@example.org>",
        "a@[127.0.0.1]",
        "ada@localhost",
        "ada@example.org\u0000",
        "x" * 64 + "@" + "y" * 251 + ".org",
        "x" * 320,
        "",
        None,
        7,
        ["ada@example.org"],
    ],
)
def test_what_cannot_be_an_address_is_refused_by_name(visitor, address):
    """S-09"""
    reply = ask(visitor, address)

    assert reply.status_code == 422
    assert list(reply.json["errors"]) == ["email"]
    with db.reading() as session:
        assert session.scalar(sa.text("SELECT count(*) FROM letter")) == 0


def test_an_address_of_an_international_domain_is_written_to_in_ascii(visitor):
    """S-09"""
    ask(visitor, "ada@b\u00fccher.example.org")

    assert len(letters_to("ada@xn--bcher-kva.example.org")) == 1


@pytest.mark.parametrize(
    "code", ["12345", "1234567", "12345a", "\u0661\u0662\u0663\u0664\u0665\u0666", "123456\n", 123456, None]
)
def test_a_code_is_six_digits(visitor, code):
    assert use_code(visitor, code).status_code == 422


def test_a_session_is_new_at_each_sign_in_and_one_brought_along_is_never_taken(visitor):
    """S-12"""
    visitor.set_cookie("fireside", "brought-along-0123456789-abcdefghijkl")
    ask(visitor)
    use_code(visitor, code_for(ADA))
    first = cookie(visitor)
    ask(visitor)
    use_code(visitor, code_for(ADA))

    assert first != "brought-along-0123456789-abcdefghijkl"
    assert cookie(visitor) != first
    assert len(visitor.get("/api/me/devices").json) == 1
    visitor.set_cookie("fireside", first)
    assert visitor.get("/api/me").status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(visitor):
    """S-13"""
    ask(visitor)

    reply = use_code(visitor, code_for(ADA))

    session, asked = reply.headers.getlist("Set-Cookie")
    assert session.startswith("fireside=")
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(session.split("; "))
    assert "Domain" not in session
    assert asked.startswith("fireside-asked=; ")
    assert "Max-Age=0" in asked


def test_a_link_by_another_key_of_ours_still_stands_after_the_key_has_changed(visitor, settings):
    """S-84"""
    ask(visitor)
    code = code_for(ADA)
    seal.bind(["a-newer-key-0123456789-abcdefghijklmnopqrst", settings.secret_key])

    assert use_code(visitor, code).status_code == 200


def test_a_fresh_installation_has_no_account_to_get_into(visitor):
    """S-16"""
    for name in ("admin", "root", "test", "organiser", "fireside"):
        for code in ("000000", "123456", "111111", "654321"):
            assert use_code(visitor, code, f"{name}@example.org").status_code == 401
    with db.reading() as session:
        assert session.scalar(sa.select(sa.func.count(Person.id))) == 0
        assert session.scalar(sa.select(sa.func.count(Device.id))) == 0
