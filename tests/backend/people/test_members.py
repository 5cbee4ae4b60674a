import pytest

from backend.people import queries
from schemas.words import Role
from tests import factories
from tests.statements import statements


@pytest.fixture
def organiser(sign_in):
    return sign_in(factories.an_organiser("Olga Organiser"))


def names(reply):
    return [member["name"] for member in reply.json["members"]]


def test_members_are_listed_as_they_joined_with_their_roles(organiser):
    factories.a_person("Ada Example", Role.HOST, affiliation="General Hospital", email="ada@example.org")

    page = organiser.get("/api/members").json

    assert [member["name"] for member in page["members"]] == ["Olga Organiser", "Ada Example"]
    assert page["members"][1] | {"id": 0, "joined_at": ""} == {
        "id": 0,
        "email": "ada@example.org",
        "name": "Ada Example",
        "affiliation": "General Hospital",
        "roles": ["host"],
        "joined_at": "",
    }
    assert (page["next"], page["total"]) == (None, 2)


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("moller", ["Jürgen Møller"]),
        ("MØLLER jurgen", ["Jürgen Møller"]),
        ("hospital", ["Ada Example", "Jürgen Møller"]),
        ("ada@example.org", ["Ada Example"]),
        ("%", []),
        ("_da", []),
        ("' OR 1=1--", []),
        ("", ["Olga Organiser", "Ada Example", "Jürgen Møller"]),
    ],
)
def test_members_are_found_by_words_in_any_case_and_accent(organiser, q, found):
    """S-45"""
    factories.a_person("Ada Example", email="ada@example.org", affiliation="General Hospital")
    factories.a_person("Jürgen Møller", affiliation="Hospital of the Sea")

    assert names(organiser.get("/api/members", query_string={"q": q})) == found


def test_a_changed_name_is_found_by_the_new_one(organiser, sign_in):
    sign_in(factories.a_person("Ada Example")).patch("/api/me", json={"name": "Ada Newname"})

    assert names(organiser.get("/api/members?q=newname")) == ["Ada Newname"]


def test_members_are_found_by_role(organiser):
    factories.a_person("Mo Derator", Role.MODERATOR)

    assert names(organiser.get("/api/members?role=moderator")) == ["Mo Derator"]


def test_pages_follow_one_another_without_gap_or_repeat(organiser, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    everybody = ["Olga Organiser", *(factories.a_person(f"Member {n}").name for n in range(4))]

    seen, after = [], 0
    while after is not None:
        reply = organiser.get(f"/api/members?after={after}")
        seen += names(reply)
        after = reply.json["next"]

    assert seen == everybody


@pytest.mark.parametrize(
    "query",
    [
        "after=-1",
        "after=9223372036854775808",
        "after=1.5",
        "after=",
        "limit=1000000000",
        "sort=email",
        "role=admin",
        "q=" + "x" * 101,
    ],
)
def test_what_is_not_a_page_is_refused(organiser, query):
    """S-47, S-45"""
    assert organiser.get(f"/api/members?{query}").status_code == 422


@pytest.mark.parametrize("many", [1, 3])
def test_a_page_of_members_costs_the_same_however_many_there_are(organiser, many):
    for number in range(many):
        factories.a_person(f"Member {number}", Role.HOST)

    with statements() as said:
        organiser.get("/api/members")

    assert len([one for one in said if one.startswith("SELECT")]) == 4


def test_only_organisers_see_addresses(sign_in):
    """S-42"""
    factories.a_person("Ada Example", email="canary@example.org")
    phone = sign_in(factories.a_person("Mo Derator", Role.MODERATOR))

    answers = [
        phone.get(path).get_data(as_text=True) for path in ("/api/members", "/api/start", "/api/me", "/api/invitations")
    ]

    assert "canary@example.org" not in "".join(answers)
