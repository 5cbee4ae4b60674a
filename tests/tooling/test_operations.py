"""What docs/operations.md, compose.yaml and the Dockerfile say is what the code reads and the Procfile runs."""

import re
import subprocess
import sys

import yaml

from tests.architecture import tree

READS = re.compile(r'(?:env\.\w+|environ\.get)\(\s*"([A-Z_]+)"')
SET_IN_TABLE = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)


def settings_read() -> set[str]:
    code = [(tree.ROOT / name).read_text() for name in ("backend/settings.py", "gunicorn.conf.py")]
    return set(READS.findall("".join(code)))


def procfile(name: str = "Procfile") -> dict[str, str]:
    return dict(line.split(": ", 1) for line in (tree.ROOT / name).read_text().splitlines())


def compose() -> dict:
    return yaml.safe_load((tree.ROOT / "compose.yaml").read_text())


def our_services() -> dict[str, dict]:
    return {name: service for name, service in compose()["services"].items() if "build" in service}


def test_every_setting_is_in_the_operators_table_and_none_besides():
    told = SET_IN_TABLE.findall((tree.ROOT / "docs/operations.md").read_text())

    assert sorted(told) == sorted(settings_read())


def test_compose_yaml_is_a_compose_file():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "compose.yaml"]

    subprocess.run(command, cwd=tree.ROOT, check=True, stdout=subprocess.DEVNULL)


def test_compose_runs_what_the_procfile_runs():
    commands = {name.removesuffix("-2"): service["command"] for name, service in our_services().items()}

    assert commands == procfile() | {"prepare": "flask fireside prepare"}


def test_compose_sets_only_what_the_code_reads():
    assert {name for service in our_services().values() for name in service["environment"]} - settings_read() == set()


def test_developing_runs_the_same_worker():
    assert procfile("Procfile.dev")["worker"] == procfile()["worker"]


def test_the_image_holds_every_file_it_is_said_to_hold():
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", (tree.ROOT / "Dockerfile").read_text(), re.MULTILINE)
    ignored = (tree.ROOT / ".dockerignore").read_text().splitlines()
    names = [name for line in copied for name in line.split()]

    assert [name for name in names if not (tree.ROOT / name).exists()] == []
    assert [name for name in names if f"!{name.split('/')[0]}" not in ignored] == []
