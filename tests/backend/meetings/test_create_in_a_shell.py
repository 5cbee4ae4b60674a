"""A meeting opened from a shell, as a fresh installation without any person does it."""

import pytest

from tests import factories
from tests.shared_data import real

DAYS = ("--from", "2025-02-01", "--to", "2025-02-02")
FOSDEM = ("create-meeting", "fosdem", "--name", "FOSDEM 2025", *DAYS, "--timezone", "Europe/Brussels")


@pytest.fixture
def shell(app):
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=["fireside", *map(str, words)]).output


@pytest.mark.data
def test_a_meeting_is_opened_and_takes_its_programme_in(shell, visitor, tmp_path):
    file = tmp_path / "schedule.xml"
    file.write_bytes(real("fosdem2025_revisions/05_2025-12-14.xml"))

    assert shell(*FOSDEM) == "FOSDEM 2025 is at /m/fosdem/programme.\n"
    assert "1105 added." in shell("import-programme", file, "--meeting", "fosdem")
    meeting = visitor.get("/api/meetings/fosdem/programme").json["records"]["meeting"][0]
    assert [meeting["name"], meeting["starts_on"], meeting["timezone"]] == [
        "FOSDEM 2025",
        "2025-02-01",
        "Europe/Brussels",
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("Not A Slug", *FOSDEM[2:]), "slug: Use small letters, digits and hyphens"),
        ((*FOSDEM[1:5], "31.1.2025", *FOSDEM[6:]), "starts_on: "),
        ((*FOSDEM[1:-1], "Europe/Atlantis"), "Europe/Atlantis"),
    ],
)
def test_what_cannot_be_is_refused_in_words(shell, words, sentence):
    said = shell("create-meeting", *words)

    assert said.startswith("Error: ")
    assert sentence in said


def test_an_address_is_given_once(shell):
    shell(*FOSDEM)

    assert shell(*FOSDEM) == "Error: Another meeting has this address already.\n"


@pytest.mark.parametrize("verb", ["import-programme", "import-registrations"])
def test_a_name_that_no_meeting_has_is_answered_with_those_there_are(shell, tmp_path, verb):
    factories.a_meeting("2026")
    file = tmp_path / "list.csv"
    file.write_text("title,starts\n")

    assert shell(verb, file, "--meeting", "1999") == (
        "Error: No meeting is called '1999'. There are 2026; `create-meeting` opens another.\n"
    )
