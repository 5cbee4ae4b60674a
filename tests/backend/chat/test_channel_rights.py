"""Who may read and write where: every kind, access, posting and state, for everybody who could ask.

What is right stands here once more in the product's words, and not as the code has it.
"""

from itertools import product

import pytest

from backend.chat.queries.standing import readable
from backend.core import clock, db, feed, limits
from backend.panels.models import PanelHost
from backend.people.signed_in import Reader
from schemas.words import Access, ChannelKind, ChannelState, Posting, Role
from tests.backend.chat.talking import a_client_id
from tests.factories import a_channel, a_chatter, a_meeting, a_panel, a_person

SHARED = (ChannelKind.COMMUNITY, ChannelKind.TOPIC, ChannelKind.SESSION, ChannelKind.PANEL)
WAITING = (ChannelState.PROPOSED, ChannelState.DECLINED)
# Who writes does not depend on who may read, once one may; so not every posting meets every access.
EVERY_CHANNEL = [
    (kind, access, posting, state)
    for kind, access, posting, state in product(SHARED, Access, Posting, ChannelState)
    if access is Access.MEMBERS or posting is Posting.HOSTS
]

# Each person: what they are, as far as it matters here.
PERSONS = {
    "a visitor": set(),
    "somebody without a name": {"signed in"},
    "a member": {"signed in", "named", "accepted", "joined"},
    "a member who joined nothing": {"signed in", "named", "accepted"},
    "somebody who has not accepted": {"signed in", "named", "joined"},
    "the one who began it": {"signed in", "named", "accepted", "joined", "began"},
    "a host": {"signed in", "named", "accepted", "joined", "hosts"},
    "a host of the panel": {"signed in", "named", "accepted", "joined", "hosts", "hosts the panel"},
    "a moderator": {"signed in", "named", "accepted", "joined", "keeps"},
    "an organiser": {"signed in", "named", "accepted", "joined", "keeps"},
}
ROLES = {
    "a host": (Role.HOST,),
    "a host of the panel": (Role.HOST,),
    "a moderator": (Role.MODERATOR,),
    "an organiser": (Role.ORGANISER,),
}


def reads(who, access, state):
    if state in WAITING:
        return bool(who & {"began", "keeps"})
    return access is Access.OPEN or "named" in who


def answer_to_a_message(who, kind, access, posting, state):  # noqa: C901, PLR0911 - a table, read from the top
    if "signed in" not in who:
        return "signed_out"
    if "named" not in who:
        return "name_needed"
    if not reads(who, access, state):
        return "not_found"
    if "accepted" not in who:
        return "not_accepted"
    if state is not ChannelState.OPEN:
        return "read_only"
    host = "hosts the panel" if kind is ChannelKind.PANEL else "hosts"
    if posting is Posting.MODERATORS and "keeps" not in who:
        return "not_a_poster"
    if posting is Posting.HOSTS and not who & {"keeps", host}:
        return "not_a_poster"
    if kind in {ChannelKind.COMMUNITY, ChannelKind.TOPIC} and "joined" not in who:
        return "not_a_member"
    return "said"


@pytest.fixture
def begun(app):
    return a_chatter(a_person("Pia Proposer"))


@pytest.fixture
def panel(app):
    return a_panel(a_meeting())


@pytest.fixture
def channels(begun, panel):
    def made(kind, access, posting, state):
        panel_id = panel.id if kind is ChannelKind.PANEL else None
        fields = {"access": access, "posting": posting, "state": state, "created_by": begun.id, "panel_id": panel_id}
        return a_channel(f"{kind} {access} {posting} {state}", kind, **fields)

    return {what: made(*what) for what in EVERY_CHANNEL}


@pytest.fixture
def arrive(begun, panel, channels, sign_in, visitor):
    """A phone of each person, and who is asking on it."""

    def arrived(who):
        if who == "a visitor":
            return visitor, None
        facts, roles = PERSONS[who], ROLES.get(who, ())
        joined = channels.values() if "joined" in facts else ()
        if "began" in facts:
            person = begun
        else:
            person = a_person(f"P {who}" if "named" in facts else "", *roles)
            if "accepted" in facts or "joined" in facts:
                a_chatter(person, *joined, version=1 if "accepted" in facts else 0)
        if "began" in facts:
            let_join(person, joined)
        if "hosts the panel" in facts:
            with db.writing() as session:
                session.add(PanelHost(panel_id=panel.id, person_id=person.id, at=clock.now()))
        return sign_in(person), Reader(person.id, person.name, frozenset(roles), device_id=0)

    return arrived


def let_join(person, channels):
    from backend.chat.models import Channel
    from backend.chat.service.membership import come_in

    with db.writing() as session:
        for channel in channels:
            come_in(session, session.get_one(Channel, channel.id), person.id)


