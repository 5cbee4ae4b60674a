"""What a phone loads before it shows the first page."""

import re
import subprocess
from pathlib import Path

from bench.figures import Figure, Measured
from scripts import places

LINE = re.compile(r"^(?P<what>.+): (?P<size>[\d.]+) kB of (?P<budget>\d+) kB", re.MULTILINE)


def measure(_folder: Path) -> Measured:
    """The sizes that the gate holds to its budget."""
    told = subprocess.run(
        ["npm", "run", "--silent", "size"],
        cwd=places.FRONTEND,
        env=places.environment(),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    ).stdout
    sizes = [
        Figure(
            found["what"],
            f"{found['size']} kB",
            f"at most {found['budget']} kB",
            float(found["size"]) <= float(found["budget"]),
        )
        for found in LINE.finditer(told)
    ]
    return Measured("The first view", "`npm run size` in `frontend/`: gzip; fonts as they are.", tuple(sizes))
