"""What stands in the repository, for the tests that look at its shape."""

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NO_FEATURES = {"core", "demo", "migrations"}  # demo writes invented rows into the features' tables


def files(*suffixes: str) -> list[Path]:
    """Every file that is, or is about to be, in the repository; with these endings, if any are given."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = (ROOT / name for name in listed.split("\0") if name)
    return sorted(path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes))


def inside(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str | None:
    """The file's text; None for pictures and fonts."""
    try:
        return path.read_text()
    except UnicodeDecodeError:
        return None


def features() -> list[Path]:
    """The feature packages of the backend."""
    return sorted(
        folder
        for folder in (ROOT / "backend").iterdir()
        if (folder / "__init__.py").exists() and folder.name not in NO_FEATURES
    )


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text())
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1
