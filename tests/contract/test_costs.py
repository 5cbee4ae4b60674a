"""What a look costs does not grow with what there is to see."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

from backend.core import clock, db
from backend.panels.models import Rating
from schemas.words import Role
from tests.backend.chat.photographing import a_file
from tests.backend.chat.talking import Talker
from tests.contract.doors import every_door
from tests.factories import (
    a_channel,
    a_chatter,
    a_meeting,
    a_panel,
    a_person,
    a_room,
    a_session,
    a_speaker,
    a_track,
    an_organiser,
)
from tests.statements import statements

BLOG = "https://blog{}.example/"
ASKED = {"search": "?q=session", "people": "?q=session", "digest": "?since=0"}
# Where an id is that of something else than elsewhere.
RENAMED = {
    "/api/moderation/removals/{removal_id}/evidence/photos/{photo_id}/{side}": (
        "/api/moderation/removals/{removal_id}/evidence/photos/{taken_photo}/{side}"
    ),
    "/api/moderation/scopes/{person_id}": "/api/moderation/scopes/{moderator_id}",
}
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


def one_more_in_chat(sign_in, desk, channel, number):
    """Somebody says, answers, changes and reacts, is written to and is blocked; there is one more topic."""
    person = a_chatter(a_person(f"Talker {number}"), channel)
    talker, me = Talker(sign_in(person), person), Talker(desk, person)
    first = me.said(channel, f"The session of <@{person.id}> {number}")
    answer = talker.said(channel, "That session", reply_to=first["id"])
    talker.edit(answer, f"Whose session? {number}")
    talker.react(first, "👍")
    me.react(first, "🎉")
    direct = desk.post(f"/api/people/{person.id}/direct").json["id"]
    topic = desk.post("/api/channels", json={"title": f"Topic {number}", "purpose": "To talk"})
    assert topic.status_code == 201, topic.json
    desk.patch(f"/api/channels/{channel.id}", json={"purpose": f"Talk {number}"})
    desk.patch("/api/chat/settings", json={"welcome": f"Welcome {number}"})
    assert desk.put(f"/api/people/{person.id}/block").status_code < 300
    return {"message_id": first["id"], "person_id": person.id, "direct": direct}


def one_more_at_the_desk(sign_in, desk, channel, author):
    """What somebody says is reported, taken away, taken away with others; moderators tell each other of it."""
    phone = sign_in(author)
    photo = phone.post("/api/photos", data={"photo": (a_photo_file(), "a.jpg"), "client_id": str(uuid4())}).json["id"]
    said = [Talker(phone, author).said(channel, text) for text in ("Buy this", "Buy that")]
    shown = Talker(phone, author).said(channel, "Look", photos=[photo])
    reporter = sign_in(a_person("Rita Reporter"))
    for one in said:
        what = {"subject": "message", "subject_id": one["id"], "guideline": "spam", "client_id": str(uuid4())}
        assert reporter.post("/api/reports", json=what).status_code == 201
    case = desk.get("/api/moderation/cases").json["cases"][0]["id"]
    assert desk.post(f"/api/moderation/cases/{case}/notes", json={"text": "Again"}).status_code == 201
    why = {"guideline": "spam", "text": "Enough"}
    taken = desk.post("/api/moderation/removals", json={"subject": "message", "subject_id": shown["id"], **why})
    same = {"person_id": author.id, "query": "that"}
    assert desk.post("/api/moderation/bulk", json={"same": same, "count": 1, **why}).status_code == 201
    return {"case_id": case, "removal_id": taken.json["id"], "taken_photo": photo}


def costs_of(app, phone, addresses):
    found = {}
    for address in addresses:
        app.extensions["snapshots"].forget()
        with statements() as said:
            assert phone.get(address).status_code == 200
        found[address] = len([one for one in said if one.startswith("SELECT")])
    return found


def addresses_of(**ids):
    """Every door that looks, with what it asks for."""
    looks = [door.path for door in every_door() if door.method == "get"]
    looks = [RENAMED.get(path, path) for path in looks]
    return [path.format(slug="2026", side=320, **ids) + ASKED.get(path.rpartition("/")[2], "") for path in looks]


def test_no_look_costs_more_when_there_is_more_to_see(app, sign_in):
    organiser, meeting = an_organiser(), a_meeting()
    desk = sign_in(organiser)
    ids = one_more_of_everything(sign_in, desk, meeting, 0)
    channel, seller = a_channel("Costs"), a_person("Sal Seller", Role.MODERATOR)
    a_chatter(seller, channel)
    a_chatter(organiser, channel)
    desk.get("/api/channels")  # the lasting ones are made for whoever looks first
    said = one_more_in_chat(sign_in, desk, channel, 0)
    at_desk = one_more_at_the_desk(sign_in, desk, channel, seller)
    panel = a_panel(meeting, seats=100, starts_in=timedelta(minutes=5))
    one_more_at_the_panel(desk, panel, 0)
    pages = ["/", "/m/2026/programme", *(f"/m/2026/{kind}/{ids[kind]}" for kind in ("sessions", "speakers", "rooms"))]
    doors = addresses_of(
        session_id=ids["sessions"],
        blogger_id=ids["bloggers"],
        panel_id=panel.id,
        channel_id=channel.id,
        message_id=said["message_id"],
        person_id=said["person_id"],
        photo_id=ids["photos"],
        number=1,
        moderator_id=seller.id,
        **at_desk,
        token=desk.post("/api/me/calendar-address").json["url"].rpartition("/")[2].removesuffix(".ics"),
    )
    few = costs_of(app, desk, [*pages, *doors])

    for number in (1, 2):
        one_more_of_everything(sign_in, desk, meeting, number)
        one_more_in_chat(sign_in, desk, channel, number)
        one_more_at_the_desk(sign_in, desk, channel, seller)
        one_more_at_the_panel(desk, panel, number)
        one_more_at_the_panel(desk, a_panel(meeting, starts_in=timedelta(minutes=5)), number)
        sign_in(organiser)
        a_person(f"Member {number}")

    assert costs_of(app, desk, few) == few
    assert max(few.values()) <= MOST
