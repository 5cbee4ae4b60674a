import json

import pytest

from tests.protocol.raw import Poller, WebSocket, request

ORIGINS = ["https://evil.example", "null", "http://localhost.evil.example", "https://localhost", "http://localhost:1"]


def test_long_polling_opens_a_session_and_offers_the_upgrade(served):
    opened = Poller(served).opened

    assert sorted(opened) == ["maxPayload", "pingInterval", "pingTimeout", "sid", "upgrades"]
    assert opened["upgrades"] == ["websocket"]
    assert opened["maxPayload"] == 64 * 1024
    assert (opened["pingInterval"], opened["pingTimeout"]) == (1000, 1000)


def test_a_websocket_opens_a_session_without_polling(served):
    packet = WebSocket(served).packet()

    assert packet[0] == "0"
    assert json.loads(packet[1:])["upgrades"] == []


@pytest.mark.parametrize("query", ["transport=polling", "EIO=3&transport=polling", "EIO=abc&transport=polling"])
def test_another_version_of_the_protocol_is_refused(served, query):
    assert request(served, "GET", query=query)[0] == 400


@pytest.mark.parametrize("query", ["EIO=4", "EIO=4&transport=abc", "EIO=4&transport=polling&transport=websocket"])
def test_a_transport_that_does_not_exist_is_refused(served, query):
    assert request(served, "GET", query=query)[0] == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_a_session_is_opened_by_get_alone(served, method):
    assert request(served, method)[0] == 400


@pytest.mark.parametrize("sid", ["nobody", "x" * 1_000, "..%2F..", "A" * 20])
def test_a_session_that_does_not_exist_is_refused(served, sid):
    assert request(served, "GET", sid=sid)[0] == 400
    assert request(served, "POST", sid=sid, body="40")[0] == 400


def test_scripts_of_other_sites_get_no_answer_they_could_run(served):
    assert request(served, "GET", query="EIO=4&transport=polling&j=0")[0] == 400


@pytest.mark.parametrize("origin", [*ORIGINS, ""])
def test_a_page_of_another_origin_opens_nothing(served, origin):
    assert request(served, "GET", headers={"Origin": origin})[0] == 400
    assert WebSocket(served, headers={"Origin": origin}).status == 400


def test_a_page_of_ours_that_sends_no_origin_is_known_by_what_its_browser_says(served):
    assert request(served, "GET", headers={"Origin": "", "Sec-Fetch-Site": "same-origin"})[0] == 200
    assert request(served, "GET", headers={"Origin": "", "Sec-Fetch-Site": "cross-site"})[0] == 400


def test_a_forwarded_host_is_not_believed(served):
    evil = {"Origin": "https://evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}

    assert request(served, "GET", headers=evil)[0] == 400
    assert WebSocket(served, headers=evil).status == 400


def test_a_name_that_is_not_ours_is_refused_even_when_it_leads_here(served):
    rebound = {"Host": "evil.example", "Origin": "http://evil.example"}

    assert request(served, "GET", headers=rebound)[0] == 400
    assert request(served, "GET", headers={"Host": "["})[0] == 400
    assert WebSocket(served, headers={**rebound, "Origin": served.origin}).status == 400


@pytest.mark.parametrize("change", [{"Sec-WebSocket-Key": "short"}, {"Sec-WebSocket-Version": "8"}])
def test_a_handshake_that_is_not_one_is_refused(served, change):
    assert WebSocket(served, headers=change).status == 400


def test_a_websocket_is_asked_for_as_one(served):
    assert WebSocket(served, headers={"Upgrade": ""}).status == 400
    assert request(served, "GET", headers={"Connection": "Upgrade", "Upgrade": "websocket"})[0] == 400


def test_compression_is_never_accepted(served):
    offered = {"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"}

    assert "permessage-deflate" not in WebSocket(served, headers=offered).head
