"""The demo's bloggers: invented, with posts, and asked by nobody."""

import pytest

from backend.core import db
from backend.demo import shelf
from backend.panels import jobs
from backend.people.queries import invented_people


@pytest.fixture
def bloggers(demo, visitor):
    """This year's blogroll as an app reads it."""
    current = visitor.get("/api/start").json["current"]
    return visitor.get(f"/api/meetings/{current}/programme").json["records"]["blogger"]


def test_every_blog_of_the_demo_stands_with_its_newest_posts(bloggers):
    assert len(bloggers) == len(shelf.read("blogs")["blog"])
    assert all(blogger["posts"] and blogger["blog_title"] for blogger in bloggers)
    assert all(blogger["blog_url"].endswith(".example/") for blogger in bloggers)


def test_a_blogger_who_is_a_member_has_the_blog_on_their_profile(bloggers):
    [linked] = [blogger for blogger in bloggers if blogger["person_id"]]
    with db.reading() as session:
        people = {person.id: person for person in invented_people(session)}

    assert people[linked["person_id"]].blog_url == linked["blog_url"]


def test_the_demo_uses_no_network(bloggers, web, settings):
    assert jobs.read_blogs(settings) == 0
    assert (web.visits, web.canary) == ([], 0)
