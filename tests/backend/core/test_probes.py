"""What a supervisor and Prometheus may ask, and who is told the numbers."""

from backend.core.probes import Probes


def test_a_process_that_serves_is_healthy(visitor):
    assert visitor.get("/healthz").status_code == 200


def test_a_process_whose_dispatcher_does_not_run_is_not_ready(visitor):
    reply = visitor.get("/readyz")

    assert (reply.status_code, reply.json) == (503, {"ready": False, "missing": ["dispatcher"]})


def test_the_probes_answer_whatever_name_they_are_called_by(visitor):
    assert visitor.get("/healthz", headers={"Host": "10.0.0.7:8000"}).status_code == 200


def test_the_numbers_are_told_on_this_machine(visitor):
    visitor.get("/api/meetings")

    reply = visitor.get("/metrics")

    assert reply.status_code == 200
    assert 'route="/api/meetings",status="200"' in reply.text


def test_the_numbers_are_told_to_nobody_else(visitor):
    """S-81."""
    elsewhere = visitor.get("/metrics", environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    through_a_proxy = visitor.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"})

    assert (elsewhere.status_code, through_a_proxy.status_code) == (404, 404)


def test_who_has_the_token_is_told_the_numbers(app):
    probes = Probes(app.wsgi_app, {}, token="a-token-of-some-length")

    def ask(token):
        environ = {"PATH_INFO": "/metrics", "REQUEST_METHOD": "GET", "REMOTE_ADDR": "192.0.2.7"}
        said = []
        probes(environ | {"HTTP_AUTHORIZATION": f"Bearer {token}"}, lambda status, _: said.append(status))
        return said

    assert ask("a-token-of-some-length") == ["200 OK"]
    assert ask("another") == ask("") == ["404 Not Found"]
