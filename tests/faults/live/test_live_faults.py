"""Whatever breaks, every phone ends with what a reload shows, and nothing that was acknowledged is missing."""

import subprocess
import time

import pytest

from scripts import places
from tests.faults.live import checker
from tests.socket_phone import SocketPhone

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def grown(serve, postgresql, bell):
    """Two processes on PostgreSQL and Redis behind nginx."""
    return serve(postgresql, processes=2, REDIS_URL=bell.url)


def under_load(place, seconds, *faults, straight=False):
    """Let the writers write and the phones listen while the faults happen, evenly spread; what is to complain of."""
    run = place.run(straight=straight)
    run.start()
    for fault in faults:
        time.sleep(seconds / (len(faults) + 1))
        fault()
    time.sleep(seconds / (len(faults) + 1))
    found = checker.finish(run, place.webs[0].address, place.slug)
    assert sum(outcome == "stored" for writer in run.writers for *_, outcome, _ in writer.tries) > 10
    assert all(len(listener.shown) > 10 for listener in run.listeners)
    return found, run


def test_a_web_process_is_killed_on_sqlite(serve, sqlite, seconds):
    place = serve(sqlite)
    [web] = place.webs

    found, run = under_load(place, seconds, web.kill, web.start, web.kill, web.start)

    assert found == []
    assert min(listener.arrivals for listener in run.listeners) >= 3


def test_one_of_two_web_processes_is_killed(grown, seconds):
    first = grown.webs[0]

    found, _ = under_load(grown, seconds, first.kill, first.start, first.kill, first.start)

    assert found == []


def test_redis_is_gone_for_a_while(grown, bell, seconds):
    found, _ = under_load(grown, seconds, bell.stop, bell.start)

    assert found == []


def test_postgresql_is_restarted(grown, cluster, seconds):
    def restart():
        cluster.end()
        cluster.start()

    found, _ = under_load(grown, seconds, restart)

    assert found == []


def test_bells_are_lost(grown, bell, seconds):
    """Redis cuts off whoever listens, again and again."""

    def cut():
        with bell.client() as client:
            client.client_kill_filter(_type="pubsub")

    found, _ = under_load(grown, seconds, *[cut] * 5, straight=True)

    assert found == []


def test_two_processes_write_one_stream_with_no_bell_between_them(serve, postgresql, seconds):
    place = serve(postgresql, processes=2)

    found, _ = under_load(place, seconds, straight=True)

    assert found == []


def test_a_command_line_writes_while_the_server_runs(grown, seconds):
    web = grown.webs[0]
    phone = SocketPhone(grown.address)
    phone.open(grown.stream)
    programme = places.VAR / "reports" / "live.csv"
    programme.parent.mkdir(parents=True, exist_ok=True)
    programme.write_text("Title,Date,Start Time,Duration\nFrom a shell,2026-01-01,10:00,0:30\n")
    command = ["flask", "--app", "backend.app", "fireside", "import-programme", str(programme), "--meeting", grown.slug]

    subprocess.run(command, cwd=places.ROOT, env=web.environment, check=True, stdout=subprocess.DEVNULL)

    frame = phone.wait_for("changes", seconds=3)
    assert [row["title"] for row in frame["records"]["session"]] == ["From a shell"]
    phone.hang_up()


def test_a_process_is_asked_to_go_under_load(grown, seconds):
    first, took = grown.webs[0], []

    found, _ = under_load(grown, seconds, lambda: took.append(first.stop()), first.start)

    assert found == []
    assert took[0] < 10
    assert "Traceback" not in first.said()


def test_a_phone_that_does_not_read_costs_the_others_nothing(grown, seconds):
    frozen = [SocketPhone(grown.address) for _ in range(5)]
    for phone in frozen:
        phone.open(grown.stream)
        phone.freeze()

    found, run = under_load(grown, seconds)

    assert found == []
    assert max(listener.arrivals for listener in run.listeners) == 1
    for phone in frozen:
        phone.hang_up()
