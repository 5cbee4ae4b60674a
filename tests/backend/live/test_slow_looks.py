"""While the database takes its time over who is signed in, nobody slips through and nobody is left behind."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from types import SimpleNamespace
from urllib.parse import urlsplit

import requests

from tests.factories import a_device, a_person
from tests.protocol.raw import Poller, eventually
from tests.served import SLOW_LOOK

KNOWN = re.compile(r"^fireside_sockets_known (\d+)", re.MULTILINE)


def known(address):
    """How many sockets the door counts."""
    return int(float(KNOWN.search(requests.get(f"{address}/metrics", timeout=5).text)[1]))


def test_who_hangs_up_while_their_cookie_is_looked_up_is_not_counted_for_ever(slow):
    served = SimpleNamespace(port=urlsplit(slow).port, origin=slow)
    for _ in range(5):
        poller = Poller(served)
        with ThreadPoolExecutor() as pool:
            pool.submit(poller.post, "40")
            time.sleep(SLOW_LOOK / 8)
            poller.post("1")
    time.sleep(2 * SLOW_LOOK)

    assert eventually(lambda: known(slow) == 0)


def test_a_session_that_has_ended_opens_nothing_while_it_is_looked_at(slow, dial):
    person = a_person()
    token = a_device(person)
    phone = dial(slow, token=token)

    headers = {"Origin": slow}
    requests.post(f"{slow}/api/sign-out", cookies={"fireside": token}, headers=headers, timeout=10).raise_for_status()
    time.sleep(SLOW_LOOK / 4)  # the look is under way

    answers = []
    with suppress(AssertionError):  # it is closed, perhaps before it is answered
        answers.append(phone.ask("open", {"stream": f"me:{person.id}", "since": 0}, seconds=2))
    assert phone.closed.wait(2)
    assert [answer["ok"] for answer in answers] in ([], [False])
