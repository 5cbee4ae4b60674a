"""B2: whatever is said on the socket is answered with what is wrong with it, or ends that socket and no other.

`--fuzz 20000` says that many things, other ones each time; without it a few hundred, always the same.
"""

import json
import os
import random
from collections import Counter
from itertools import cycle, islice
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from schemas.words import Role
from tests.backend.live.odd_events import cases, is_right
from tests.backend.live.test_open import organise
from tests.factories import a_device, a_meeting, a_person
from tests.protocol.raw import Gone, phone

FEW = 400
SETTLED = 0.25  # of all that is said; from there on the server grows no more
EVENTS = 18  # a socket may say twenty at once
END = 7
MB = 1024 * 1024
LARGEST_LOG = 20_000


@pytest.mark.skipif(os.environ.get("FANOUT") == "stock", reason="there a client may say connect and disconnect")
@pytest.mark.timeout(900)
def test_whatever_is_said_is_answered_or_ends_that_socket_alone(watched, dial, pytestconfig):
    count = pytestconfig.getoption("--fuzz") or FEW
    seed = random.SystemRandom().randrange(10**9) if pytestconfig.getoption("--fuzz") else 0
    who = Crowd()
    bystander = dial(watched.address)
    bystander.open(who.meeting)
    said = cases(seed, count, who.streams)
    talk = Talk(watched.address, who, f"--fuzz, seed {seed}")

    talk.go_through(islice(said, int(count * SETTLED)))
    settled = watched.resident()
    first = organise(watched.address, who.token, who.slug, name="Half way")
    talk.go_through(said)
    last = organise(watched.address, who.token, who.slug, name="The end")

    heard = [bystander.wait_for("changes", number) for number in (1, 2)]
    assert [frame["head"] for frame in heard] == [first["rev"], last["rev"]]
    assert not bystander.closed.is_set()
    assert watched.resident() - settled < 10 * MB
    assert watched.faults() == []
    assert watched.log.stat().st_size < LARGEST_LOG
    assert talk.outcomes.total() == count
    assert set(talk.outcomes) == {"answered", "refused", "passed over", "closed"}


class Crowd:
    """A visitor, a member and an organiser, and what each of them may hear."""

    def __init__(self) -> None:
        meeting, member, organiser = a_meeting(), a_person(), a_person("Olga", Role.ORGANISER)
        self.meeting, self.slug, self.token = f"meeting:{meeting.id}", meeting.slug, a_device(organiser)
        desk, *own = f"desk:{meeting.id}", f"me:{member.id}", f"me:{organiser.id}"
        self.streams = [self.meeting, desk, *own, "meeting:999999", f"me:{organiser.id + 1}"]
        self.people = [
            ("", [self.meeting]),
            (a_device(member), [self.meeting, own[0]]),
            (self.token, [self.meeting, own[1], desk]),
        ]


class Talk:
    """Says everything, by one person after the other, each on a socket of their own."""

    def __init__(self, address, crowd, seed):
        self._served = SimpleNamespace(port=urlsplit(address).port, origin=address)
        self._crowd, self._seed = crowd, seed
        self.outcomes = Counter()

    def go_through(self, said):
        for token, mine in cycle(self._crowd.people):
            with phone(self._served, headers={"Cookie": f"fireside={token}"} if token else None) as socket:
                if not self._says_all_it_may(socket, mine, said):
                    return

    def _says_all_it_may(self, socket, mine, said):
        """Until the socket has said enough or is closed; False when there is nothing more to say."""
        left = EVENTS
        while left > 0:
            case = next(said, None)
            if case is None:
                return False
            left -= case.times + 1
            right = is_right(case, mine)
            try:
                answers = self._ask(socket, case)
            except Gone:
                assert right is not True, f"{self._seed}: closed after {case.packet[:300]}"
                self.outcomes["closed"] += 1
                return True
            self.outcomes[self._outcome(case, answers, right)] += 1
        return True

    def _ask(self, socket, case):
        """What is answered, up to the answer to something that is surely right."""
        for _ in range(case.times):
            socket.send(case.packet)
        socket.send(f'42{END}["close",{{"stream":"{self._crowd.meeting}"}}]')
        answers = []
        while not (packet := socket.packet()).startswith(f"43{END}["):
            answers.append(packet)
        assert packet == f'43{END}[{{"ok":true}}]', packet
        return [packet for packet in answers if packet.startswith("43")]

    def _outcome(self, case, answers, right):
        """What became of it, which is what should."""
        told = f"{self._seed}: {case.packet[:300]} is answered {answers}"
        if case.event not in {"open", "close"} or case.number is None:
            assert all(answer == f"43{case.number}[]" for answer in answers), told
            return "passed over"
        assert len(answers) == case.times, told
        for answer in answers:
            [body] = json.loads(answer.removeprefix(f"43{case.number}"))
            assert right is None or body["ok"] is right, told
            assert body["ok"] or 400 <= body["problem"]["status"] < 500, told
        return "answered" if body["ok"] else "refused"
