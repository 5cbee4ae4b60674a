"""Who is in a stream with others sees about how many they are, and who types."""

import pytest

from backend.core.door.company import step
from tests.factories import a_meeting, an_organiser


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
