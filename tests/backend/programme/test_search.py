"""Search finds sessions by any of their words, whatever their accents, and never what was removed."""

import pytest

from backend.programme.queries import finding
from tests.factories import a_meeting, a_session, a_speaker, a_track, an_organiser


@pytest.fixture
def meeting(app):
    return a_meeting()


def titles(phone, query):
    return [row["title"] for row in phone.get("/api/meetings/2026/search", query_string={"q": query}).json["found"]]


@pytest.mark.parametrize("query", ["telemetry", "TELEM", "télémetry", "night wards", "garcia", "informatics"])
def test_a_session_is_found_by_any_of_its_words(visitor, meeting, query):
    speaker = a_speaker(meeting, "José García")
    a_session(
        meeting,
        "Telemetry on quiet wards",
        abstract="What a night shift taught us.",
        tags=["Informatics"],
        speaker_ids=[speaker.id],
    )
    a_session(meeting, "Something else")

    assert titles(visitor, query) == ["Telemetry on quiet wards"]


def test_a_word_in_the_title_counts_more_than_one_in_the_abstract(visitor, meeting):
    a_session(meeting, "Elsewhere", abstract="It mentions consent once.")
    a_session(meeting, "Consent")

    assert titles(visitor, "consent") == ["Consent", "Elsewhere"]


def test_a_new_title_is_found_and_the_old_one_is_not(visitor, sign_in, meeting):
    item = a_session(meeting, "Interfaces")
    sign_in(an_organiser()).patch(f"/api/sessions/{item.id}", json={"title": "Plumbing"})

    assert (titles(visitor, "plumbing"), titles(visitor, "interfaces")) == (["Plumbing"], [])


def test_a_renamed_speaker_is_found(visitor, sign_in, meeting):
    speaker = a_speaker(meeting, "Sam Old")
    a_session(meeting, "A talk", speaker_ids=[speaker.id])
    sign_in(an_organiser()).patch(f"/api/speakers/{speaker.id}", json={"name": "Sam New"})

    assert (titles(visitor, "sam new"), titles(visitor, "sam old")) == (["A talk"], [])


def test_a_removed_session_is_not_found(visitor, sign_in, meeting):
    item = a_session(meeting, "Gone")
    sign_in(an_organiser()).delete(f"/api/sessions/{item.id}")

    assert titles(visitor, "gone") == []


def test_another_meetings_sessions_are_not_found(visitor, meeting):
    a_session(a_meeting("2027"), "Elsewhere")

    assert titles(visitor, "elsewhere") == []


def test_what_another_meeting_says_better_crowds_nothing_out(visitor, meeting, monkeypatch):
    monkeypatch.setattr(finding, "MOST_FOUND", 1)
    a_session(a_meeting("2027"), "Consent")
    a_session(meeting, "Elsewhere", abstract="It mentions consent once.")

    assert titles(visitor, "consent") == ["Elsewhere"]


def test_a_session_is_not_found_by_a_track_that_was_removed(visitor, sign_in, meeting):
    track = a_track(meeting, "Logistics")
    a_session(meeting, "A talk", track_id=track.id)
    assert titles(visitor, "logistics") == ["A talk"]

    sign_in(an_organiser()).delete(f"/api/tracks/{track.id}")

    assert titles(visitor, "logistics") == []


@pytest.mark.parametrize("query", ['"', "'; DROP TABLE session; --", "a OR b*", "NEAR(", "-", "\\", "&|!:*", "ﬁ", "%_"])
def test_what_looks_like_a_query_language_is_only_words(visitor, meeting, query):
    """S-45."""
    assert visitor.get("/api/meetings/2026/search", query_string={"q": query}).status_code == 200


def test_the_excerpt_is_plain_text_round_the_match(visitor, meeting):
    a_session(meeting, "A talk", abstract="<p>" + "word " * 100 + "<em>needle</em> " + "word " * 100 + "</p>")

    found = visitor.get("/api/meetings/2026/search", query_string={"q": "needle"}).json["found"][0]

    assert "needle" in found["excerpt"]
    assert "<" not in found["excerpt"]
    assert len(found["excerpt"]) <= 162
