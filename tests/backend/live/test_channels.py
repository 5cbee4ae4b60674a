"""Who hears a channel, and who is put out of it."""

import requests

from schemas.words import Access, Role
from tests.factories import a_channel, a_chatter, a_device, a_person


def test_visitors_hear_an_open_channel_until_it_is_for_members_and_members_go_on(server, connect):
    channel = a_channel(access=Access.OPEN)
    visitor, member = connect(), connect(a_chatter(a_person()))
    stream = f"channel:{channel.id}"
    assert [phone.open(stream)["ok"] for phone in (visitor, member)] == [True, True]
    token = a_device(a_person("Moa Moderator", Role.MODERATOR))

    reply = requests.patch(
        f"{server}/api/channels/{channel.id}",
        json={"access": "members"},
        cookies={"fireside": token},
        headers={"Origin": server},
        timeout=10,
    )

    assert reply.status_code == 200
    assert visitor.wait_for("out") == {"stream": stream, "code": "not_found"}
    assert visitor.open(stream)["problem"]["code"] == visitor.open("channel:999999")["problem"]["code"] == "signed_out"
    [heard] = member.wait_for("changes")["records"]["channel"]
    assert (heard["access"], member.all("out")) == ("members", [])
