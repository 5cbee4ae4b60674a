"""Several processes are one installation: each says whether it hears the others, and all know what one was told."""

import json
import threading

import requests

from tests import deployment
from tests.socket_phone import SocketPhone


def test_a_process_that_hears_no_bell_is_not_ready_until_it_hears_again(serve, postgresql, bell):
    place = serve(postgresql, REDIS_URL=bell.url)

    def missing():
        return requests.get(f"{place.address}/readyz", timeout=5).json()["missing"]

    bell.stop()
    deployment.until(lambda: missing() == ["bells"])
    bell.start()
    deployment.until(lambda: missing() == [])


def test_who_signs_out_at_one_process_is_put_out_at_the_other(serve, postgresql, bell):
    place = serve(postgresql, processes=2, REDIS_URL=bell.url)
    here, there = place.webs
    phone = SocketPhone(there.address, token=place.token, origin=place.address)
    phone.open(f"me:{place.organiser}")

    requests.post(
        f"{here.address}/api/sign-out",
        cookies={"fireside": place.token},
        headers={"Sec-Fetch-Site": "same-origin"},
        timeout=5,
    ).raise_for_status()

    assert phone.closed.wait(2)
    assert phone.all("out") == [{"stream": f"me:{place.organiser}", "code": "signed_out"}]
    phone.hang_up()


def test_a_phone_on_long_polling_comes_back_to_the_process_that_knows_it(serve, postgresql, bell):
    place = serve(postgresql, processes=2, REDIS_URL=bell.url)
    for _ in range(10):
        with requests.Session() as phone:
            phone.headers["Origin"] = place.address
            address = f"{place.address}/socket.io/?EIO=4&transport=polling"
            opened = phone.get(address, timeout=5)
            address += f"&sid={json.loads(opened.text[1:])['sid']}"
            assert phone.post(address, data="40", timeout=5).text == "ok"
            assert phone.get(address, timeout=5).text.startswith("40")
            said = json.dumps(["open", {"stream": place.stream, "since": 0}])
            assert phone.post(address, data=f"421{said}", timeout=5).text == "ok"
            assert phone.get(address, timeout=5).text.startswith('431[{"ok":true')


def test_what_the_process_counts_is_told(serve, sqlite):
    place = serve(sqlite)
    run = place.run(listeners=2)
    run.start()
    stop = threading.Timer(2, run.stop_writing)
    stop.start()
    stop.join()
    run.stop_writing()
    numbers = requests.get(f"{place.address}/metrics", timeout=5).text
    run.stop_listening()

    assert 'fireside_feed_catch_ups_total{how="read"}' in numbers
    assert float(numbers.split("\nfireside_feed_frames_total ")[1].split("\n")[0]) > 3
