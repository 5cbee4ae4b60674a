"""Searching what was said."""

from datetime import timedelta

import pytest

from backend.core import clock
from tests.backend.chat.talking import Talker
from tests.backend.chat.told import a_direct, an_open_channel, said
from tests.factories import a_channel, a_chatter, a_meeting, a_person

YEAR = timedelta(days=365)


@pytest.fixture
def ada(app):
    return a_person("Ada")


@pytest.fixture
def phone(ada, sign_in):
    return sign_in(ada)


def look(phone, q, **narrowed):
    return phone.get("/api/chat/search", query_string={"q": q, **narrowed}).json


def texts(phone, q, **narrowed):
    return [hit["message"]["text"] for hit in look(phone, q, **narrowed)["found"]]


def test_every_word_is_found_from_its_beginning_whatever_its_case_and_accents_newest_first(phone, ada):
    channel = a_channel()
    said(channel, ada, "The CAFÉ opens at eight", ago=2 * YEAR)
    said(channel, ada, "Which cafes open early?")
    said(channel, ada, "Coffee, anyone?")
    said(channel, ada, "see https://cafe.example/menu_old (22.04)", ago=YEAR)

    assert texts(phone, "cafe") == [
        "Which cafes open early?",
        "see https://cafe.example/menu_old (22.04)",
        "The CAFÉ opens at eight",
    ]
    assert texts(phone, "éarly CAFE") == ["Which cafes open early?"]
    assert texts(phone, "22.04") == texts(phone, "menu") == ["see https://cafe.example/menu_old (22.04)"]
    assert texts(phone, "afe") == texts(phone, "!?") == texts(phone, "cafe tea") == []


def test_a_hit_is_shown_with_its_marks_and_with_what_was_said_before_and_after(phone, ada):
    channel = a_channel("Coffee")
    for text in ("Good morning", f"<@{ada.id}> brings the Grinder & grinds", "Thanks"):
        said(channel, ada, text, mention_ids=[ada.id] if "<@" in text else [])

    (hit,) = look(phone, "grind")["found"]

    assert hit["channel"] == {"id": channel.id, "title": "Coffee", "kind": "topic"}
    assert (hit["before"]["text"], hit["after"]["text"]) == ("Good morning", "Thanks")
    assert [(part["text"], part["marked"]) for part in hit["parts"]] == [
        ("@Ada brings the ", False),
        ("Grinder", True),
        (" & ", False),
        ("grinds", True),
    ]


def test_a_hit_is_shown_as_it_is_read_and_what_stands_behind_a_link_as_it_was_typed(phone, ada):
    said(a_channel(), ada, "The **grinder** is [here](https://cafe.example/menu)")

    for word, shown in (
        ("grinder", [("The ", False), ("grinder", True), (" is here", False)]),
        ("menu", [("The **grinder** is [here](https://cafe.example/", False), ("menu", True), (")", False)]),
    ):
        (hit,) = look(phone, word)["found"]
        assert [(part["text"], part["marked"]) for part in hit["parts"]] == shown


def test_a_long_text_is_shown_round_its_first_match(phone, ada):
    said(a_channel(), ada, "word " * 300 + "needle" + " word" * 300)

    parts = look(phone, "needle")["found"][0]["parts"]

    assert [part["text"] for part in parts if part["marked"]] == ["needle"]
    assert parts[0]["text"] == parts[-1]["text"] == "…"
    assert sum(len(part["text"]) for part in parts) < 250


def test_a_search_is_narrowed_by_channel_person_day_and_edition(phone, ada):
    bo, here, there = a_person("Bo"), a_channel("Here"), a_channel("There")
    now = clock.now()
    edition = a_meeting("2020", starts_on=(now - 5 * YEAR).date())
    other = a_meeting("2020-east", starts_on=(now - 5 * YEAR).date())
    then = (now - 5 * YEAR).date().isoformat()
    session = a_channel("Of another edition", meeting_id=other.id)
    for channel, person, ago, text in (
        (here, ada, timedelta(), "lunch now"),
        (here, bo, 5 * YEAR, "lunch then"),
        (there, bo, 5 * YEAR - timedelta(days=40), "lunch after"),
        (session, bo, 5 * YEAR, "lunch elsewhere"),
    ):
        said(channel, person, text, ago=ago)

    assert texts(phone, "lunch", channel=here.id) == ["lunch now", "lunch then"]
    assert texts(phone, "lunch", person=bo.id, until=then) == ["lunch elsewhere", "lunch then"]
    assert texts(phone, "lunch", since=then, until=then, channel=here.id) == ["lunch then"]
    assert texts(phone, "lunch", meeting=edition.slug) == ["lunch then"]
    assert texts(phone, "lunch", person=ada.id, channel=there.id) == []


def test_nobody_finds_what_they_may_not_read(phone, ada, visitor, sign_in):
    bo, cy = a_person("Bo"), a_person("Cy")
    said(a_direct(bo, cy), bo, "secret of two")
    said(a_direct(ada, bo), bo, "secret of mine")
    said(a_channel("Members"), bo, "secret of members")
    said(an_open_channel(), bo, "secret of nobody")
    assert texts(phone, "secret") == ["secret of nobody", "secret of members", "secret of mine"]
    assert texts(sign_in(a_person("")), "secret") == texts(visitor, "secret") == ["secret of nobody"]
    assert texts(phone, "all") == texts(phone, f"p{bo.id}") == []


def test_what_was_removed_or_edited_away_or_said_by_somebody_blocked_is_never_found(phone, ada, sign_in):
    channel = a_channel()
    bo = a_chatter(a_person("Bo"), channel)
    mine = Talker(phone, a_chatter(ada, channel))
    gone, changed = mine.said(channel, "mistake 1"), mine.said(channel, "mistake 2")
    Talker(sign_in(bo), bo).said(channel, "mistake 3")
    assert texts(phone, "mistake") == ["mistake 3", "mistake 2", "mistake 1"]

    mine.remove(gone)
    mine.edit(changed, "correction")
    assert phone.put(f"/api/people/{bo.id}/block").status_code < 300

    assert texts(phone, "mistake") == []
    assert look(phone, "correction")["found"][0]["before"] is None


def test_every_hit_comes_once_however_many_pages_it_takes(phone, ada):
    channel, hidden = a_channel(), a_direct(a_person("Bo"), a_person("Cy"))
    at = clock.now()
    for number in range(130):
        said(channel if number % 2 else hidden, ada, f"again {number}", at=at)
    heard, before = [], {}
    while before is not None:
        page = look(phone, "again", **before)
        heard += [hit["message"]["text"] for hit in page["found"]]
        before = {"before": page["next"]} if page["next"] else None

    assert heard == [f"again {number}" for number in range(129, 0, -2)]


def test_whatever_is_typed_is_words_and_no_language_of_the_database(phone, ada):
    said(a_channel(), ada, "नमस्ते world")

    for q in ('"', "a* OR b", "NEAR(a b)", "-x", "words:x", "'; --", "ä" * 200, ":*&|!()", "places : all", "#all"):
        assert texts(phone, q) == []
    assert texts(phone, "नमस्ते") == texts(phone, "world*") == ["नमस्ते world"]
