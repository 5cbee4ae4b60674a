import json
import re

import pytest

from tests.architecture import tree

PYTHON_LOCKS = sorted(path.name for path in tree.ROOT.glob("requirements*.txt"))
PINNED = re.compile(
    r"^[a-z0-9][a-z0-9._-]*(\[[a-z0-9,_-]+\])?==[^\s;]+( ; [^\\]+)?( --hash=sha256:[0-9a-f]{64})+$", re.IGNORECASE
)


def locked(name: str) -> list[str]:
    """The requirements of a lock, one a line, without the comments that say who wanted them."""
    joined = (tree.ROOT / name).read_text().replace("\\\n", " ")
    lines = (re.sub(r"\s+", " ", line.split("#")[0]).strip() for line in joined.splitlines())
    return [line for line in lines if line]


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_every_python_package_is_pinned_with_its_hashes_and_nothing_else(name):
    assert [line for line in locked(name) if not PINNED.match(line)] == []


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_a_python_lock_holds_no_address(name):
    assert "://" not in (tree.ROOT / name).read_text()


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_a_python_lock_holds_what_was_asked_for(name):
    asked = (tree.ROOT / name).with_suffix(".in").read_text().splitlines()
    wanted = {re.split(r"[\[=<>; ]", line)[0] for line in asked if line and not line.startswith(("-", "#"))}
    pinned = {re.split(r"[\[=]", line)[0].lower() for line in locked(name)}

    assert wanted - pinned == set()


def test_a_package_of_both_python_locks_has_one_version():
    versions = {line.split("==")[0]: line.split(" ")[0] for line in locked("requirements.txt")}
    other = {line.split("==")[0]: line.split(" ")[0] for line in locked("requirements-dev.txt")}

    assert {name: version for name, version in other.items() if versions.get(name, version) != version} == {}


def test_the_front_ends_lock_says_what_a_package_is_and_not_where_it_came_from():
    packages = json.loads((tree.ROOT / "frontend/package-lock.json").read_text())["packages"]
    installed = {place: package for place, package in packages.items() if place}

    assert [place for place, package in installed.items() if "resolved" in package] == []
    assert [place for place, package in installed.items() if "integrity" not in package] == []
    assert [place for place, package in installed.items() if not re.match(r"^\d", package["version"])] == []
