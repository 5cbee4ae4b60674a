"""Who is in a stream with others sees about how many they are, and who types."""

import pytest

from backend.core.bells import Bells, Listener
from backend.core.door.company import step
from schemas.words import Access
from tests import deployment
from tests.factories import a_channel, a_meeting, a_person, an_organiser

MANY = 8  # connections up to which people are counted at the desk


@pytest.mark.parametrize(
    ("count", "told"), [(0, 0), (1, 1), (5, 5), (9, 5), (19, 10), (499, 200), (500, 500), (9000, 500)]
)
def test_the_number_moves_in_steps_and_stops_at_500(count, told):
    assert step(count) == told


def test_those_who_are_there_are_told_how_many_they_are(desk, dial):
    stream = f"desk:{a_meeting().id}"
    first, second = dial(desk, an_organiser("First")), dial(desk, an_organiser("Second"))
    first.open(stream)
    assert first.wait_for("presence") == {"stream": stream, "people": 1}

    second.open(stream)

    assert first.wait_for("presence", 2) == second.wait_for("presence") == {"stream": stream, "people": 2}
    second.ask("close", {"stream": stream})
    assert first.wait_for("presence", 3) == {"stream": stream, "people": 1}


def test_somebody_with_two_phones_is_one_person(desk, dial):
    stream, owner = f"desk:{a_meeting().id}", an_organiser("Owner")
    phone, laptop, other = dial(desk, owner), dial(desk, owner), dial(desk, an_organiser("Other"))
    for one, told in ((phone, 1), (laptop, 1), (other, 2)):
        one.open(stream)
        assert one.wait_for("presence") == {"stream": stream, "people": told}

    laptop.ask("close", {"stream": stream})
    assert phone.wait_for("presence", 2) == {"stream": stream, "people": 2}
    phone.hang_up()

    assert other.wait_for("presence", 2) == {"stream": stream, "people": 1}


def test_visitors_count_by_their_connections_since_nobody_knows_them(server, connect):
    stream = f"channel:{a_channel(access=Access.OPEN).id}"
    for told in (1, 2, 3):
        visitor = connect()
        visitor.open(stream)
        assert visitor.wait_for("presence") == {"stream": stream, "people": told}


def test_where_many_hear_their_connections_are_told_as_they_are(desk, dial):
    stream, first, second = f"desk:{a_meeting().id}", an_organiser("First"), an_organiser("Second")
    phones = [dial(desk, person) for person in [first] * 5 + [second] * 4]
    for phone in phones[:MANY]:
        phone.open(stream)
        phone.wait_for("presence")
    assert people(phones[MANY - 1]) == 2

    phones[MANY].open(stream)

    assert phones[0].wait_for("presence", 3) == {"stream": stream, "people": step(MANY + 1)}
    phones[MANY].ask("close", {"stream": stream})
    assert phones[0].wait_for("presence", 4) == {"stream": stream, "people": 2}


def test_who_types_is_told_to_those_who_are_there_once_in_a_while(desk, dial):
    stream, typist = f"desk:{a_meeting().id}", an_organiser("Typist")
    first, second = dial(desk, typist), dial(desk, an_organiser("Second"))
    for phone in (first, second):
        phone.open(stream)

    for _ in range(3):
        first.say("typing", {"stream": stream})

    assert second.wait_for("typing") == {"stream": stream, "person": typist.id}
    second.ask("close", {"stream": stream})
    assert len(second.all("typing")) == 1


def test_nobody_is_told_of_company_where_there_is_none(server, connect):
    stream = f"meeting:{a_meeting().id}"
    first, second = connect(an_organiser("First")), connect()
    for phone in (first, second):
        phone.open(stream)

    first.say("typing", {"stream": stream})
    first.ask("close", {"stream": stream})

    assert [name for name, _ in second.heard] == []


