"""What a shared link shows to a reader without scripts, to a chat that previews it and to a search engine."""

import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from backend import site
from backend.core import db
from backend.programme import service
from tests import factories
from tests.conftest import PUBLIC_URL
from tests.shared_data import real

HOSTILE = "</script><script>alert(1)</script>\u2028<!--share:body--> & 'quoted' \"twice\""
BUILT = (
    "<html><head><!--share:head--><title>Fireside</title><!--/share:head--><script src='/assets/x.js'></script></head>"
    "<body><div id='app'><!--share:body--></div></body></html>"
)


@pytest.fixture(autouse=True)
def built(tmp_path, monkeypatch):
    """A built front-end to stand in."""
    (tmp_path / "index.html").write_text(BUILT)
    monkeypatch.setattr(site, "DIST", tmp_path)


@pytest.fixture
def meeting(app):
    return factories.a_meeting("2026", venue="Quay House", address="1 Quay Lane, Springfield", about="Four days.")


def change(session, **values):
    with db.writing() as transaction:
        return service.change_session(transaction, None, session.id, values)


def slot_of(session, **changed):
    (slot,) = session.slots
    return {"id": slot.id, "starts_at": slot.starts_at, "minutes": slot.minutes, "room_id": slot.room_id, **changed}


def read(visitor, path):
    reply = visitor.get(path)
    assert reply.status_code == 200
    return reply.text


def meta(page, name):
    (found,) = re.findall(rf'<meta (?:property|name)="{name}" content="([^"]*)">', page)
    return unescape(found)


def event_on(page):
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found)


def words(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.split("<body>")[1])).split())


def test_a_session_can_be_read_without_a_script(visitor, meeting):
    room = factories.a_room(meeting, "Pier One", area="Quayside")
    track = factories.a_track(meeting, "Operations", colour="#2584b2")
    speaker = factories.a_speaker(meeting, "Sam Speaker", headline="Nurse")
    session = factories.a_session(
        meeting, "Quiet nights", room=room, abstract="Why it works.", speaker_ids=[speaker.id], track_id=track.id
    )

    shown = words(read(visitor, f"/m/2026/sessions/{session.id}"))

    day = session.slots[0].starts_at
    for part in ("The annual meeting", "Operations", "Quiet nights", "Pier One, Quayside", "Sam Speaker", "Nurse"):
        assert part in shown
    assert "Why it works." in shown
    assert f"{day:%A} {day.day} {day:%B} ·" in shown


def test_a_session_says_in_its_head_what_a_preview_shows(visitor, meeting):
    session = factories.a_session(meeting, "Quiet nights", abstract="Why <b>it</b> works.")
    path = f"/m/2026/sessions/{session.id}"

    page = read(visitor, path)

    assert meta(page, "og:title") == "Quiet nights"
    assert meta(page, "og:description").endswith("Why it works.")
    assert meta(page, "og:url") == PUBLIC_URL + path
    assert meta(page, "og:image").startswith(f"{PUBLIC_URL}{path}/card.png?v=")
    assert f'<link rel="canonical" href="{PUBLIC_URL}{path}">' in page
    assert page.count("<title>") == 1
    assert "/assets/x.js" in page


def test_a_session_can_be_put_into_a_calendar_once_it_has_a_time(visitor, meeting):
    session = factories.a_session(meeting, "Quiet nights")
    calendar = f"/api/sessions/{session.id}.ics"

    assert f'<a href="{calendar}">Add to your calendar</a>' in read(visitor, f"/m/2026/sessions/{session.id}")
    assert visitor.get(calendar).mimetype == "text/calendar"

    change(session, slots=[])
    assert calendar not in read(visitor, f"/m/2026/sessions/{session.id}")


