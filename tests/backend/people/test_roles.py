import pytest
import sqlalchemy as sa

from backend.core import db
from backend.core.history import Edit
from schemas.words import Role
from tests import factories


def put(phone, person, role="moderator"):
    return phone.put(f"/api/members/{person.id}/roles/{role}")


def delete(phone, person, role="moderator"):
    return phone.delete(f"/api/members/{person.id}/roles/{role}")


def history():
    with db.reading() as session:
        edits = session.scalars(sa.select(Edit).order_by(Edit.id))
        return [(edit.person_id, edit.subject_id, edit.before["role"], edit.after["role"]) for edit in edits]


def test_an_organiser_gives_a_role_and_takes_it_and_both_are_written_down(sign_in):
    """S-86"""
    olga, ada = factories.an_organiser(), factories.a_person()
    phone = sign_in(olga)

    assert put(phone, ada).json["roles"] == ["moderator"]
    assert put(phone, ada, "host").json["roles"] == ["host", "moderator"]
    assert delete(phone, ada).json["roles"] == ["host"]
    assert history() == [
        (olga.id, ada.id, None, "moderator"),
        (olga.id, ada.id, None, "host"),
        (olga.id, ada.id, "moderator", None),
    ]


def test_giving_or_taking_a_role_twice_changes_nothing_more(sign_in):
    phone, ada = sign_in(factories.an_organiser()), factories.a_person()
    for act, roles in ((put, ["moderator"]), (put, ["moderator"]), (delete, []), (delete, [])):
        assert act(phone, ada).json["roles"] == roles

    assert len(history()) == 2


def test_a_role_counts_from_the_next_request_on_and_no_longer_than_it_is_held(sign_in):
    """S-31"""
    organiser, ada = sign_in(factories.an_organiser()), factories.a_person()
    phone = sign_in(ada)

    assert phone.get("/api/members").status_code == 403
    put(organiser, ada, "organiser")
    assert phone.get("/api/members").status_code == 200
    delete(organiser, ada, "organiser")
    assert phone.get("/api/members").status_code == 403


def test_the_last_organiser_stays_one(sign_in):
    olga = factories.an_organiser()

    reply = delete(sign_in(olga), olga, "organiser")

    assert (reply.status_code, reply.json["code"]) == (409, "last_organiser")


def test_one_of_two_organisers_may_go(sign_in):
    olga = factories.an_organiser()
    factories.an_organiser("Otto Organiser")

    assert delete(sign_in(olga), olga, "organiser").json["roles"] == []


@pytest.mark.parametrize("role", ["admin", "Organiser", "member", ""])
def test_there_is_no_such_role(sign_in, role):
    assert put(sign_in(factories.an_organiser()), factories.a_person(), role).status_code in {404, 405}


def test_nobody_who_is_not_there_gets_a_role(sign_in):
    assert sign_in(factories.an_organiser()).put("/api/members/999/roles/host").status_code == 404


@pytest.mark.parametrize("held", [(), (Role.HOST,), (Role.MODERATOR,), (Role.HOST, Role.MODERATOR)])
def test_only_organisers_give_roles(sign_in, held):
    """S-40"""
    me = factories.a_person("Ada Example", *held)

    assert put(sign_in(me), me, "organiser").status_code == 403
