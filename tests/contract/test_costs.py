"""What a look costs does not grow with what there is to see."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

from backend.core import clock, db
from backend.panels.models import Rating
from tests.backend.chat.photographing import a_file
from tests.contract.doors import every_door
from tests.factories import a_meeting, a_panel, a_person, a_room, a_session, a_speaker, a_track, an_organiser
from tests.statements import statements

BLOG = "https://blog{}.example/"
MOST = 15  # statements of the costliest look, who is asking included


def a_photo_file():
    return BytesIO(a_file(size=(64, 64)))


def one_more_of_everything(sign_in, desk, meeting, number):
    room, track, speaker = a_room(meeting), a_track(meeting), a_speaker(meeting)
    item = a_session(meeting, room=room, track_id=track.id, speaker_ids=[speaker.id])
    desk.post(
        f"/api/panels/{a_panel(meeting, starts_in=timedelta(days=number + 1)).id}/signups",
        json={"client_id": str(uuid4())},
    )
    desk.put("/api/me/stars", json={"stars": [{"session_id": item.id, "starred": True}]})
    desk.post("/api/invitations", json={"email": f"invited{number}@example.org"})
    blogger = desk.post(
        "/api/meetings/2026/bloggers", json={"name": f"Blogger {number}", "blog_url": BLOG.format(number)}
    )
    ask = {
        "client_id": f"request-{number}",
        "panel_id": None,
        "blog_url": BLOG.format(number),
        "pitch": "I would like to.",
    }
    assert sign_in(a_person(f"Author {number}")).post("/api/meetings/2026/applications", json=ask).status_code == 201
    a_meeting(f"edition-{number}")
    for table, columns in (
        ("registrations", f"e-mail,name\nregistered{number}@example.org,Reg Istered"),
        ("programme", f"Title,Date,Start Time,Duration\nImported {number},{meeting.starts_on},10:00,0:30"),
    ):
        form = {"file": (BytesIO(columns.encode()), "list.csv"), "write": "true"}
        assert desk.post(f"/api/meetings/2026/{table}/import", data=form).status_code == 200
    photo = desk.post("/api/photos", data={"photo": (a_photo_file(), "a.jpg"), "client_id": str(uuid4())})
    return {
        "photos": photo.json["id"],
        "sessions": item.id,
        "speakers": speaker.id,
        "rooms": room.id,
        "bloggers": blogger.json["id"],
    }


def one_more_at_the_panel(desk, panel, number):
    """Somebody hosts, is invited, signs up, comes, and says how it was; the panel is changed and written to."""
    ids = {name: str(uuid4()) for name in ("add", "came", "message")}
    person = a_person(f"Person {number}")
    at = f"/api/panels/{panel.id}"
    for path in (f"{at}/hosts/{person.id}", f"{at}/guests/{person.id}"):
        assert desk.put(path).status_code == 204
    added = desk.post(f"{at}/people", json={"client_id": ids["add"], "person_id": person.id})
    act = {"client_id": ids["came"], "at": clock.now().isoformat(), "signup_id": added.json["entry"]["id"]}
    assert desk.post(f"{at}/door/came", json=act).status_code == 200
    desk.post(f"{at}/messages", json={"client_id": ids["message"], "to": "all", "text": "Hello"})
    desk.patch(at, json={"seats": 100 + number})
    asking = {"client_id": str(uuid4()), "text": f"Question {number}?"}
    assert desk.post(f"{at}/questions", json=asking).status_code == 201
    code = desk.get(f"{at}/door/code").json["code"] or desk.post(f"{at}/door/code").json["code"]
    assert desk.post("/api/door", json={"code": code}).status_code == 200
    with db.writing() as session:
        session.add(Rating(panel_id=panel.id, person_id=person.id, stars=5, words="", rated_at=clock.now()))


def costs_of(app, phone, addresses):
    found = {}
    for address in addresses:
        app.extensions["snapshots"].forget()
        with statements() as said:
            assert phone.get(address).status_code == 200
        found[address] = len([one for one in said if one.startswith("SELECT")])
    return found


def test_no_look_costs_more_when_there_is_more_to_see(app, sign_in):
    organiser, meeting = an_organiser(), a_meeting()
    desk = sign_in(organiser)
    ids = one_more_of_everything(sign_in, desk, meeting, 0)
    panel = a_panel(meeting, seats=100, starts_in=timedelta(minutes=5))
    one_more_at_the_panel(desk, panel, 0)
    token = desk.post("/api/me/calendar-address").json["url"].rpartition("/")[2]
    pages = ["/", "/m/2026/programme", *(f"/m/2026/{kind}/{ids[kind]}" for kind in ("sessions", "speakers", "rooms"))]
    doors = [
        door.path.format(
            slug="2026",
            session_id=ids["sessions"],
            blogger_id=ids["bloggers"],
            panel_id=panel.id,
            photo_id=ids["photos"],
            side=320,
            token=token.removesuffix(".ics"),
        )
        + ("?q=session" if door.path.endswith(("search", "people")) else "")
        for door in every_door()
        if door.method == "get"
    ]
    few = costs_of(app, desk, [*pages, *doors])

    for number in (1, 2):
        one_more_of_everything(sign_in, desk, meeting, number)
        one_more_at_the_panel(desk, panel, number)
        one_more_at_the_panel(desk, a_panel(meeting, starts_in=timedelta(minutes=5)), number)
        sign_in(organiser)
        a_person(f"Member {number}")

    assert costs_of(app, desk, few) == few
    assert max(few.values()) <= MOST
