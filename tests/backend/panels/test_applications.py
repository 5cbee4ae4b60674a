"""I would like to be on a panel: asked, withdrawn, accepted or declined with a note, and who sits there."""

from uuid import uuid4

import pytest

from schemas.words import Role
from tests.backend.panels.stage import a_stage
from tests.factories import a_meeting, a_person, an_organiser

APPLY = "/api/meetings/2026/applications"


@pytest.fixture
def meeting(app):
    return a_meeting()


@pytest.fixture
def host(meeting):
    return a_person("Hal Host", Role.HOST)


@pytest.fixture
def panel(meeting, host):
    return a_stage(meeting, host, title="Who reads us")


@pytest.fixture
def author(meeting):
    return a_person("Cleo Tran", headline="Charts and chatter")


def words(panel=None, **more):
    return {
        "client_id": str(uuid4()),
        "panel_id": panel.id if panel else None,
        "blog_url": "https://charts.example/",
        "pitch": "I draw what others only count.",
        **more,
    }


def apply(phone, panel=None, **more):
    reply = phone.post(APPLY, json=words(panel, **more))
    assert reply.status_code == 201
    return reply.json["id"]


def decide(phone, number, *, accept, **more):
    return phone.patch(f"/api/applications/{number}", json={"accept": accept, **more})


def mine(phone):
    return phone.get("/api/me/changes").json["records"].get("application", [])


def notices(phone):
    return [one["text"] for one in phone.get("/api/me/changes").json["records"].get("notice", [])]


def on_panel(phone):
    records = phone.get("/api/meetings/2026/programme").json["records"]
    names = {one["id"]: one["name"] for one in records.get("blogger", [])}
    return [[names[number] for number in one["blogger_ids"]] for one in records["panel"]]


def test_an_application_is_told_to_the_panels_hosts(sign_in, panel, host, author):
    apply(sign_in(author), panel)

    [received] = sign_in(host).get(APPLY).json
    assert (received["name"], received["headline"], received["decision"]) == (
        "Cleo Tran",
        "Charts and chatter",
        "open",
    )
    assert notices(sign_in(host)) == ["Cleo Tran would like to be on Who reads us."]


def test_who_is_accepted_is_on_the_blogroll_and_on_the_panel_and_hears_of_it(sign_in, panel, host, author, visitor):
    number = apply(sign_in(author), panel)

    reply = decide(sign_in(host), number, accept=True, note="Come ten minutes early.")

    assert reply.json["decision"] == "accepted"
    assert on_panel(visitor) == [["Cleo Tran"]]
    [blogger] = visitor.get("/api/meetings/2026/programme").json["records"]["blogger"]
    assert (blogger["person_id"], blogger["blog_url"]) == (author.id, "https://charts.example/")
    assert notices(sign_in(author)) == ["You are on the panel: Who reads us. Come ten minutes early."]
    assert [(one["decision"], one["note"]) for one in mine(sign_in(author))] == [
        ("accepted", "Come ten minutes early.")
    ]


def test_who_is_declined_hears_why_and_is_on_no_panel(sign_in, panel, host, author, visitor):
    number = apply(sign_in(author), panel)

    decide(sign_in(host), number, accept=False, note="We have three on charts already.")

    assert on_panel(visitor) == [[]]
    assert notices(sign_in(author)) == ["Not this time: Who reads us. We have three on charts already."]


def test_what_is_decided_or_withdrawn_is_not_decided_again(sign_in, panel, host, author):
    first = apply(sign_in(author), panel)
    decide(sign_in(host), first, accept=False)
    second = apply(sign_in(author), panel)
    withdrawn = [sign_in(author).delete(f"/api/applications/{second}") for _ in range(2)]

    refusals = [decide(sign_in(host), number, accept=True) for number in (first, second)]

    assert [one.json["decision"] for one in withdrawn] == ["withdrawn", "withdrawn"]
    assert [(one.status_code, one.json["code"]) for one in refusals] == [(409, "decided")] * 2
    assert sign_in(author).delete(f"/api/applications/{first}").json["code"] == "decided"


def test_a_withdrawn_application_is_no_longer_shown_to_hosts(sign_in, panel, host, author):
    number = apply(sign_in(author), panel)
    sign_in(author).delete(f"/api/applications/{number}")

    assert sign_in(host).get(APPLY).json == []
    assert [one["decision"] for one in mine(sign_in(author))] == ["withdrawn"]


def test_the_same_request_sent_again_is_one_application_and_one_notice(sign_in, panel, host, author):
    said = words(panel)

    replies = [sign_in(author).post(APPLY, json=said) for _ in range(3)]

    assert len({one.json["id"] for one in replies}) == 1
    assert len(notices(sign_in(host))) == 1


def test_the_same_panel_is_asked_for_once_at_a_time(sign_in, panel, author):
    apply(sign_in(author), panel)

    reply = sign_in(author).post(APPLY, json=words(panel))

    assert reply.status_code == 422
    assert reply.json["detail"] == "You have asked for this already, and the answer is still to come."