def test_a_hostile_title_stays_text_everywhere(visitor, meeting):
    speaker = factories.a_speaker(meeting, HOSTILE)
    session = factories.a_session(meeting, HOSTILE, note=HOSTILE, tags=["<b>"], speaker_ids=[speaker.id])

    page = read(visitor, f"/m/2026/sessions/{session.id}")

    assert event_on(page)["name"] == HOSTILE
    assert "<script>alert" not in page
    assert "\u2028" not in re.search(r"ld\+json.*?</script>", page, re.DOTALL).group()
    assert page.count("<h1") == 1


def test_a_scheduled_session_is_an_event_with_a_place_and_performers(visitor, meeting):
    room = factories.a_room(meeting, "Pier One")
    speaker = factories.a_speaker(meeting, "Sam Speaker")
    session = factories.a_session(meeting, "Quiet nights", room=room, speaker_ids=[speaker.id], language="en")

    event = event_on(read(visitor, f"/m/2026/sessions/{session.id}"))

    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["location"] == {
        "@type": "Place",
        "name": "Pier One, Quay House",
        "address": "1 Quay Lane, Springfield",
    }
    assert event["performer"] == [
        {"@type": "Person", "name": "Sam Speaker", "url": f"{PUBLIC_URL}/m/2026/speakers/{speaker.id}"}
    ]
    assert event["superEvent"]["name"] == "The annual meeting"
    assert "offers" not in event
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d-0[56]:00", event["startDate"])


def test_a_cancelled_session_stays_and_says_so(visitor, meeting):
    session = factories.a_session(meeting, "Quiet nights")
    change(session, state="cancelled", note="The speaker is ill.")

    page = read(visitor, f"/m/2026/sessions/{session.id}")

    assert event_on(page)["eventStatus"] == "https://schema.org/EventCancelled"
    assert "Cancelled · The speaker is ill." in words(page)
    assert meta(page, "og:description").startswith("Cancelled · ")


def test_a_session_moved_to_another_hour_is_rescheduled(visitor, meeting):
    session = factories.a_session(meeting, "Quiet nights")
    before = session.slots[0].starts_at
    change(session, slots=[slot_of(session, starts_at=before + timedelta(hours=2))])

    event = event_on(read(visitor, f"/m/2026/sessions/{session.id}"))

    assert event["eventStatus"] == "https://schema.org/EventRescheduled"
    assert event["previousStartDate"] < event["startDate"]


def test_a_session_moved_to_another_room_shows_both_and_keeps_its_time(visitor, meeting):
    old, new = factories.a_room(meeting, "Pier One"), factories.a_room(meeting, "Pier Two")
    session = factories.a_session(meeting, "Quiet nights", room=old)
    change(session, slots=[slot_of(session, room_id=new.id)])

    page = read(visitor, f"/m/2026/sessions/{session.id}")

    assert "<s>Pier One</s>" in page
    assert "Moved" in words(page)
    assert event_on(page)["eventStatus"] == "https://schema.org/EventScheduled"
    assert event_on(page)["location"]["name"] == "Pier Two, Quay House"


def test_a_session_that_takes_place_twice_has_both_times(visitor, meeting):
    session = factories.a_session(meeting, "Slow run")
    again = {"starts_at": session.slots[0].starts_at + timedelta(days=1), "minutes": 60, "room_id": None}
    change(session, slots=[slot_of(session), again])

    page = read(visitor, f"/m/2026/sessions/{session.id}")

    assert len(event_on(page)["subEvent"]) == 2
    assert page.count("<time ") == 2


def test_a_session_without_a_time_says_that_it_is_not_announced(visitor, meeting):
    session = factories.a_session(meeting, "Some day")
    change(session, slots=[])

    page = read(visitor, f"/m/2026/sessions/{session.id}")

    assert "The time is not announced yet." in words(page)
    assert "startDate" not in event_on(page)
    assert "Some day" in words(read(visitor, "/m/2026/programme"))


