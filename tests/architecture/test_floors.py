from importlib.metadata import PackageNotFoundError, version

from packaging.requirements import Requirement

from tests.architecture import tree


def floors() -> list[Requirement]:
    lines = ((tree.ROOT / "security-floors.txt").read_text()).splitlines()
    return [Requirement(line.split("#")[0].strip()) for line in lines if line.split("#")[0].strip()]


def installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def test_nothing_that_is_installed_is_older_than_its_security_floor():
    versions = {floor: installed(floor.name) for floor in floors()}
    too_old = [f"{floor}: {found}" for floor, found in versions.items() if found and found not in floor.specifier]

    assert too_old == []


def test_every_floor_below_what_we_install_ourselves_is_really_compared():
    lock = (tree.ROOT / "requirements.txt").read_text().lower()
    locked = [floor.name for floor in floors() if f"\n{floor.name}==" in f"\n{lock}"]

    assert [name for name in locked if installed(name) is None] == []
    assert len(locked) >= 14
