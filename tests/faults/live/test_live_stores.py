"""What stands behind the web processes fails in every way it can: nobody waits, nobody is lied to, all ends well."""

import requests

from tests.faults.live.hog import Hog
from tests.faults.live.load import under_load

BUILD = "tests.faults.live.builds:without_sweep()"
SOON = 4.0  # seconds


def test_redis_is_gone_for_a_while(grown, bell, seconds):
    found, _ = under_load(grown, seconds, bell.stop, bell.start)

    assert found == []


def test_redis_says_nothing_then_forgets_then_chokes_then_is_full(grown, bell, seconds):
    answered = []

    def people_ask_for_codes():
        answered.extend(
            _ask_for_code(web.address, f"{len(answered)}.{n}@example.org") for n, web in enumerate(grown.webs)
        )

    def say_nothing():
        bell.freeze()
        people_ask_for_codes()

    def forget():
        with bell.client() as client:
            client.flushall()
            client.script_flush()
        people_ask_for_codes()

    def choke():
        """More is published than a listener may be behind, so that Redis cuts them all off."""
        with bell.client() as client:
            for channel in client.pubsub_channels():
                client.publish(channel, bytes(33 * 1024 * 1024))

    def be_full():
        with bell.client() as client:
            client.config_set("maxmemory", 1)
        people_ask_for_codes()

    found, _ = under_load(grown, seconds, say_nothing, bell.thaw, forget, choke, be_full)

    assert found == []
    assert answered == [202] * len(answered)


def _ask_for_code(address, email):
    """How a request that counts a limit is answered; it does not wait for Redis."""
    headers = {"Sec-Fetch-Site": "same-origin"}
    return requests.post(f"{address}/api/sign-in", json={"email": email}, headers=headers, timeout=SOON).status_code


def test_bells_are_lost(grown, bell, seconds):
    """Redis cuts off whoever listens, again and again."""

    def cut():
        with bell.client() as client:
            client.client_kill_filter(_type="pubsub")

    found, _ = under_load(grown, seconds, *[cut] * 5, straight=True)

    assert found == []


def test_bells_come_late_out_of_order_and_twice(serve, postgresql, bad_post, seconds):
    place = serve(postgresql, processes=2, app=BUILD, REDIS_URL=bad_post.url)

    found, run = under_load(place, seconds, straight=True)

    assert found == []
    assert [listener.gaps for listener in run.listeners] == [0] * len(run.listeners)
    assert bad_post.overtaken > 10


def test_postgresql_is_restarted_cuts_everybody_off_and_crashes(grown, cluster, seconds):
    def restart():
        cluster.end()
        cluster.start(synchronous_commit="on")  # what is acknowledged has to outlive the crash

    found, run = under_load(grown, seconds, restart, cluster.cut_everybody_off, cluster.crash)

    assert found == []
    assert_writing_goes_on(run)


def test_postgresql_has_no_connection_left(serve, few_connections, cluster, bell, seconds):
    hog = Hog(cluster)
    place = serve(few_connections, processes=2, REDIS_URL=bell.url)
    replies = []

    def take_all():
        hog.take_all()
        replies.extend(_rename(place, web.address) for web in place.webs)

    found, run = under_load(place, seconds, take_all, hog.release)

    assert found == []
    assert_writing_goes_on(run)
    for reply in replies:
        assert (reply.status_code, reply.json()["code"]) == (503, "busy")
        assert int(reply.headers["Retry-After"]) > 0


def _rename(place, address):
    return requests.patch(
        f"{address}/api/sessions/{place.sessions[0]}",
        json={"title": "Never stored"},
        cookies={"fireside": place.token},
        headers={"Sec-Fetch-Site": "same-origin"},
        timeout=10,
    )


def assert_writing_goes_on(run):
    assert [writer.tries[-1][2] for writer in run.writers] == ["stored"] * len(run.writers)
