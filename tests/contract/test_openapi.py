"""The committed contract is what the doors and the feed say."""

import json
from typing import get_args, get_type_hints

from backend import contract, tables
from backend.core import feed
from backend.core.feed import Record

SHOWN_AS = {"Shown": "Message", "Waiting": "Held"}  # with its author, and what hangs on it


def records(sort) -> dict:
    """The records of a sort of stream, as the socket's contract has them."""
    shapes = json.loads(contract.SOCKET_PATH.read_text(encoding="utf-8"))["components"]["schemas"]
    return shapes[f"{sort.title()}Records"]["properties"]


def test_openapi_json_is_what_the_doors_say():
    assert contract.PATH.read_text(encoding="utf-8") == contract.openapi()


def test_asyncapi_json_is_what_the_feed_says():
    assert contract.SOCKET_PATH.read_text(encoding="utf-8") == contract.asyncapi()


def test_every_record_is_carried_by_a_stream():
    assert tables.ALL
    told = {
        get_args(get_type_hints(kind.changed)["return"])[0]
        for sort in feed.sorts()
        for kind in feed.kinds(sort).values()
    }

    names = {SHOWN_AS.get(table.__name__, table.__name__) for table in told}
    assert {table.__name__ for table in Record.__subclasses__()} == names


def test_every_record_that_a_stream_carries_is_in_the_contract_of_the_socket():
    assert {sort: sorted(records(sort)) for sort in feed.sorts()} == {
        sort: sorted(feed.kinds(sort)) for sort in feed.sorts()
    }


def test_every_stream_that_carries_records_says_who_may_open_it():
    assert sorted(feed.sorts()) == sorted(feed._kinds)
