"""Real files that nobody here wrote: `../shared/data` beside the repository, or where FIRESIDE_DATA says."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

_ABSENT = "not run: ../shared/data is not here (or set FIRESIDE_DATA)"


@cache
def folder() -> Path | None:
    """The folder, looked for upwards from the repository."""
    named = os.environ.get("FIRESIDE_DATA")
    here = [Path(named)] if named else [parent / "shared" / "data" for parent in Path(__file__).resolve().parents]
    return next((path for path in here if (path / "expected.json").is_file()), None)


def needed() -> Path:
    """The folder; where it is not, the test says that it did not run."""
    if (data := folder()) is None:
        pytest.skip(_ABSENT)
    return data


def real(path: str) -> bytes:
    """The bytes of a file of the folder."""
    return (needed() / path).read_bytes()


def every(pattern: str) -> list[Any]:
    """A parameter for each file of the folder that matches, or one that says why there is none."""
    if (data := folder()) is None:
        return [pytest.param(pattern, marks=pytest.mark.skip(reason=_ABSENT))]
    return [str(path.relative_to(data)) for path in sorted(data.glob(pattern)) if path.is_file()]


def expected() -> list[Any]:
    """A parameter (path, counts) for each schedule file whose parts were counted independently."""
    if (data := folder()) is None:
        return [pytest.param("expected.json", {}, marks=pytest.mark.skip(reason=_ABSENT))]
    return list(json.loads((data / "expected.json").read_text()).items())
