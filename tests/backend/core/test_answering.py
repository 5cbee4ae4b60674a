"""Every refusal has one shape."""


def test_an_unknown_address_is_a_problem_in_words(visitor):
    reply = visitor.get("/api/nowhere")

    assert reply.status_code == 404
    assert reply.content_type == "application/problem+json"
    assert reply.json["code"] == "not_found"
    assert reply.json["request_id"] == reply.headers["X-Request-Id"]


def test_a_method_that_a_door_does_not_take_is_told_which_it_takes(visitor):
    reply = visitor.put("/api/meetings", json={})

    assert (reply.status_code, reply.json["code"]) == (405, "method_not_allowed")
    assert "GET" in reply.headers["Allow"]


def test_a_body_that_is_not_called_json_is_refused(sign_in):
    from tests.factories import an_organiser

    reply = sign_in(an_organiser()).post("/api/meetings", data="{}", content_type="text/plain")

    assert (reply.status_code, reply.json["code"]) == (415, "unsupported_type")
