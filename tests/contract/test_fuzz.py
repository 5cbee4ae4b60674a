"""B1: whatever the contract allows a client to send, and what it does not, is answered as the contract says.

`--fuzz 500` tries that many requests at each door, other ones each time; without it a few, always the same.
"""

import json
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from backend import contract
from schemas.words import Role
from tests.factories import a_meeting, a_panel, a_person, a_room, a_session, a_speaker, a_track
from tests.phone import ORIGIN

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
WHO = [(), (Role.ORGANISER,)]  # and nobody
HERE = {"slug": "2026", "subject": "session", "role": "moderator"}
HEADERS = {"Origin": ORIGIN, "Accept-Encoding": "identity"}
FEW = 5


def _schema() -> Any:
    """The contract without its catch-all, so that an answer counts only where it is named."""
    spec = json.loads(contract.PATH.read_text(encoding="utf-8"))
    for operations in spec["paths"].values():
        for operation in operations.values():
            if isinstance(operation, dict):
                operation.get("responses", {}).pop("default", None)
    return schemathesis.openapi.from_dict(spec)


SCHEMA = _schema()
DOORS = {
    f"{door.method.upper()} {door.path}": door
    for door in (found.ok() for found in SCHEMA.get_all_operations())
    if not door.path.startswith("/api/demo/")
}


@pytest.fixture
def people(sign_in):
    """A little of everything is there; the cookies of who is asking."""
    meeting = a_meeting()
    room, track, speaker = a_room(meeting), a_track(meeting), a_speaker(meeting)
    a_session(meeting, room=room, track_id=track.id, speaker_ids=[speaker.id])
    a_panel(meeting, starts_in=timedelta(minutes=5))
    signed_in = (sign_in(a_person("Faye Fuzzer", *roles)) for roles in WHO)
    return [{}, *({"fireside": phone.get_cookie("fireside").value} for phone in signed_in)]


@pytest.mark.parametrize("door", DOORS)
def test_every_door_answers_as_the_contract_says(door, people, app, pytestconfig):
    wanted = pytestconfig.getoption("--fuzz")

    @settings(
        max_examples=wanted or FEW,
        derandomize=not wanted,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=st.one_of(DOORS[door].as_strategy(generation_mode=mode) for mode in GenerationMode),
        here=st.booleans(),
    )
    def ask(cookies, case, here):
        if here:
            case.path_parameters = {name: HERE.get(name, "1") for name in case.path_parameters or {}}
        case.cookies = cookies
        case.call_and_validate(base_url=ORIGIN, app=app, headers=HEADERS, checks=CHECKS)

    for cookies in people:
        ask(cookies)
