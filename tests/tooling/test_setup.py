import json

import pytest

from scripts import frontend, places, setup


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with one lock, and a Python that only writes down what it was asked to install."""
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    a_program(tmp_path / ".venv" / "bin" / "python", f'[ ! -e {tmp_path}/offline ] && echo "$@" >> {tmp_path}/asked')
    (tmp_path / "requirements.txt").write_text("flask==3.1.3")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(places, "VENV", tmp_path / ".venv")
    return tmp_path


def a_program(path, line):
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)


def asked(checkout):
    return (checkout / "asked").read_text().splitlines()


def test_a_second_setup_installs_nothing(checkout):
    setup.install_python("run", "requirements.txt")
    setup.install_python("run", "requirements.txt")

    assert len(asked(checkout)) == 1


def test_a_changed_lock_is_installed_again(checkout):
    setup.install_python("run", "requirements.txt")
    (checkout / "requirements.txt").write_text("flask==3.1.4")
    setup.install_python("run", "requirements.txt")

    assert len(asked(checkout)) == 2


def test_an_installation_that_failed_is_tried_again(checkout):
    (checkout / "offline").touch()
    with pytest.raises(SystemExit, match="Setup stopped"):
        setup.install_python("run", "requirements.txt")
    (checkout / "offline").unlink()
    setup.install_python("run", "requirements.txt")

    assert len(asked(checkout)) == 1


def test_only_files_whose_hashes_are_known_are_installed(checkout):
    setup.install_python("run", "requirements.txt")

    assert "--require-hashes" in asked(checkout)[0]


def test_a_release_that_came_after_the_lock_is_not_asked_for(checkout):
    setup.install_python("run", "requirements.txt")

    assert "--no-deps" in asked(checkout)[0]


def a_node(folder, version):
    folder.mkdir()
    for name, says in (("node", version), ("npm", "10.0.0")):
        a_program(folder / name, f"echo {says}")
    return folder


def test_a_node_that_is_too_old_is_passed_over_for_our_own(tmp_path, monkeypatch):
    old = a_node(tmp_path / "old", "v18.20.4")
    (tmp_path / "venv").mkdir()
    own = a_node(tmp_path / "venv" / "bin", "v24.19.0")
    monkeypatch.setattr(places, "VENV", tmp_path / "venv")
    monkeypatch.setenv("PATH", f"{old}:/nowhere")

    assert places.node_folder() == own


def test_a_machine_without_node_has_none(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "VENV", tmp_path)
    monkeypatch.setenv("PATH", "/nowhere")

    assert places.node_folder() is None


def test_the_front_end_asks_for_a_node_that_setup_accepts():
    engines = json.loads((places.FRONTEND / "package.json").read_text())["engines"]

    assert engines["node"] == ">=" + ".".join(map(str, places.OLDEST_NODE))


def test_the_front_end_is_built_anew_when_a_source_changes_and_only_then(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "FRONTEND", tmp_path)
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "main.ts").write_text("one")
    first = frontend.fingerprint()
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "index.html").write_text("built")
    unchanged = frontend.fingerprint()
    (tmp_path / "src" / "main.ts").write_text("two")

    assert unchanged == first
    assert frontend.fingerprint() != first