def test_a_panel_can_be_read_without_a_script_and_has_a_picture(visitor, sign_in, meeting):
    opens = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
    panel = factories.a_panel(meeting, title="Who reads us", seats=40, opens_at=opens)
    path, desk = f"/m/2026/panels/{panel.id}", sign_in(factories.an_organiser())
    blog = {"name": "<script>alert(1)</script> 'quoted'", "headline": "Charts", "blog_url": "https://charts.example/"}
    blogger = desk.post("/api/meetings/2026/bloggers", json=blog).json["id"]
    desk.put(f"/api/panels/{panel.id}/bloggers", json={"blogger_ids": [blogger]})

    page = read(visitor, path)

    for part in ("The annual meeting", "Who reads us", "40 seats.", "Bloggers", "'quoted'", "Charts"):
        assert part in words(page)
    assert "Sign-up opens on Thursday 26 November at 09:00 (CST)." in words(page)
    assert 'href="https://charts.example/" rel="ugc nofollow noopener"' in page
    assert "<script>alert" not in page
    assert (meta(page, "og:title"), meta(page, "og:url")) == ("Who reads us", PUBLIC_URL + path)
    assert event_on(page)["maximumAttendeeCapacity"] == 40
    assert visitor.get(meta(page, "og:image").removeprefix(PUBLIC_URL)).mimetype == "image/png"
    with db.writing() as session:
        service.remove_session(session, None, panel.session_id)
    assert visitor.get(path, headers={"Accept": "text/html"}).status_code == 404


def test_a_speaker_has_a_page_with_their_sessions(visitor, meeting):
    speaker = factories.a_speaker(meeting, "Sam Speaker", headline="Nurse", biography="Walks a lot.")
    session = factories.a_session(meeting, "Quiet nights", speaker_ids=[speaker.id])
    factories.a_session(meeting, "Loud days")

    page = read(visitor, f"/m/2026/speakers/{speaker.id}")

    assert "Nurse" in words(page)
    assert "Quiet nights" in words(page)
    assert "Loud days" not in words(page)
    assert event_on(page)["@type"] == "Person"
    assert event_on(page)["performerIn"][0]["url"] == f"{PUBLIC_URL}/m/2026/sessions/{session.id}"


def test_a_room_has_a_page_with_what_takes_place_there(visitor, meeting):
    here = factories.a_room(meeting, "Pier One", capacity=40, walk_minutes=5)
    there = factories.a_room(meeting, "Pier Two")
    session = factories.a_session(meeting, "Slow run", room=here)
    again = {"starts_at": session.slots[0].starts_at + timedelta(days=1), "minutes": 60, "room_id": there.id}
    change(session, slots=[slot_of(session), again])

    page = read(visitor, f"/m/2026/rooms/{here.id}")

    assert "40 seats · 5 min walk from the middle" in words(page)
    assert page.count("<time ") == 1
    assert event_on(page)["@type"] == "Place"


def test_a_meeting_has_a_page_with_its_programme_by_day(visitor, meeting):
    factories.a_session(meeting, "Quiet nights")
    cancelled = factories.a_session(meeting, "Loud days")
    change(cancelled, state="cancelled")

    page = read(visitor, "/m/2026/programme")

    assert "Quiet nights" in words(page)
    assert "<s>Loud days</s>" in page
    assert event_on(page)["startDate"] == meeting.starts_on.isoformat()
    assert visitor.get("/m/2026").headers["Location"] == "/m/2026/programme"


def test_the_front_door_lists_the_editions_and_shows_the_current_one(visitor, meeting):
    factories.a_meeting("2019", starts_on=meeting.starts_on.replace(year=2019), name="The meeting of 2019")

    page = read(visitor, "/")

    assert "The meeting of 2019" in words(page)
    assert "The annual meeting" in words(page)
    assert meta(page, "og:description").startswith("The annual meeting · ")
    assert meta(page, "og:url") == f"{PUBLIC_URL}/"
    assert [edition["name"] for edition in event_on(page)["event"]] == ["The annual meeting", "The meeting of 2019"]
    assert visitor.get("/card.png").mimetype == "image/png"


