import io
from datetime import timedelta

import pytest
import time_machine
from hypothesis import example, given
from hypothesis import strategies as st

from backend.core import clock
from backend.meetings import queries, readers
from backend.meetings.rules import UnreadableList
from tests import factories
from tests.mailbox import code_for, letters_to
from tests.statements import statements

LIST = b"""E-mail,Name,Affiliation,Ticket
ada@example.org,Ada Example,General Hospital,Full
ben@example.org,Ben Example,,Day
"""


@pytest.fixture
def organiser(sign_in):
    factories.a_meeting("2026")
    return sign_in(factories.an_organiser())


def send(phone, data, *, write=True, slug="2026", name="list.csv"):
    form = {"file": (io.BytesIO(data), name), "write": "true" if write else "false"}
    reply = phone.post(f"/api/meetings/{slug}/registrations/import", data=form)
    reply.request.input_stream.close()  # the client keeps a large body in a file
    return reply


def counts(reply):
    return {name: reply.json[name] for name in ("added", "changed", "gone", "unchanged")}


def listed(phone, query=""):
    page = phone.get(f"/api/meetings/2026/registrations{query}").json
    return [(row["email"], row["gone"], row["joined"]) for row in page["registrations"]]


def test_a_list_is_shown_before_it_is_written(organiser):
    preview = send(organiser, LIST, write=False)

    assert preview.status_code == 200
    assert counts(preview) == {"added": 2, "changed": 0, "gone": 0, "unchanged": 0}
    assert preview.json["lines"][0] == {"what": "added", "email": "ada@example.org", "name": "Ada Example"}
    assert listed(organiser) == []

    done = send(organiser, LIST)

    assert done.json == preview.json | {"written": True}
    assert listed(organiser) == [("ada@example.org", False, False), ("ben@example.org", False, False)]


def test_a_repeat_changes_nothing(organiser):
    send(organiser, LIST)

    again = send(organiser, LIST)

    assert counts(again) == {"added": 0, "changed": 0, "gone": 0, "unchanged": 2}
    assert again.json["lines"] == []


def test_a_newer_list_changes_marks_who_is_gone_and_brings_them_back(organiser):
    send(organiser, LIST)

    newer = send(organiser, b"mail;name\nADA@example.org;Ada Newname\ncleo@example.org;Cleo\n")

    assert counts(newer) == {"added": 1, "changed": 1, "gone": 1, "unchanged": 0}
    assert listed(organiser)[1] == ("ben@example.org", True, False)
    back = send(organiser, LIST)
    assert [line["what"] for line in back.json["lines"]] == ["changed", "back", "gone"]
    assert listed(organiser) == [
        ("ada@example.org", False, False),
        ("ben@example.org", False, False),
        ("cleo@example.org", True, False),
    ]


def test_each_meeting_has_its_own_list(organiser):
    factories.a_meeting("2027")
    send(organiser, LIST)

    assert counts(send(organiser, LIST, slug="2027"))["added"] == 2
    assert counts(send(organiser, LIST))["unchanged"] == 2


@pytest.mark.parametrize(
    "data",
    [
        b"First name,Last name,Email address,Company,Ticket type\nAda,Example,ada@example.org,General Hospital,Full\n",
        b"ticket;organisation;full_name;MAIL\r\nFull;General Hospital;Ada Example;ada@example.org\r\n",
        b"\xef\xbb\xbfE-Mail\tName\tAffiliation\tTicket\nada@example.org\tAda Example\tGeneral Hospital\tFull\n",
        "email,name,affiliation,ticket\nada@example.org,Ada Example,General Hospital,Full\n".encode("utf-16"),
        b"\n\nemail , name,affiliation,ticket,Order\nada@example.org , Ada Example,General Hospital,Full,7\n\n,,,\n",
        b'email,name,affiliation,ticket\nada@example.org,"Ada\nExample","General Hospital","Full"\n',
    ],
)
def test_columns_are_known_by_many_names_separators_and_encodings(data):
    found = readers.read(data, "list.csv")

    assert found.rows == [readers.Registered("ada@example.org", "Ada Example", "General Hospital", "Full")]
    assert found.warnings == []


def test_letters_of_western_europe_are_read_and_said_so():
    found = readers.read("email,name\nj@example.org,Jürgen\n".encode("cp1252"), "list.csv")

    assert found.rows[0].name == "Jürgen"
    assert found.warnings == ["The file is not in UTF-8 and was read as Western European letters."]


