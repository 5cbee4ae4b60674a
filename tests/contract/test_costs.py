"""What a look costs does not grow with what there is to see."""

from io import BytesIO
from uuid import uuid4

from tests.contract.doors import every_door
from tests.factories import a_meeting, a_panel, a_person, a_room, a_session, a_speaker, a_track, an_organiser
from tests.statements import statements

MOST = 15  # statements of the costliest look, who is asking included


def one_more_of_everything(desk, meeting, number, panel=None):
    room, track, speaker = a_room(meeting), a_track(meeting), a_speaker(meeting)
    item = a_session(meeting, room=room, track_id=track.id, speaker_ids=[speaker.id])
    desk.put("/api/me/stars", json={"stars": [{"session_id": item.id, "starred": True}]})
    desk.post("/api/invitations", json={"email": f"invited{number}@example.org"})
    panel = panel or a_panel(meeting).id
    asking = {"client_id": str(uuid4()), "text": f"Question {number}?"}
    assert desk.post(f"/api/panels/{panel}/questions", json=asking).status_code == 201
    a_meeting(f"edition-{number}")
    for table, columns in (
        ("registrations", f"e-mail,name\nregistered{number}@example.org,Reg Istered"),
        ("programme", f"Title,Date,Start Time,Duration\nImported {number},{meeting.starts_on},10:00,0:30"),
    ):
        form = {"file": (BytesIO(columns.encode()), "list.csv"), "write": "true"}
        assert desk.post(f"/api/meetings/2026/{table}/import", data=form).status_code == 200
    return {"sessions": item.id, "speakers": speaker.id, "rooms": room.id}, panel


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
    ids, panel = one_more_of_everything(desk, meeting, 0)
    token = desk.post("/api/me/calendar-address").json["url"].rpartition("/")[2]
    pages = ["/", "/m/2026/programme", *(f"/m/2026/{kind}/{number}" for kind, number in ids.items())]
    doors = [
        door.path.format(slug="2026", session_id=ids["sessions"], panel_id=panel, token=token.removesuffix(".ics"))
        + ("?q=session" if door.path.endswith("search") else "")
        for door in every_door()
        if door.method == "get"
    ]
    few = costs_of(app, desk, [*pages, *doors])

    for number in (1, 2):
        one_more_of_everything(desk, meeting, number, panel)
        sign_in(organiser)
        a_person(f"Member {number}")

    assert costs_of(app, desk, few) == few
    assert max(few.values()) <= MOST
