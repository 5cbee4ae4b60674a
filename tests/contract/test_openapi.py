"""The committed contract is what the doors say."""

from backend import contract


def test_openapi_json_is_what_the_doors_say():
    assert contract.PATH.read_text(encoding="utf-8") == contract.openapi()
