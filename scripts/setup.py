"""Install what the project needs, exactly as the locks say, and only when a lock has changed.

`python3 -m scripts.setup` installs what `make run` needs; with `dev`, what a developer needs.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from scripts import machine, places

OLDEST_PYTHON = (3, 11)


def main(wanted: list[str]) -> None:
    """Set up the Python environment, and with `dev` the developer's programs and the front-end's too."""
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    os.chdir(places.ROOT)
    make_environment()
    install_python("run", "requirements.txt")
    if "dev" in wanted:
        install_python("dev", "requirements.txt", "requirements-dev.txt")
        install_frontend()


def make_environment() -> None:
    """Make `.venv` unless it is there."""
    if (places.VENV / "bin" / "python").exists():
        return
    if not machine.has_module("ensurepip"):
        machine.install("python3-venv")
    say("Making the Python environment in .venv")
    venv.create(places.VENV, with_pip=True, symlinks=True)


def install_python(name: str, *locks: str) -> None:
    """Install the locked packages: every file is checked against the hashes in the lock."""
    with _Stamp(places.VENV / f"installed-{name}", locks) as stamp:
        if stamp.is_old:
            say(f"Installing Python packages ({', '.join(locks)})")
            pip = [str(places.VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
            requirements = [f"--requirement={lock}" for lock in locks]
            # A lock names everything, so nothing is resolved anew: else a release of tomorrow breaks today's lock.
            run([*pip, "install", "--quiet", "--no-deps", "--require-hashes", *requirements])


def install_frontend() -> None:
    """Install the front-end's locked packages, with our own Node where the machine has none."""
    if places.node_folder() is None:
        install_python("node", "requirements-node.txt")
    lock = places.FRONTEND / "package-lock.json"
    modules = places.FRONTEND / "node_modules"
    modules.mkdir(exist_ok=True)
    with _Stamp(modules / ".installed", [str(lock)]) as stamp:
        if stamp.is_old:
            say("Installing the front-end's packages (frontend/package-lock.json)")
            run(
                ["npm", "ci", "--no-fund", "--no-audit", "--loglevel=error", "--no-update-notifier"],
                folder=places.FRONTEND,
            )


class _Stamp:
    """Remembers which locks were installed last; holds off a second setup of the same folder meanwhile."""

    def __init__(self, path: Path, locks: Sequence[str]) -> None:
        digest = hashlib.sha256(sys.version.encode())
        for lock in locks:
            digest.update(Path(lock).read_bytes())
        self.path = path
        self.content = digest.hexdigest()

    def __enter__(self) -> Self:
        self.folder = os.open(self.path.parent.parent, os.O_RDONLY)
        fcntl.flock(self.folder, fcntl.LOCK_EX)
        self.is_old = not self.path.exists() or self.path.read_text() != self.content
        return self

    def __exit__(self, failure: object, *_: object) -> None:
        if failure is None and self.is_old:
            self.path.write_text(self.content)
        os.close(self.folder)


def run(command: Sequence[str], folder: Path = places.ROOT) -> None:
    """Run a step of the setup; when it fails, so do we, since it has said why itself."""
    outcome = subprocess.run(command, cwd=folder, env=places.environment(), check=False)
    if outcome.returncode:
        sys.exit(f"Setup stopped: `{' '.join(command[:4])} …` failed.")


def say(what: str) -> None:
    """Tell the person at the terminal what is going on."""
    print(f"• {what}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
