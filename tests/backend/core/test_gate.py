"""What every request passes: a known host, safe headers, no word of our inside."""

import pytest
from flask import Flask

from backend.core import gate
from backend.settings import Settings


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:8000", "localhost:8000@evil.example"])
def test_a_foreign_host_name_is_refused(visitor, host):
    """S-22."""
    assert visitor.get("/api/meetings", headers={"Host": host}).status_code == 400


def test_a_forwarded_host_is_not_believed(visitor):
    """S-21."""
    reply = visitor.post(
        "/api/meetings", json={}, headers={"X-Forwarded-Host": "evil.example", "Origin": "https://evil.example"}
    )

    assert reply.status_code == 403


@pytest.mark.parametrize("address", ["/api/meetings", "/api/nowhere", "/.git/config", "/nowhere"])
def test_every_answer_carries_the_safe_headers(visitor, address):
    """S-52."""
    headers = visitor.get(address).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"] == "camera=(self), geolocation=(), microphone=()"
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert "unsafe" not in policy["script-src"] + policy["default-src"]
    assert (policy["frame-ancestors"], policy["object-src"], policy["base-uri"]) == ("'none'", "'none'", "'none'")


def test_a_site_under_tls_asks_for_tls_from_then_on():
    """S-52."""
    inner = Flask("inner")
    inner.wsgi_app = gate.safe_headers(inner.wsgi_app, https=True)

    assert "max-age" in inner.test_client().get("/").headers["Strict-Transport-Security"]


@pytest.mark.parametrize("address", ["/.git/config", "/.env", "/admin", "/index.html.bak", "/wsgi.py"])
def test_what_is_not_for_the_public_is_not_there(visitor, address):
    """S-81."""
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize("method", ["TRACE", "PROPFIND", "CONNECT"])
def test_methods_nobody_needs_are_refused(visitor, method):
    """S-82."""
    reply = visitor.open("/api/meetings", method=method)

    assert reply.status_code == 405
    assert "GET" in reply.headers["Allow"]


def test_a_fault_says_its_number_and_nothing_of_our_inside(settings: Settings, capsys):
    """S-80."""
    from backend.core import logs, problems

    app = Flask("broken")
    logs.configure(production=True)
    problems.register(app)
    gate.guard(app, settings)
    app.add_url_rule("/", view_func=lambda: 1 // 0)

    reply = app.test_client().get("/", base_url=settings.public_url)

    assert (reply.status_code, reply.json["code"]) == (500, "broken")
    assert "ZeroDivision" not in reply.text
    assert reply.json["request_id"] in capsys.readouterr().out


def test_a_log_line_holds_no_query_and_no_line_breaks_of_the_sender(visitor, capsys):
    """S-85."""
    visitor.get("/api/meetings/2026/search", query_string={"q": "canary\nforged line"})

    assert "canary" not in capsys.readouterr().out
