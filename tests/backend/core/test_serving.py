"""Those who want the same are served together, and none of them at another's cost."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.core import db
from backend.core.errors import Busy, NotAllowed, NotFound, Refusal
from backend.core.feed import Stream
from backend.core.serving import Serving

MANY = 12

IN_ONE_PROCESS = """
from gevent import monkey
monkey.patch_all()
import sys
import gevent
import sqlalchemy as sa
from backend.core import db
from backend.core.serving import Serving

db.bind(sys.argv[1])
with db.engine().begin() as connection:
    connection.execute(sa.text("CREATE TABLE kept (name TEXT)"))
commits = []
sa.event.listen(db.engine(), "commit", commits.append)

def keep(session, name):
    session.execute(sa.text("INSERT INTO kept VALUES (:name)"), {"name": name})
    return name

def each(session, about, names):
    return [keep(session, name) for name in names]

serving = Serving("matter", each, lambda session, about, name: keep(session, name + " alone"))

def kept():
    with db.reading() as session:
        return session.scalars(sa.text("SELECT name FROM kept ORDER BY name")).all()
"""

AT_ONCE = f"""{IN_ONE_PROCESS}
asking = [gevent.spawn(serving.ask, 1, str(number)) for number in range(40)]
gevent.joinall(asking, raise_error=True)
print([one.value for one in asking] == [str(number) for number in range(40)], len(kept()), len(commits))
"""

ENDED = f"""{IN_ONE_PROCESS}
def hold():
    with db.writing() as session:
        keep(session, "held")
        gevent.sleep(0.03)

holding = gevent.spawn(hold)
gevent.sleep(0.005)
first, second = gevent.spawn(serving.ask, 1, "first"), gevent.spawn(serving.ask, 1, "second")
gevent.sleep(0.005)
first.kill()
gevent.joinall([holding, second], timeout=5, raise_error=True)
print(second.value, kept())
"""


def count(session, by=1):
    stream = session.get(Stream, "count:1", with_for_update=True)
    stream.head += by
    session.flush()
    return stream.head


def counted():
    with db.reading() as session:
        return session.get(Stream, "count:1").head


def alone(session, _about, ask):
    if isinstance(ask, Exception):
        raise ask
    return "alone", count(session)


def each(session, _about, asks):
    """Counts every ask; what is an exception already is this one's refusal, or fails them all."""
    answers = []
    for ask in asks:
        if isinstance(ask, Exception) and not isinstance(ask, Refusal):
            raise ask
        answers.append(ask if ask is None or isinstance(ask, Refusal) else (ask, count(session)))
    return answers


@pytest.fixture
def counter(app):
    with db.writing() as session:
        session.add(Stream(name="count:1", head=0))


def all_at_once(serving, asks):
    """What each is told or refused; all have come by the time the first is served."""

    def ask(one):
        try:
            return serving.ask(1, one)
        except (OSError, Refusal) as refusal:
            return refusal

    with ThreadPoolExecutor(len(asks)) as crowd:
        with db.writing(hot="matter:1"):
            first = crowd.submit(ask, asks[0])
            while 1 not in serving._gathering:
                threading.Event().wait(0.001)
            others = [crowd.submit(ask, one) for one in asks[1:]]
            while len(serving._gathering[1].asks) < len(asks):
                threading.Event().wait(0.001)
        return [one.result(30) for one in (first, *others)]


def test_those_who_come_together_are_answered_each_in_their_place(counter):
    told = all_at_once(Serving("matter", each, alone), list(range(MANY)))

    assert [ask for ask, _ in told] == list(range(MANY))
    assert {number for _, number in told} == set(range(1, MANY + 1))
    assert counted() == MANY


def test_a_refusal_is_its_own_and_who_must_go_alone_does(counter):
    refusal = NotAllowed()

    told = all_at_once(Serving("matter", each, alone), ["ada", refusal, None, "ben"])

    assert told[0][0] == "ada"
    assert told[1] is refusal
    assert told[2] == ("alone", 3)
    assert told[3][0] == "ben"
    assert counted() == 3


def test_when_serving_fails_nothing_is_kept_of_it_and_everybody_goes_alone(counter):
    failure = OSError("gone")

    told = all_at_once(Serving("matter", each, alone), ["ada", "ben", failure, "cleo"])

    assert [told[0][0], told[1][0], told[2], told[3][0]] == ["alone", "alone", failure, "alone"]
    assert counted() == 3


@pytest.mark.parametrize("refusal", [Busy(), NotFound()])
def test_what_refuses_them_all_is_told_to_each(counter, refusal):
    def refuse(_session, _about, _asks):
        raise refusal

    told = all_at_once(Serving("matter", refuse, alone), list(range(MANY)))

    assert told == [refusal] * MANY
    assert counted() == 0


def run(script, tmp_path):
    command = [sys.executable, "-c", script, f"sqlite:///{tmp_path}/kept.db"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_greenlets_that_ask_at_once_share_transactions(tmp_path):
    right, kept, commits = run(AT_ONCE, tmp_path).split()

    assert (right, kept) == ("True", "40")
    assert int(commits) < 10


def test_who_is_ended_before_serving_leaves_nobody_waiting(tmp_path):
    assert run(ENDED, tmp_path) == "second alone ['held', 'second alone']\n"
