"""What the machine itself must have (Debian's packages), installed when we may and named when we may not."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

HEADLESS = "chromium-headless-shell"
NO_MOUNT = "no disk can be mounted here (root may, where the machine lets it)"


def has_module(name: str) -> bool:
    """Whether Python itself brings the module; Debian leaves some of its own out."""
    return importlib.util.find_spec(name) is not None


def chromium() -> str | None:
    """The whole browser, which the benches drive; without its windows where there is no other."""
    whole = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    return whole or shutil.which(HEADLESS)


def headless() -> str | None:
    """The browser the tests drive: the same without its windows, which work a fifth of the time and nobody sees."""
    return os.environ.get("CHROMIUM") or shutil.which(HEADLESS) or chromium()


def postgresql() -> Path | None:
    """The newest folder of PostgreSQL's server programs; Debian keeps them off the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def redis() -> str | None:
    """The bell between web processes."""
    return shutil.which("redis-server")


def nginx() -> str | None:
    """What stands before web processes; Debian keeps it off a user's PATH."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def emoji_font() -> Path | None:
    """A font with the emoji people write; without it the screenshots show boxes."""
    return next(Path("/usr/share/fonts").rglob("*Emoji*"), None)


FOR_TESTS = {
    HEADLESS: headless,
    "postgresql": postgresql,
    "redis-server": redis,
    "nginx": nginx,
    "fonts-noto-color-emoji": emoji_font,
}


def install_for_tests() -> list[str]:
    """Install what the tests need of the machine; returns the packages that are still missing."""
    missing = [package for package, look in FOR_TESTS.items() if not look()]
    if missing and may_install():
        install(*missing)
    return [package for package, look in FOR_TESTS.items() if not look()]


@cache
def mounts() -> bool:
    """Whether this process may give a test a disk of its own, which can be filled."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        return False
    with tempfile.TemporaryDirectory(prefix="fireside-disk-") as folder:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True, check=False
        )
        if mounted.returncode == 0:
            subprocess.run(["umount", folder], check=True)
    return mounted.returncode == 0


def may_install() -> bool:
    """Whether this is Debian's packager and we are root."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> None:
    """Install Debian packages, or stop with the command that a person has to give."""
    wanted = " ".join(packages)
    if not may_install():
        sys.exit(f"This machine lacks {wanted}. As root: apt-get install {wanted}")
    print(f"• Installing {wanted}", flush=True)
    if "postgresql" in packages:
        _make_no_cluster()
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "--quiet=2", "--option=Dpkg::Use-Pty=0"]
    subprocess.run([*apt, "update"], env=quiet, stdin=subprocess.DEVNULL, check=False)
    with _nothing_started():
        subprocess.run(
            [*apt, "install", "--yes", "--no-install-recommends", *packages],
            env=quiet,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
        )


@contextmanager
def _nothing_started() -> Iterator[None]:
    # Debian starts a server as soon as it is installed (nginx on port 80); the tests start and stop their own.
    policy = Path("/usr/sbin/policy-rc.d")
    if policy.exists():
        yield
        return
    policy.write_text("#!/bin/sh\nexit 101\n")
    policy.chmod(0o755)
    try:
        yield
    finally:
        policy.unlink()


def _make_no_cluster() -> None:
    # Debian's package would start a server of its own, for good; the tests start and stop theirs.
    settings = Path("/etc/postgresql-common/createcluster.d")
    if not settings.parent.exists():
        settings.mkdir(parents=True)
        (settings / "fireside.conf").write_text("create_main_cluster = false\n")
