"""The picture beside a shared link."""

from io import BytesIO

import pytest
from PIL import Image

from backend.share import card, lettering
from backend.share.card import Card, png
from backend.share.lettering import BOLD, Style
from tests import factories

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft " * 4
TITLES = {
    "short": "Units, Please",
    "long": LONG,
    "one word without end": "x" * 300,
    "Hebrew": "ניסיון בהטמעת רשומות דו־כיווניות, right to left",
    "Arabic": "من سرير إلى شاشة",
    "Vietnamese": "Tuấn Phạm-Delacroix",
    "emoji": "Sign language 🤟🏽 and 👩‍⚕️ in one line",
    "only emoji": "🤟🏽",
    "control characters": "Tab\there\x00 and \u202eturned",
    "many marks": "z" + "\u0301" * 200,
    "empty": "",
}


def picture(title: str) -> Image.Image:
    return Image.open(BytesIO(png(Card(title, "Lantern 2026", "Tuesday 10 March", LONG, ("Cancelled", "rose")))))


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_every_title_gives_a_picture_of_the_size_that_previews_want(title):
    drawn = picture(title)

    assert (drawn.format, drawn.size) == ("PNG", (1200, 630))


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_nothing_is_drawn_outside_the_margins(title):
    drawn = picture(title).convert("L")
    edges = [drawn.crop((0, 20, 60, 630)), drawn.crop((1140, 20, 1200, 630)), drawn.crop((0, 615, 1200, 630))]

    assert [edge.getextrema()[0] > 240 for edge in edges] == [True, True, True]


def test_letters_that_no_font_has_are_left_out():
    assert lettering.settable("Sign 🤟🏽 language\u200d \U0001f9d1") == "Sign language"


@pytest.mark.parametrize(
    ("text", "from_right"), [("Units", False), ("من سرير", True), ("2026: ניסיון", True), ("2026", False)]
)
def test_a_text_reads_from_the_side_of_its_first_letter(text, from_right):
    assert lettering.reads_from_right(text) is from_right


def test_a_title_is_set_in_lines_of_much_the_same_width():
    lines = lettering.balanced("Meet the bloggers: Two posts a year", Style(72, BOLD), within=1032, lines=2)

    assert lines == ["Meet the bloggers:", "Two posts a year"]


def test_a_text_that_is_too_long_ends_in_an_ellipsis():
    lines, whole = lettering.wrapped("one two three four", Style(60), within=300, most=1)

    assert (lines, whole) == (["one two t…"], False)


def test_a_session_has_a_picture_that_is_sent_again_only_when_its_words_changed(visitor):
    meeting = factories.a_meeting("2026")
    session = factories.a_session(meeting, "Quiet nights")
    path = f"/m/2026/sessions/{session.id}/card.png"

    first = visitor.get(path)
    again = visitor.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, first.mimetype) == (200, "image/png")
    assert (again.status_code, again.data) == (304, b"")


def test_meetings_speakers_and_rooms_have_pictures_too(visitor):
    meeting = factories.a_meeting("2026")
    speaker, room = factories.a_speaker(meeting), factories.a_room(meeting)
    paths = ["programme", f"speakers/{speaker.id}", f"rooms/{room.id}"]

    assert [visitor.get(f"/m/2026/{path}/card.png").mimetype for path in paths] == ["image/png"] * 3


def test_the_same_words_are_drawn_once():
    words = Card("Drawn once", "Lantern 2026")

    assert png(words) is png(words)
    assert card.etag(words) == card.etag(Card("Drawn once", "Lantern 2026"))
