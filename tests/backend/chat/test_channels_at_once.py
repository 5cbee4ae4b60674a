"""What happens when several begin, join, open or answer the same at one moment; each waits in the database alone."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from backend.chat.models import Channel, Chatter, Membership
from backend.chat.queries.standing import here_for
from backend.chat.service import accepting, channels, direct, membership, seasons
from backend.core import db
from backend.core.errors import NotFound
from backend.people.signed_in import Reader
from schemas.words import ChannelState, Role
from tests.factories import a_channel, a_chatter, a_meeting, a_person, a_session

HANDS = 6


def all_at_once(*acts):
    with ThreadPoolExecutor(len(acts)) as hands:
        return [done.result() for done in [hands.submit(act) for act in acts]]


def reader(person, *roles):
    return Reader(person.id, person.name, frozenset(roles), device_id=0)


def doing(verb, *given, **named):
    """The verb in a transaction of its own; None when it was refused."""

    def act():
        try:
            with db.writing() as session:
                return verb(session, *given, **named)
        except NotFound:
            return None

    return act


@pytest.fixture
def people(app):
    return [a_chatter(a_person(f"Person {number}")) for number in range(HANDS)]


def count(model, *where):
    with db.reading() as session:
        return session.scalar(sa.select(sa.func.count(model.id)).where(*where))


def test_all_who_open_a_sessions_channel_at_once_find_the_same(people):
    item = a_session(a_meeting())

    found = all_at_once(*(doing(seasons.of_session, person.id, item.id) for person in people))

    assert (len(set(found)), count(Channel)) == (1, 1)


def test_two_who_write_to_each_other_at_once_have_one_channel(people):
    ada, ben = people[:2]
    acts = [doing(direct.open_with, reader(one), other.id) for one, other in [(ada, ben), (ben, ada)] * 3]

    found = all_at_once(*acts)

    assert (len(set(found)), count(Channel), count(Membership)) == (1, 1, 2)
    with db.reading() as session:
        assert {str(mine.request) for mine in session.scalars(sa.select(Membership))} == {"sent"}


def test_who_comes_and_goes_on_many_phones_is_counted_once(people):
    channel = a_channel()
    acts = [doing(membership.join, reader(person), channel.id) for person in people for _ in range(2)]
    all_at_once(*acts)
    assert (members(channel), count(Membership)) == (HANDS, HANDS)

    all_at_once(*(doing(membership.leave, reader(person), channel.id) for person in people[1:] for _ in range(2)))

    assert (members(channel), count(Membership, Membership.left_at.is_(None))) == (1, 1)


def members(channel):
    with db.reading() as session:
        return session.get_one(Channel, channel.id).members


def test_the_first_answer_to_a_proposal_counts_when_one_says_yes_and_the_other_no(people):
    keepers = [reader(person, Role.MODERATOR) for person in people]
    channel = a_channel(state=ChannelState.PROPOSED, created_by=people[0].id)

    with db.writing() as session:
        here_for(session, keepers[0], channel.id)
    acts = [
        doing(channels.answer, keeper, channel.id, open_it=number % 2 == 0, note="")
        for number, keeper in enumerate(keepers)
    ]
    all_at_once(*acts)

    with db.reading() as session:
        assert session.get_one(Channel, channel.id).state is ChannelState.OPEN


def test_a_person_who_accepts_on_two_phones_is_known_once(app):
    person = a_person()

    all_at_once(*[doing(accepting.accept, person.id, 1)] * HANDS)

    assert count(Chatter) == 1


def test_the_lasting_channels_are_made_once_by_processes_that_start_together(app):
    all_at_once(*[doing(channels.found_lasting)] * HANDS)

    assert count(Channel) == 2