def test_rows_that_cannot_be_used_are_named_by_line_and_the_rest_is_taken(organiser):
    reply = send(organiser, b"email,name\nada@example.org,Ada\nnobody,Nobody\n,Empty\nAda@Example.org,Ada again\n")

    assert reply.json["warnings"] == [
        "Line 3: nobody is no address.",
        "Line 4: nothing is no address.",
        "Line 5: the same address as in line 2, which counts.",
    ]
    assert listed(organiser) == [("ada@example.org", False, False)]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", 'list.csv, line 1: no column is called "E-mail".'),
        (b"name,ticket\nAda,Full\n", 'list.csv, line 1: no column is called "E-mail".'),
        (b"email\n", "list.csv names nobody. Is this the right file?"),
        (b"email\nnobody\n", "list.csv names nobody. Is this the right file?"),
        (b'email,name\nada@example.org,"Ada"x\n', "list.csv, line 2: the table is broken"),
        (b'email,name\nada@example.org,"never closed\n', "list.csv, line 2: the table is broken"),
        (b"PK\x03\x04rest", "list.csv is an Excel file or an archive. Save the sheet as CSV and send that."),
        (b"email\x00\n", "list.csv is not a text file. Save the list as CSV and send that."),
        (b"email\n" + b"x" * readers.MOST_BYTES, "list.csv is larger than 5 MB."),
        (b"email\n" + b"a@example.org\n" * 20_001, "list.csv has more than 20,000 rows."),
        (b"email,name\na@example.org," + b"x" * 200_000, "list.csv, line 2: the table is broken"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_whole_in_one_sentence(organiser, data, sentence):
    """S-74"""
    send(organiser, LIST)

    reply = send(organiser, data)

    assert (reply.status_code, reply.json["code"]) == (422, "unreadable_list")
    assert reply.json["detail"].startswith(sentence)
    assert counts(send(organiser, LIST, write=False))["unchanged"] == 2


def test_no_file_is_said_so(organiser):
    reply = organiser.post("/api/meetings/2026/registrations/import", data={"write": "true"})

    assert (reply.status_code, list(reply.json["errors"])) == (422, ["file"])


def test_a_list_for_no_meeting_is_not_found(organiser):
    assert send(organiser, LIST, slug="1999").status_code == 404
    assert organiser.get("/api/meetings/1999/registrations").status_code == 404


def test_the_list_is_found_by_words_and_tells_who_joined(organiser, visitor):
    send(organiser, LIST)
    visitor.post("/api/sign-in", json={"email": "ada@example.org"})
    visitor.post("/api/sign-in/code", json={"email": "ada@example.org", "code": code_for("ada@example.org")})

    assert listed(organiser, "?q=HOSPITAL") == [("ada@example.org", False, True)]
    assert listed(organiser, "?q=day+ben") == [("ben@example.org", False, False)]
    assert listed(organiser, "?q=%25") == []


def test_pages_of_the_list_follow_one_another_at_the_same_cost(organiser, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 1)
    send(organiser, LIST)

    with statements() as said:
        first = organiser.get("/api/meetings/2026/registrations").json
    second = organiser.get(f"/api/meetings/2026/registrations?after={first['next']}").json

    assert [row["email"] for row in (*first["registrations"], *second["registrations"])] == [
        "ada@example.org",
        "ben@example.org",
    ]
    assert (first["total"], second["next"]) == (2, None)
    assert len([one for one in said if one.startswith("SELECT")]) == 5


def test_who_is_on_the_list_joins_with_the_name_and_affiliation_it_gives(organiser, visitor):
    organiser.patch("/api/community", json={"joining": "list"})
    send(organiser, LIST)

    visitor.post("/api/sign-in", json={"email": "Ada@example.org"})
    me = visitor.post("/api/sign-in/code", json={"email": "ada@example.org", "code": code_for("ada@example.org")}).json

    assert (me["name"], me["affiliation"]) == ("Ada Example", "General Hospital")


def test_who_is_gone_from_the_list_joins_no_more_and_a_member_stays(organiser, visitor, app):
    organiser.patch("/api/community", json={"joining": "list"})
    send(organiser, LIST)
    visitor.post("/api/sign-in", json={"email": "ada@example.org"})
    visitor.post("/api/sign-in/code", json={"email": "ada@example.org", "code": code_for("ada@example.org")})
    send(organiser, b"email\nsomebody@example.org\n")

    with time_machine.travel(clock.now() + timedelta(minutes=20)):
        for address in ("ada@example.org", "ben@example.org"):
            app.test_client().post("/api/sign-in", json={"email": address})
    assert letters_to("ada@example.org")[0].subject == "Your sign-in code for Fireside"
    assert letters_to("ben@example.org")[0].subject == "Signing in to Fireside"


def run(app, *words):
    return app.test_cli_runner().invoke(args=["fireside", "import-registrations", *map(str, words)])


def test_a_list_is_taken_in_from_a_shell(app, organiser, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(LIST)

    assert "Would be taken in: 2 added" in run(app, path, "--meeting", "2026", "--dry-run").output
    assert listed(organiser) == []
    assert "Taken in: 2 added, 0 changed, 0 gone, 0 unchanged." in run(app, path, "--meeting", "2026").output
    assert "2 unchanged" in run(app, path, "--meeting", "2026").output


def test_a_shell_is_told_in_words_what_is_wrong(app, organiser, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(b"name\nAda\n")

    assert 'Error: list.csv, line 1: no column is called "E-mail".' in run(app, path, "--meeting", "2026").output
    path.write_bytes(LIST)
    assert "Error: No meeting is called '1999'" in run(app, path, "--meeting", "1999").output


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b"email\r\rada@example.org")
@example(b'email\n"\n')
def test_whatever_the_bytes_are_a_list_is_read_or_refused_in_words(data):
    """B6"""
    for whole in (data, b"email,name\nada@example.org,Ada\n" + data):
        assert rows_or_refusal(whole)


def rows_or_refusal(data):
    try:
        return readers.read(data, "list.csv").rows
    except UnreadableList as refusal:
        return refusal.detail.startswith("list.csv")
