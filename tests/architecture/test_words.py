import re

from tests.architecture import tree

# Put together here, so that this file does not hold them either.
HOSTS = [".".join(parts) for parts in (["pypi", "org"], ["pythonhosted", "org"], ["npmjs", "org"], ["debian", "org"])]
HOST = re.compile("|".join(rf"\b[\w.-]*{re.escape(host)}\b" for host in HOSTS))
MACHINE_PATH = re.compile(r"(?<![\w.$}-])/(work|root|home)/\w")
# Debian is also where a person reads about Debian; only its package servers are meant.
HARMLESS = {"www.debian.org", "wiki.debian.org", "packages.debian.org"}


def test_no_package_registry_is_named_anywhere():
    named = [
        f"{tree.inside(path)}: {host}"
        for path in tree.files()
        for host in HOST.findall(tree.text_of(path) or "")
        if host not in HARMLESS
    ]

    assert named == []


def test_no_path_of_somebodys_machine_is_written_anywhere():
    written = [
        f"{tree.inside(path)}: {found.group()}"
        for path in tree.files()
        for found in MACHINE_PATH.finditer(tree.text_of(path) or "")
    ]

    assert written == []
