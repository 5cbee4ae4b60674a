"""B4: whatever people say of themselves comes back as they typed it, or is refused with the field named."""

import pytest

from tests.factories import a_person
from tests.naughty import is_refused, naughty, tidy
from tests.shared_data import every

LINES = {"name": (120, 2), "affiliation": (160, 0), "headline": (160, 0), "offers": (500, 0), "seeks": (500, 0)}
INTEREST = 40


def fits(text, longest, shortest):
    return not is_refused(text, longest, shortest) or (not shortest and tidy(text) == "")


@pytest.mark.data
@pytest.mark.parametrize("path", every("naughty_strings/blns.json"))
def test_a_profile_of_naughty_texts_is_read_back_as_it_was_typed(sign_in, path):
    phone = sign_in(a_person("Ada Example"))
    for text in naughty(path):
        typed = {field: text for field, bounds in LINES.items() if fits(text, *bounds)}
        typed |= {"interests": [text]} if fits(text, INTEREST, 1) else {}
        if not typed:
            continue
        assert phone.patch("/api/me", json=typed).status_code == 200, text
        me = phone.get("/api/me").json
        told = {field: me[field] for field in typed}
        assert told == {field: [tidy(text)] if field == "interests" else tidy(text) for field in typed}


@pytest.mark.data
@pytest.mark.parametrize("path", every("naughty_strings/blns.json"))
def test_a_name_that_cannot_be_kept_is_refused_and_the_old_one_stays(sign_in, path):
    phone = sign_in(a_person("Ada Example"))
    refused = [text for text in naughty(path) if not fits(text, *LINES["name"])]

    replies = [phone.patch("/api/me", json={"name": text}) for text in refused]

    assert len(refused) > 10
    assert {(reply.status_code, *reply.json["errors"]) for reply in replies} == {(422, "name")}
    assert phone.get("/api/me").json["name"] == "Ada Example"


@pytest.mark.parametrize(
    "name",
    ["\u200b\u200b", "\ufeff\ufeff", "\u2060 \u2060", "\u3164\u3164", "\u0301\u0301", "\u2800 \u2800", "\xad\xad"],
)
def test_a_name_that_nobody_can_see_is_no_name(sign_in, name):
    """S-18"""
    phone = sign_in(a_person(""))

    reply = phone.patch("/api/me", json={"name": name})

    assert (reply.status_code, list(reply.json["errors"])) == (422, ["name"])
    assert phone.get("/api/me").json["name"] == ""


@pytest.mark.parametrize(
    "name", ["\u674e\u660e", "\U0001f525\U0001f525", "Zo\u0308", "\u0645\u0640", "O'B", "\ue000\ue001"]
)
def test_a_name_of_any_letters_is_a_name(sign_in, name):
    assert sign_in(a_person("")).patch("/api/me", json={"name": name}).status_code == 200