@pytest.fixture
def neighbour(app, bell):
    """A process of the same deployment, as the others hear it."""
    bells = Bells(bell.url)
    bells.start(Listener(lambda _: None, lambda _: None, lambda: None))
    deployment.until(bells.hears)
    yield bells
    bells.stop()


def people(phone):
    """What the phone was told last."""
    return phone.all("presence")[-1]["people"] if phone.all("presence") else None


def test_those_at_another_process_are_counted_and_those_of_a_dead_one_forgotten(start_desk, dial):
    stream, here, there = f"desk:{a_meeting().id}", start_desk(), start_desk()
    first, second = dial(here.address, an_organiser("First")), dial(there.address, an_organiser("Second"))
    third = dial(there.address, an_organiser("Third"))
    for number, phone in enumerate((first, second, third), 1):
        phone.open(stream)
        first.until(lambda number=number: people(first) == number)
    assert (people(second), people(third)) == (3, 3)

    third.ask("close", {"stream": stream})
    first.until(lambda: people(first) == 2)
    there.kill()

    first.until(lambda: people(first) == 1)


def test_a_process_that_begins_later_learns_how_many_there_are(start_desk, dial):
    stream, here = f"desk:{a_meeting().id}", start_desk()
    dial(here.address, an_organiser("First")).open(stream)

    later = dial(start_desk().address, an_organiser("Later"))
    later.open(stream)

    later.until(lambda: people(later) == 2)


def test_who_types_at_one_process_is_told_at_the_other_to_those_who_hear_the_stream(start_desk, dial):
    meeting, typist, here, there = a_meeting(), an_organiser("Typist"), start_desk(), start_desk()
    stream = f"desk:{meeting.id}"
    first, second = dial(here.address, typist), dial(there.address, an_organiser("Second"))
    outsider = dial(there.address, a_person("Outsider"))
    assert not outsider.open(stream)["ok"]
    outsider.open(f"meeting:{meeting.id}")
    for phone in (first, second):
        phone.open(stream)

    for _ in range(3):
        first.say("typing", {"stream": stream})
    outsider.say("typing", {"stream": stream})

    assert second.wait_for("typing") == {"stream": stream, "person": typist.id}
    first.ask("close", {"stream": stream})
    second.until(lambda: people(second) == 1)
    assert (len(second.all("typing")), outsider.all("typing")) == (1, [])


def test_nobody_is_told_who_types_where_there_are_more_than_500_in_all(start_desk, neighbour, dial):
    stream, desk, typist = f"desk:{a_meeting().id}", start_desk(), an_organiser("Typist")
    first, second = dial(desk.address, typist), dial(desk.address, an_organiser("Second"))
    for phone in (first, second):
        phone.open(stream)
    neighbour.count(stream, 500)
    second.until(lambda: people(second) == 500)

    first.say("typing", {"stream": stream})
    first.ask("close", {"stream": "meeting:1"})
    neighbour.type(stream, typist.id + 1)
    deployment.until(lambda: not neighbour._waiting.typing)
    neighbour.count(stream, 0)
    second.until(lambda: people(second) == 2)
    neighbour.type(stream, typist.id + 2)

    assert second.wait_for("typing") == {"stream": stream, "person": typist.id + 2}
    assert first.ask("close", {"stream": stream}) == {"ok": True}
    assert len(second.all("typing")) == 1


def test_nobody_is_told_of_company_at_another_process_where_there_is_none(start_desk, neighbour, dial):
    meeting, desk = a_meeting(), start_desk()
    phone = dial(desk.address, an_organiser())
    for stream in (f"meeting:{meeting.id}", f"desk:{meeting.id}"):
        phone.open(stream)

    for stream in (f"meeting:{meeting.id}", f"desk:{meeting.id}"):
        neighbour.count(stream, 2)
        neighbour.type(stream, 1)

    phone.until(lambda: people(phone) == 3)
    assert {said["stream"] for _, said in phone.heard} == {f"desk:{meeting.id}"}
