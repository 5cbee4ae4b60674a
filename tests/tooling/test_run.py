import socket
import stat
import subprocess

import pytest

from scripts import places, run

OURS = ("HOST", "PORT", "PUBLIC_URL", "SECRET_KEY", "FIRESIDE_DEMO", "FIRESIDE_ENV", "MAIL_URL")


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    """A checkout in which nothing was ever run, and an environment that says nothing."""
    for name in OURS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(run, "RECORD", tmp_path / ".env")
    monkeypatch.setattr(run, "DATABASE", tmp_path / "var" / "fireside.db")
    monkeypatch.setattr(places, "ROOT", tmp_path)
    return tmp_path


def test_the_first_run_is_a_demo_on_this_machine_with_a_secret_of_its_own(fresh):
    run.write_record()
    settings = run.read_settings()

    assert settings["FIRESIDE_DEMO"] == "1"
    assert settings["PUBLIC_URL"] == "http://127.0.0.1:8000"
    assert len(settings["SECRET_KEY"]) >= 64
    assert stat.S_IMODE((fresh / ".env").stat().st_mode) == 0o600


def test_two_machines_never_share_a_secret(fresh):
    run.write_record()
    first = run.read_settings()["SECRET_KEY"]
    run.RECORD.unlink()
    run.write_record()

    assert run.read_settings()["SECRET_KEY"] != first


def test_a_database_that_is_there_already_is_no_demo(fresh):
    run.DATABASE.parent.mkdir()
    run.DATABASE.touch()
    run.write_record()

    assert run.read_settings()["FIRESIDE_DEMO"] == "0"


def test_another_port_is_another_address(fresh, monkeypatch):
    run.write_record()
    monkeypatch.setenv("PORT", "8123")

    assert run.read_settings()["PUBLIC_URL"] == "http://127.0.0.1:8123"


def test_what_the_file_says_stays(fresh):
    run.RECORD.write_text("SECRET_KEY=mine\nPUBLIC_URL=https://meet.example.org\nPORT=9000\n")
    settings = run.read_settings()

    assert (settings["SECRET_KEY"], settings["PUBLIC_URL"], settings["PORT"]) == (
        "mine",
        "https://meet.example.org",
        "9000",
    )


def test_a_public_address_closes_the_demo(fresh, monkeypatch):
    run.write_record()
    monkeypatch.setenv("PUBLIC_URL", "https://meet.example.org")

    assert run.read_settings()["FIRESIDE_DEMO"] == "0"


def test_developing_is_at_the_address_of_the_front_ends_own_server(fresh):
    run.write_record()
    settings = run.read_settings(developing=True)

    assert (settings["FIRESIDE_ENV"], settings["PUBLIC_URL"]) == ("development", "http://127.0.0.1:5173")


def test_a_port_that_is_taken_is_said_with_a_way_out():
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with pytest.raises(SystemExit, match=f"PORT={taken + 1} make run"):
            run.check_port("127.0.0.1", str(taken))


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"FIRESIDE_DEMO": "1"}, "tapping one of the demo people"),
        ({"FIRESIDE_DEMO": "0", "MAIL_URL": "smtp://mail.example.org"}, "the code comes by mail"),
        ({"FIRESIDE_DEMO": "0"}, "`.venv/bin/flask fireside letters` shows the code"),
    ],
)
def test_the_welcome_says_where_it_is_and_how_to_get_in(settings, sentence):
    words = run.welcome({"PUBLIC_URL": "http://127.0.0.1:8000"} | settings)

    assert "http://127.0.0.1:8000" in words
    assert sentence in words


def test_the_file_of_decisions_is_never_committed():
    subprocess.run(["git", "check-ignore", "--quiet", ".env"], cwd=places.ROOT, check=True)
