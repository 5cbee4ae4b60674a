import importlib
import pkgutil
from collections import Counter

import backend
from backend.core.errors import Refusal
from schemas.words import RefusalCode
from tests.architecture import tree


def refusals() -> list[type[Refusal]]:
    """Every refusal that any part of the backend can make."""
    for module in pkgutil.walk_packages(backend.__path__, "backend."):
        if not module.name.startswith("backend.migrations."):
            importlib.import_module(module.name)
    found, heap = [], [Refusal]
    while heap:
        below = heap.pop().__subclasses__()
        found += below
        heap += below
    return found


def test_every_refusal_has_a_code_of_the_contract():
    assert [kind.__name__ for kind in refusals() if not isinstance(getattr(kind, "code", None), RefusalCode)] == []


def test_no_two_refusals_share_a_code():
    times = Counter(kind.code for kind in refusals())

    assert [code.name for code, count in times.items() if count > 1] == []


def test_a_refusal_speaks_in_whole_sentences():
    assert [kind.__name__ for kind in refusals() if kind.detail and not kind.detail.endswith(".")] == []


def test_every_code_of_the_contract_is_given_by_a_refusal_or_by_the_problems_themselves():
    raised = {kind.code for kind in refusals()}
    problems = (tree.ROOT / "backend/core/problems.py").read_text(encoding="utf-8")

    assert [
        code.name for code in RefusalCode if code not in raised and f"RefusalCode.{code.name}" not in problems
    ] == []