def test_nobody_asks_for_every_panel_there_is(sign_in, meeting, author):
    for number in range(5):
        apply(sign_in(author), a_stage(meeting, title=f"Panel {number}"))

    reply = sign_in(author).post(APPLY, json=words(a_stage(meeting, title="One more")))

    assert reply.status_code == 422
    assert "5 applications that wait" in reply.json["detail"]


def test_for_any_panel_every_host_is_asked_and_the_one_who_accepts_says_which(sign_in, panel, host, author, visitor):
    other = a_person("Hedda Host", Role.HOST)
    number = apply(sign_in(author))

    assert notices(sign_in(other)) == ["Cleo Tran would like to be on a panel."]
    without = decide(sign_in(host), number, accept=True)
    assert (without.status_code, list(without.json["errors"])) == (422, ["panel_id"])
    assert decide(sign_in(other), number, accept=True, panel_id=panel.id).status_code == 404
    assert decide(sign_in(host), number, accept=True, panel_id=panel.id).json["panel_id"] == panel.id
    assert on_panel(visitor) == [["Cleo Tran"]]


def test_a_host_neither_sees_nor_decides_what_others_are_asked(sign_in, panel, author):
    number = apply(sign_in(author), panel)
    others = [a_person("Hedda Host", Role.HOST), a_person("Mo Member"), author]

    assert [sign_in(one).get(APPLY).json for one in others] == [[], [], []]
    assert [decide(sign_in(one), number, accept=True).status_code for one in others] == [404, 404, 404]
    assert sign_in(others[0]).delete(f"/api/applications/{number}").status_code == 404


def test_organisers_see_and_decide_all(sign_in, panel, author):
    number = apply(sign_in(author), panel)
    desk = sign_in(an_organiser())

    assert len(desk.get(APPLY).json) == 1
    assert decide(desk, number, accept=False).status_code == 200


def test_who_was_never_named_or_asks_for_nothing_real_is_refused(sign_in, meeting, panel, author):
    other = a_meeting("2027")
    elsewhere = a_stage(other)
    phone = sign_in(author)

    assert phone.post(APPLY, json=words(elsewhere)).status_code == 404
    assert phone.post("/api/meetings/none/applications", json=words()).status_code == 404
    assert phone.post(APPLY, json=words(panel, pitch="short")).status_code == 422
    assert phone.post(APPLY, json=words(panel, blog_url="javascript:alert(1)")).status_code == 422
    assert phone.post(APPLY, json=words(panel, decision="accepted")).status_code == 422


def test_a_host_puts_bloggers_on_their_panel_in_order_and_takes_them_off(sign_in, panel, host, visitor):
    phone = sign_in(host)
    ada, bea = (
        phone.post("/api/meetings/2026/bloggers", json={"name": name}).json["id"] for name in ("Ada A", "Bea B")
    )

    first = phone.put(f"/api/panels/{panel.id}/bloggers", json={"blogger_ids": [bea, ada, bea]})
    assert first.json["blogger_ids"] == [bea, ada]
    assert on_panel(visitor) == [["Bea B", "Ada A"]]

    phone.put(f"/api/panels/{panel.id}/bloggers", json={"blogger_ids": [ada]})
    assert on_panel(visitor) == [["Ada A"]]


def test_who_is_taken_off_the_blogroll_is_taken_off_its_panels(sign_in, panel, host, visitor):
    phone = sign_in(host)
    number = phone.post("/api/meetings/2026/bloggers", json={"name": "Ada A"}).json["id"]
    phone.put(f"/api/panels/{panel.id}/bloggers", json={"blogger_ids": [number]})

    phone.delete(f"/api/bloggers/{number}")

    assert on_panel(visitor) == [[]]


def test_only_its_hosts_fill_a_panel_and_only_from_the_meetings_blogroll(sign_in, panel, host, author):
    a_meeting("2027")
    elsewhere = sign_in(host).post("/api/meetings/2027/bloggers", json={"name": "Ada A"}).json["id"]
    doors = f"/api/panels/{panel.id}/bloggers"

    assert sign_in(author).put(doors, json={"blogger_ids": []}).status_code == 404
    assert sign_in(a_person("Hedda", Role.HOST)).put(doors, json={"blogger_ids": []}).status_code == 404
    assert sign_in(host).put(doors, json={"blogger_ids": [elsewhere]}).status_code == 422
    assert sign_in(host).put(doors, json={"blogger_ids": list(range(1, 22))}).status_code == 422
    assert sign_in(host).put("/api/panels/999/bloggers", json={"blogger_ids": []}).status_code == 404


def test_who_is_no_host_any_more_neither_sees_nor_decides(sign_in, meeting, author):
    was_host = a_person("Hilda Was")
    number = apply(sign_in(author), a_stage(meeting, was_host))

    assert sign_in(was_host).get(APPLY).json == []
    assert decide(sign_in(was_host), number, accept=False).status_code == 404
    assert notices(sign_in(was_host)) == []
