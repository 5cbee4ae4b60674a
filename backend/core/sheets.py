"""Tables for a spreadsheet: CSV in UTF-8 in which no cell is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

# Also in the wide forms of East Asian text, which spreadsheets read as the plain ones.
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def written(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The rows under their columns, every cell quoted, with the mark that spreadsheets look for."""
    lines = io.StringIO(newline="")
    table = csv.writer(lines, quoting=csv.QUOTE_ALL)
    table.writerow(columns)
    table.writerows([guarded(cell) for cell in row] for row in rows)
    return lines.getvalue().encode("utf-8-sig", "replace")


def guarded(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula, also behind blanks, gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(STARTS_FORMULA) or cell.lstrip().startswith(STARTS_FORMULA) else cell
