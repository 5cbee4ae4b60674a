"""`make contract`: the contract that others read (OpenAPI, TypeScript), written from schemas/ and the doors.

With `check`, nothing is written, and it fails when what is in the repository is not what would be written.
"""

import os
import subprocess
import sys

from backend import contract
from scripts import places

TYPES = places.FRONTEND / "src" / "contract" / "api.ts"


def main(wanted: list[str]) -> int:
    """Write both files, or compare them."""
    os.chdir(places.ROOT)
    if "check" not in wanted:
        contract.PATH.write_text(contract.openapi(), encoding="utf-8")
        TYPES.write_text(types(), encoding="utf-8")
        return 0
    fresh = {contract.PATH: contract.openapi(), TYPES: types()}
    stale = [path.name for path, text in fresh.items() if path.read_text(encoding="utf-8") != text]
    if stale:
        print(f"Older than schemas/: {', '.join(stale)}. Run `make contract` and commit what it writes.")
    return len(stale)


def types() -> str:
    """The TypeScript types of the contract as it is committed, formatted as the front-end is."""
    generated = _in_frontend("openapi-typescript", str(contract.PATH))
    return _in_frontend("prettier", "--stdin-filepath", str(TYPES), text=generated)


def _in_frontend(program: str, *arguments: str, text: str = "") -> str:
    return subprocess.run(
        [places.FRONTEND / "node_modules" / ".bin" / program, *arguments],
        cwd=places.FRONTEND,
        env=places.environment(),
        input=text,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
