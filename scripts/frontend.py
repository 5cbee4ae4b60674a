"""The built front-end: made anew only when something it is made of has changed."""

import hashlib
import subprocess
import sys

from scripts import places
from scripts.setup import install_frontend, say

BUILT = places.FRONTEND / "dist" / "index.html"
RECORD = places.VAR / "frontend-built-from"
NOT_SOURCES = {"node_modules", "dist", "coverage"}


def build() -> None:
    """Bring `frontend/dist` up to date with its sources."""
    sources = fingerprint()
    if BUILT.exists() and RECORD.exists() and RECORD.read_text() == sources:
        return
    install_frontend()
    say("Building the front-end")
    outcome = subprocess.run(
        ["npm", "run", "--silent", "build", "--", "--logLevel=warn"],
        cwd=places.FRONTEND,
        env=places.environment(),
        check=False,
    )
    if outcome.returncode:
        sys.exit("The front-end could not be built.")
    RECORD.parent.mkdir(exist_ok=True)
    RECORD.write_text(sources)


def fingerprint() -> str:
    """A digest of every file the build reads."""
    digest = hashlib.sha256()
    for path in sorted(places.FRONTEND.rglob("*")):
        inside = path.relative_to(places.FRONTEND)
        if inside.parts[0] not in NOT_SOURCES and path.is_file():
            digest.update(f"{inside}\0".encode() + path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    build()
