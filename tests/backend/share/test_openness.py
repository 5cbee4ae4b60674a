"""What moderation did can be read by anybody without the app, in numbers that point at nobody."""

import pytest

from backend import site
from backend.share.openness import span_of
from schemas.words import Role
from tests.backend.chat.told import an_open_channel, said
from tests.backend.moderation.acting import taken
from tests.backend.share.test_pages import BUILT, meta, read
from tests.factories import a_meeting, a_person


@pytest.fixture(autouse=True)
def built(tmp_path, monkeypatch):
    """A built front-end to stand in."""
    (tmp_path / "index.html").write_text(BUILT)
    monkeypatch.setattr(site, "DIST", tmp_path)


def test_decisions_are_counted_for_everybody_without_names_and_small_numbers(app, visitor, sign_in):
    meeting, channel = a_meeting(), an_open_channel("Coffee")
    loud, moa = a_person("Loud Lou"), a_person("Moa Moderator", Role.MODERATOR)
    phone = sign_in(moa)
    for number, guideline in enumerate(["spam"] * 5 + ["kindness"] * 4):
        message = said(channel, loud, f"murmur {number}")
        taken(phone, "message", message.id, guideline=guideline)

    page = read(visitor, f"/m/{meeting.slug}/transparency")

    assert "0 reports, 9 decisions, 0 appeals." in meta(page, "og:description")
    assert "<b>Removed</b><span>9</span>" in page
    assert "<b>No spam</b><span>5</span>" in page
    assert "<b>Be kind</b><span>fewer than 5</span>" in page
    assert not any(told in page for told in ("Lou", "Moa", "murmur", "Coffee"))
    assert visitor.get(f"/m/{meeting.slug}/transparency/card.png").mimetype == "image/png"
    assert visitor.get("/m/nowhere/transparency").status_code == 404


def test_a_span_is_said_as_people_say_it():
    spans = {None: "", 0: "0 min", 59: "59 min", 60: "1 h", 200: "3 h 20 min", 2880: "2 days"}
    assert {minutes: span_of(minutes) for minutes in spans} == spans
