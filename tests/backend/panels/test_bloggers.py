"""The blogroll of a meeting by hand, and a member's own blog."""

import pytest

from schemas.words import Role
from tests.factories import a_meeting, a_person, an_organiser

ROLL = "/api/meetings/2026/bloggers"


@pytest.fixture
def desk(sign_in):
    a_meeting()
    return sign_in(an_organiser())


def bloggers(phone):
    return phone.get("/api/meetings/2026/programme").json["records"].get("blogger", [])


def test_a_host_adds_somebody_to_the_blogroll(desk, sign_in, visitor):
    host = sign_in(a_person("Hal Host", Role.HOST))

    reply = host.post(ROLL, json={"name": "Cleo Tran", "headline": "Charts", "blog_url": "https://charts.example/"})

    assert reply.status_code == 201
    assert bloggers(visitor) == [
        {
            "id": reply.json["id"],
            "rev": reply.json["rev"],
            "name": "Cleo Tran",
            "headline": "Charts",
            "person_id": None,
            "blog_title": "",
            "blog_url": "https://charts.example/",
            "feed_url": "",
            "posts": [],
        }
    ]


def test_somebody_may_be_on_the_blogroll_without_a_blog(desk):
    assert desk.post(ROLL, json={"name": "Cleo Tran"}).json["blog_url"] == ""


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.example/", "charts.example", "https://"])
def test_an_address_that_is_none_is_refused_beside_its_field(desk, url):
    reply = desk.post(ROLL, json={"name": "Cleo Tran", "feed_url": url})

    assert reply.status_code == 422
    assert list(reply.json["errors"]) == ["feed_url"]


def test_changing_one_address_keeps_the_other(desk):
    first = {"blog_url": "https://a.example/", "feed_url": "https://a.example/feed"}
    number = desk.post(ROLL, json={"name": "Cleo Tran", **first}).json["id"]

    reply = desk.patch(f"/api/bloggers/{number}", json={"feed_url": "https://a.example/new", "name": "Cleo T."})

    assert (reply.json["name"], reply.json["blog_url"], reply.json["feed_url"]) == (
        "Cleo T.",
        "https://a.example/",
        "https://a.example/new",
    )


def test_who_was_taken_off_is_a_tombstone_for_phones_that_knew_them(desk):
    number = desk.post(ROLL, json={"name": "Cleo Tran"}).json["id"]
    head = desk.get("/api/meetings/2026/programme").json["head"]

    desk.delete(f"/api/bloggers/{number}")

    frame = desk.get(f"/api/meetings/2026/programme?since={head}").json
    assert [(one["id"], one["removed"]) for one in frame["records"]["blogger"]] == [(number, True)]
    assert desk.delete(f"/api/bloggers/{number}").status_code == 404
    assert desk.get(f"/api/bloggers/{number}/posts").status_code == 404


def test_a_member_is_on_the_blogroll_once_and_follows_their_profile(desk, sign_in):
    person = a_person("Juniper Example")
    phone = sign_in(person)
    asked = {"name": "Juniper", "person_id": person.id, "blog_url": "https://old.example/"}
    first, again = (desk.post(ROLL, json=asked).json for _ in range(2))

    phone.patch("/api/me", json={"blog_url": "https://new.example/", "headline": "Writes from the bedside"})

    assert first["id"] == again["id"]
    [blogger] = bloggers(desk)
    assert (blogger["blog_url"], blogger["headline"], blogger["name"]) == (
        "https://new.example/",
        "Writes from the bedside",
        "Juniper",
    )


def test_a_profile_that_changes_something_else_leaves_the_blogroll_alone(desk, sign_in):
    person = a_person("Juniper Example")
    desk.post(ROLL, json={"name": "Juniper", "person_id": person.id})
    [before] = bloggers(desk)

    sign_in(person).patch("/api/me", json={"offers": "Tea", "name": "Juniper Example"})

    assert bloggers(desk) == [before]


def test_a_blog_belongs_to_a_profile(sign_in):
    phone = sign_in(a_person())

    reply = phone.patch("/api/me", json={"blog_url": "https://a.example/", "feed_url": "https://a.example/feed"})

    assert (reply.json["blog_url"], reply.json["feed_url"]) == ("https://a.example/", "https://a.example/feed")
    assert phone.patch("/api/me", json={"feed_url": "javascript:alert(1)"}).status_code == 422
    assert phone.patch("/api/me", json={"blog_url": ""}).json["blog_url"] == ""


def test_nobody_unknown_is_put_on_a_blogroll(desk):
    assert desk.post(ROLL, json={"name": "Nobody", "person_id": 999}).status_code == 404
    assert desk.post("/api/meetings/none/bloggers", json={"name": "Nobody"}).status_code == 404
