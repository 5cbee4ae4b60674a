"""A restriction acts on living sockets at once, in whichever process they are, and ends by the clock."""

from datetime import timedelta

import requests

from backend.core import clock, db
from backend.people.models import Restriction
from schemas.words import Access, Role
from tests.backend.chat.talking import a_client_id
from tests.factories import a_channel, a_chatter, a_device, a_person


def ask(address, method, path, token, body=None):
    ours = {"cookies": {"fireside": token}, "headers": {"Origin": address}}
    reply = requests.request(method, f"{address}{path}", json=body, timeout=10, **ours)
    assert reply.ok, reply.text
    return reply.json()


def ban(address, token, case, *, everywhere):
    restriction = {"kind": "ban", "everywhere": everywhere, "minutes": 10}
    body = {"measure": "restricted", "guideline": "kindness", "rev": case["rev"], "restriction": restriction}
    ask(address, "POST", f"/api/moderation/cases/{case['id']}/decision", token, body)


def reported(address, author, reporter, moderator, channel):
    """A case about something the author said."""
    said = {"client_id": a_client_id(), "text": "Something unkind"}
    message = ask(address, "POST", f"/api/channels/{channel.id}/messages", author, said)
    about = {"subject": "message", "subject_id": message["id"], "guideline": "kindness"}
    about["client_id"] = a_client_id()
    ask(address, "POST", "/api/reports", reporter, about)
    return ask(address, "GET", "/api/moderation/cases", moderator)["cases"][0]


def test_who_is_banned_is_put_out_in_every_process_and_comes_back_when_it_ends(start_desk, dial):
    here, there = start_desk().address, start_desk().address
    shut, other, open_one = a_channel("Shut"), a_channel("Other"), a_channel("Open", access=Access.OPEN)
    ada, ben = (a_chatter(a_person(name), shut, other) for name in ("Ada", "Ben"))
    moa = a_device(a_person("Moa", Role.MODERATOR))
    hers, his = dial(there, ada), dial(there, ben)
    streams = [f"channel:{one.id}" for one in (shut, other, open_one)]
    assert all(hers.open(stream)["ok"] for stream in (*streams, f"me:{ada.id}"))
    assert his.open(streams[0])["ok"]

    ban(here, moa, reported(here, a_device(ada), a_device(ben), moa, shut), everywhere=False)

    assert hers.wait_for("out", seconds=2) == {"stream": streams[0], "code": "not_found"}
    assert not hers.open(streams[0])["ok"]
    ban(here, moa, reported(here, a_device(ada), a_device(ben), moa, other), everywhere=True)
    hers.until(lambda: {"stream": streams[1], "code": "not_found"} in hers.all("out"), seconds=2)
    assert len(hers.all("out")) == 2
    assert [hers.open(stream)["ok"] for stream in streams] == [False, False, True]
    assert his.all("out") == []
    with db.writing() as session:
        for one in session.query(Restriction):
            one.until = clock.now() - timedelta(seconds=1)
    assert [hers.open(stream)["ok"] for stream in streams] == [True, True, True]
