"""Every refusal has one shape, and every answer the safe headers."""

import pytest


def test_an_unknown_address_is_a_problem_in_words(visitor):
    reply = visitor.get("/api/nowhere")

    assert reply.status_code == 404
    assert reply.content_type == "application/problem+json"
    assert reply.json["code"] == "not_found"
    assert reply.json["request_id"] == reply.headers["X-Request-Id"]


def test_every_answer_carries_the_safe_headers(visitor):
    reply = visitor.get("/api/openapi.json")

    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert "script-src 'self'" in reply.headers["Content-Security-Policy"]


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:8000"])
def test_a_foreign_host_name_is_refused(visitor, host):
    reply = visitor.get("/api/openapi.json", headers={"Host": host})

    assert reply.status_code == 400
