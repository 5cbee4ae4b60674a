"""Look-ups that are asked at once share one query."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.core.together import Together

MANY = 12

AT_ONCE = f"""
from gevent import monkey
monkey.patch_all()
import gevent
from backend.core.together import Together

looks = []

def look(keys):
    looks.append(keys)
    gevent.sleep(0.01)
    return {{key: key for key in keys}}

together = Together(look)
asking = [gevent.spawn(together.find, key) for key in range({MANY})]
gevent.joinall(asking, raise_error=True)
print([one.value for one in asking], len(looks))
"""


def asked_at_once(find, keys):
    """Everybody asks in the same moment; what each was told."""
    start = threading.Barrier(len(keys))

    def ask(key):
        start.wait()
        return find(key)

    with ThreadPoolExecutor(len(keys)) as crowd:
        return list(crowd.map(ask, keys))


def test_everybody_gets_the_value_of_their_own_key():
    together = Together(lambda keys: {key: key * 10 for key in keys if key % 2})

    told = asked_at_once(together.find, range(MANY))

    assert told == [key * 10 if key % 2 else None for key in range(MANY)]


def test_who_asks_while_a_look_is_under_way_is_looked_up_anew():
    looks, under_way, go_on = [], threading.Event(), threading.Event()

    def look(keys):
        looks.append(set(keys))
        if len(looks) == 1:
            under_way.set()
            go_on.wait(5)
        return dict.fromkeys(keys, "found")

    together = Together(look)
    with ThreadPoolExecutor(2) as crowd:
        first = crowd.submit(together.find, "a")
        under_way.wait(5)
        second = crowd.submit(together.find, "a")
        assert second.result(5) == "found"
        go_on.set()
        assert first.result(5) == "found"

    assert looks == [{"a"}, {"a"}]


def test_a_look_that_fails_is_told_to_who_looked_and_the_others_look_again():
    failures = iter([OSError("gone")])

    def look(keys):
        for failure in failures:
            raise failure
        return dict.fromkeys(keys, "found")

    together = Together(look)
    with pytest.raises(OSError, match="gone"):
        together.find("a")

    assert together.find("a") == "found"


def test_greenlets_that_ask_at_once_are_answered_by_one_look():
    told = subprocess.run([sys.executable, "-c", AT_ONCE], capture_output=True, text=True, check=True)

    assert told.stdout == f"{list(range(MANY))} 1\n"
