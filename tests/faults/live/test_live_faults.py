"""Whatever breaks, every phone ends with what a reload shows, and nothing that was acknowledged is missing."""

import subprocess

from scripts import places
from tests.faults.live.load import as_should_be, under_load
from tests.faults.live.tunnel import Tunnel
from tests.socket_phone import SocketPhone


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


def test_a_phones_network_goes_without_a_word_and_comes_back(grown, seconds):
    tunnel = Tunnel(grown.address)
    run, behind = grown.run(), grown.run_at([tunnel.address], writers=0, listeners=3)
    run.writers[0].addresses = [tunnel.address]
    run.listeners += behind.listeners

    found = as_should_be(grown, run, seconds, tunnel.go_away, tunnel.come_back)
    tunnel.close()

    assert found == []
    assert tunnel.cut >= len(behind.listeners)
    assert min(listener.arrivals for listener in behind.listeners) >= 2
    assert max(listener.arrivals for listener in run.listeners if listener not in behind.listeners) == 1


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