def listed(phone):
    pages = (phone.get("/api/channels").json, phone.get("/api/channels?archived=true").json)
    return {channel["title"] for page in pages for channel in page["channels"]}


@pytest.mark.parametrize("who", PERSONS)
def test_each_person_reads_exactly_what_the_table_says(who, arrive, channels):
    """In the list, at its door, on its stream and in what searches look through."""
    phone, reader = arrive(who)
    theirs = {channels[what] for what in EVERY_CHANNEL if reads(PERSONS[who], what[1], what[3])}
    with db.reading() as session:
        heard = {channel.id for channel in channels.values() if feed.may_open(session, reader, f"channel:{channel.id}")}
        searched = set(session.scalars(readable(reader))) & {channel.id for channel in channels.values()}

    expected = {channel.id for channel in theirs}
    begun = PERSONS[who] & {"began"}
    in_list = {channel.title for channel in theirs if begun or channel.state is not ChannelState.DECLINED}
    assert (heard, searched) == (expected, expected)
    assert listed(phone) & {channel.title for channel in channels.values()} == in_list
    some = list(channels.values())[::7]
    answers = {channel.title: phone.get(f"/api/channels/{channel.id}").status_code for channel in some}
    assert answers == {channel.title: 200 if channel in theirs else 404 for channel in some}


@pytest.mark.parametrize("who", PERSONS)
def test_each_person_writes_exactly_where_the_table_says(who, arrive, channels):
    phone, _ = arrive(who)
    wrong = {}
    for what, channel in channels.items():
        limits.forget()
        body = {"client_id": a_client_id(), "text": "Hello"}
        reply = phone.post(f"/api/channels/{channel.id}/messages", json=body)
        answer = "said" if reply.status_code == 201 else reply.json["code"]
        if answer != answer_to_a_message(PERSONS[who], *what):
            wrong[channel.title] = answer

    assert wrong == {}


def test_a_channel_that_is_not_theirs_is_told_apart_from_none_at_no_door(arrive, channels):
    """S-46: every door answers the same for a channel one may not read and for one that never was."""
    hidden = channels[ChannelKind.TOPIC, Access.MEMBERS, Posting.EVERYONE, ChannelState.PROPOSED]
    phone, _ = arrive("a member")
    doors = [
        ("get", ""),
        ("patch", ""),
        ("post", "/join"),
        ("post", "/leave"),
        ("get", "/people"),
        ("get", "/history"),
        ("patch", "/membership"),
        ("post", "/request"),
        ("get", "/messages"),
        ("put", "/read"),
    ]
    bodies = {"/request": {"accept": True}, "/read": {"number": 1}}

    def answers(channel_id):
        for method, path in doors:
            body = {} if method == "get" else {"json": bodies.get(path, {})}
            reply = getattr(phone, method)(f"/api/channels/{channel_id}{path}", **body)
            yield method, path, reply.status_code, {**reply.json, "request_id": ""}

    assert list(answers(hidden.id)) == list(answers(999_999))
    assert {status for _, _, status, _ in answers(hidden.id)} == {404}


def test_what_two_people_say_to_each_other_reaches_nobody_else_by_any_door(talker, visitor):
    """Not a moderator, not an organiser, not whoever guesses numbers; nor does anything tell that it is there."""
    ada, ben = talker("Ada Example"), talker("Ben Example")
    there = ada.phone.post(f"/api/people/{ben.id}/direct").json["id"]
    message = ada.phone.post(f"/api/channels/{there}/messages", json={"client_id": a_client_id(), "text": "xyzzy"}).json
    curious = [
        visitor,
        talker("Moa Moderator", roles=(Role.MODERATOR,)).phone,
        talker("Olga Organiser", roles=(Role.ORGANISER,)).phone,
    ]
    hidden = [
        f"/api/channels/{there}",
        f"/api/channels/{there}/messages",
        f"/api/channels/{there}/digest?since=0",
        f"/api/messages/{message['id']}/edits",
        f"/api/messages/{message['id']}/thread",
        f"/api/messages/{message['id']}/reactions",
    ]
    seen = ["/api/channels", "/api/channels?archived=true", "/api/chat/search?q=xyzzy", f"/api/people/{ada.id}/card"]

    statuses = {path: [phone.get(path).status_code for phone in curious] for path in hidden}
    texts = [phone.get(path).get_data(as_text=True) for phone in curious for path in seen]

    assert statuses == {path: [404, 404, 404] for path in hidden}
    assert [text for text in texts if "xyzzy" in text or '"direct"' in text] == []
    assert "xyzzy" in ben.phone.get("/api/chat/search?q=xyzzy").get_data(as_text=True)
