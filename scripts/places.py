"""Where things lie, and what a shell would have to know to start the project's programs."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
FRONTEND = ROOT / "frontend"
VAR = ROOT / "var"
OLDEST_NODE = (20, 19)


def node_folder() -> Path | None:
    """The folder of a Node that is new enough and has npm beside it: the machine's, else our own."""
    search = os.pathsep.join([os.environ.get("PATH", ""), str(VENV / "bin")])
    for folder in map(Path, filter(None, search.split(os.pathsep))):
        if shutil.which("npm", path=str(folder)) and _node_version(folder) >= OLDEST_NODE:
            return folder
    return None


def environment(**changes: str) -> dict[str, str]:
    """The environment of everything we start: the project's programs first on the PATH."""
    folders = [VENV / "bin", node_folder(), os.environ.get("PATH")]
    path = os.pathsep.join(str(folder) for folder in folders if folder)
    return os.environ | changes | {"PATH": path, "PYTHONUNBUFFERED": "1"}


def _node_version(folder: Path) -> tuple[int, ...]:
    node = shutil.which("node", path=str(folder))
    if node is None:
        return ()
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in told.strip().lstrip("v").split(".") if part.isdigit())
