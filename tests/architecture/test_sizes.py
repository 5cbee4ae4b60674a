from itertools import chain
from pathlib import Path
from statistics import median, quantiles

from tests.architecture import tree

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
WRITTEN_BY_PROGRAMS = ("frontend/src/contract/api.ts", "frontend/src/contract/live.ts", "backend/migrations/versions/")
OUR_CODE = ("backend/", "schemas/", "scripts/")


def code(*suffixes: str) -> list[Path]:
    return [path for path in tree.files(*suffixes) if not tree.inside(path).startswith(WRITTEN_BY_PROGRAMS)]


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def percentile(figures: list[int], per_cent: int) -> float:
    return quantiles(figures, n=100)[per_cent - 1]


def test_no_file_is_longer_than_400_lines():
    found = code(".py", ".ts", ".mjs", ".js", ".svelte", ".css")

    assert [f"{tree.inside(path)}: {lines(path)}" for path in found if lines(path) > LONGEST_FILE] == []


def test_no_python_function_is_longer_than_40_lines():
    long = [
        f"{tree.inside(path)}:{function.lineno} {function.name}: {tree.length(function)}"
        for path in code(".py")
        for function in tree.functions(path)
        if tree.length(function) > LONGEST_FUNCTION
    ]

    assert long == []


def test_most_files_and_functions_are_short():
    ours = [path for path in code(".py") if tree.inside(path).startswith(OUR_CODE)]
    functions = [tree.length(function) for function in chain.from_iterable(map(tree.functions, ours))]

    assert median(functions) <= 8
    assert percentile(functions, 90) <= 20
    assert percentile([lines(path) for path in ours], 90) <= 250
