"""What happens when two do the same thing at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa

from backend.core import db
from backend.people.models import Device, Person
from schemas.words import Role
from tests import factories
from tests.mailbox import another_code, code_for

ADA = "ada@example.org"


def all_at_once(*acts):
    with ThreadPoolExecutor(len(acts)) as hands:
        return [done.result() for done in [hands.submit(act) for act in acts]]


def the_same_browser(app, phone):
    """Another tab: a client with the same cookies."""
    tab = app.test_client()
    tab.set_cookie("fireside-asked", phone.get_cookie("fireside-asked").value)
    return tab


def count(model):
    with db.reading() as session:
        return session.scalar(sa.select(sa.func.count(model.id)))


def test_a_code_lets_in_one_of_many_who_use_it_at_once(visitor, app):
    """S-02"""
    visitor.post("/api/sign-in", json={"email": ADA})
    code = code_for(ADA)
    tabs = [the_same_browser(app, visitor) for _ in range(6)]

    replies = all_at_once(
        *(lambda tab=tab: tab.post("/api/sign-in/code", json={"email": ADA, "code": code}).status_code for tab in tabs)
    )

    assert sorted(replies) == [200, 401, 401, 401, 401, 401]
    assert (count(Person), count(Device)) == (1, 1)


def test_no_more_than_five_guesses_count_however_fast_they_come(visitor, app):
    """S-03"""
    visitor.post("/api/sign-in", json={"email": ADA})
    code = code_for(ADA)
    tabs = [the_same_browser(app, visitor) for _ in range(5)]
    wrong = {"email": ADA, "code": another_code(code)}

    all_at_once(*(lambda tab=tab: tab.post("/api/sign-in/code", json=wrong) for tab in tabs))

    assert visitor.post("/api/sign-in/code", json={"email": ADA, "code": code}).status_code == 401


def test_two_organisers_who_dismiss_each_other_at_once_leave_one(sign_in):
    one, two = factories.an_organiser("Olga"), factories.an_organiser("Otto")
    phones = {one.id: sign_in(two), two.id: sign_in(one)}

    all_at_once(*(lambda who=who: phones[who].delete(f"/api/members/{who}/roles/organiser") for who in phones))

    with db.reading() as session:
        organisers = sa.text("SELECT count(*) FROM \"grant\" WHERE role = 'organiser'")
        assert session.scalar(organisers) == 1


def test_a_role_given_twice_at_once_is_held_once(sign_in):
    ada, phones = factories.a_person(), [sign_in(factories.an_organiser()) for _ in range(4)]

    replies = all_at_once(
        *(lambda phone=phone: phone.put(f"/api/members/{ada.id}/roles/{Role.HOST}").status_code for phone in phones)
    )

    assert replies == [200] * 4


def test_an_address_invited_twice_at_once_is_invited_once(sign_in):
    phones = [sign_in(factories.an_organiser()) for _ in range(4)]

    replies = all_at_once(
        *(lambda phone=phone: phone.post("/api/invitations", json={"email": ADA}).status_code for phone in phones)
    )

    assert replies == [201] * 4
    assert len(phones[0].get("/api/invitations").json["invitations"]) == 1