def test_the_front_door_of_an_empty_installation_says_so(visitor):
    assert "No meeting has been announced yet." in words(read(visitor, "/"))


def test_what_is_not_there_is_answered_by_the_apps_own_page(visitor, meeting):
    other = factories.a_meeting("2025")
    elsewhere = factories.a_session(other, "Last year")
    removed = factories.a_session(meeting, "By mistake")
    with db.writing() as session:
        service.remove_session(session, None, removed.id)

    for path in ("/m/2024/programme", f"/m/2026/sessions/{elsewhere.id}", f"/m/2026/sessions/{removed.id}"):
        reply = visitor.get(path, headers={"Accept": "text/html"})
        assert (reply.status_code, reply.mimetype) == (404, "text/html")


@pytest.mark.parametrize("path", ["/chat/find", "/desk", "/me/notices", "/moderation", "/moderation/rules/1"])
def test_the_apps_own_places_are_answered_by_its_page(visitor, path):
    assert visitor.get(path, headers={"Accept": "text/html"}).status_code == 200


@pytest.mark.parametrize("number", ["0", "9" * 30, "1"])
@pytest.mark.parametrize("kind", ["sessions", "speakers", "rooms", "panels"])
def test_a_record_that_is_not_there_has_no_picture(visitor, meeting, kind, number):
    reply = visitor.get(f"/m/2026/{kind}/{number}/card.png", headers={"Accept": "text/html"})

    assert reply.mimetype == "text/html"


def test_a_page_is_sent_again_only_when_it_changed(visitor, meeting):
    session = factories.a_session(meeting, "Quiet nights")
    path = f"/m/2026/sessions/{session.id}"
    known = {"If-None-Match": visitor.get(path).headers["ETag"]}

    assert visitor.get(path, headers=known).status_code == 304

    change(session, title="Quieter nights")
    assert visitor.get(path, headers=known).status_code == 200


def test_a_page_can_be_read_before_the_front_end_is_built(visitor, meeting, tmp_path):
    (tmp_path / "index.html").unlink()
    session = factories.a_session(meeting, "Quiet nights")

    assert "Quiet nights" in words(read(visitor, f"/m/2026/sessions/{session.id}"))


@pytest.mark.data
def test_our_event_has_the_words_that_schema_orgs_own_samples_use(visitor, meeting):
    room = factories.a_room(meeting, "Pier One")
    speaker = factories.a_speaker(meeting)
    session = factories.a_session(meeting, room=room, speaker_ids=[speaker.id], abstract="Why it works.")
    known = keys_of_events(json.loads(real("schema_org_event/examples.json")))

    ours = event_on(read(visitor, f"/m/2026/sessions/{session.id}"))

    beyond_the_samples = {"superEvent", "eventAttendanceMode", "description"}
    assert set(ours) - known == beyond_the_samples
    assert {"@context", "@type", "name", "location", "startDate", "eventStatus", "performer", "url"} <= set(ours)


def keys_of_events(node):
    """Every key of every event anywhere in the samples."""
    if isinstance(node, list):
        return set().union(*map(keys_of_events, node))
    if not isinstance(node, dict):
        return set()
    own = set(node) if str(node.get("@type", "")).endswith("Event") else set()
    return own.union(*map(keys_of_events, node.values()))


def test_a_change_is_on_the_programmes_page_at_once(visitor, sign_in, meeting):
    item = factories.a_session(meeting, "Old title")
    before = visitor.get("/m/2026/programme")

    sign_in(factories.an_organiser()).patch(f"/api/sessions/{item.id}", json={"title": "New title"})

    after = visitor.get("/m/2026/programme", headers={"If-None-Match": before.headers["ETag"]})
    assert (after.status_code, after.mimetype) == (200, "text/html")
    assert ("Old title" in before.text, "New title" in after.text) == (True, True)
    again = visitor.get("/m/2026/programme", headers={"If-None-Match": after.headers["ETag"]})
    assert again.status_code == 304
