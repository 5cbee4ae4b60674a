"""S-93: what is installed to serve Fireside may be used with MIT, and what asks for more is named in the README."""

import re
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from scripts import places

PINNED = re.compile(r"^([\w.-]+)(?:\[.*\])?==", re.MULTILINE)
PERMISSIVE = re.compile(r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Unlicense|ZPL")
UNSAID = {"huey": "MIT"}  # its files say so, its metadata is empty


def licence_of(package: str) -> str:
    told = metadata(package)
    classes = [line for line in told.get_all("Classifier") or [] if line.startswith("License")]
    return told.get("License-Expression") or "; ".join(classes) or told.get("License") or UNSAID.get(package, "")


def packages() -> list[str]:
    locked = PINNED.findall((places.ROOT / "requirements.txt").read_text())
    return [name for name in locked if is_installed(name)]


def is_installed(package: str) -> bool:
    """A universal lock also names what only other systems install."""
    try:
        return metadata(package) is not None
    except PackageNotFoundError:
        return False


@pytest.mark.parametrize("package", packages())
def test_a_licence_that_asks_for_more_is_named_in_the_readme(package):
    licences = (places.ROOT / "README.md").read_text().partition("## Licences")[2]

    assert PERMISSIVE.search(licence_of(package)) or f"`{package}`" in licences
