"""A door asks a service to change and a query to look; it never touches the database itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import tree

DOORS = sorted(
    path
    for feature in tree.features()
    for name in ("http", "live", "jobs")
    for path in (feature / f"{name}.py", *(feature / name).glob("*.py"))
    if path.exists()
)
WAYS_IN = {"reading", "writing"}


def read(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def names_from_models(door: ast.Module) -> set[str]:
    """What a door imports from models; it may name these in its signatures, and nowhere else."""
    found: set[str] = set()
    for node in ast.walk(door):
        if isinstance(node, ast.ImportFrom) and node.module:
            from_models = node.module.endswith(".models")
            found |= {name.asname or name.name for name in node.names if from_models or name.name == "models"}
    return found


def annotations(door: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(door):
        notes = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        for note in filter(None, notes):
            yield from ast.walk(note)


def sessions(door: ast.Module) -> set[str]:
    """The names under which a door holds an open transaction."""
    found: set[str] = set()
    for node in ast.walk(door):
        if isinstance(node, ast.withitem) and isinstance(node.optional_vars, ast.Name):
            called = getattr(node.context_expr, "func", None)
            if getattr(called, "attr", getattr(called, "id", "")) in WAYS_IN:
                found.add(node.optional_vars.id)
    return found


def test_a_door_names_models_only_in_its_signatures():
    used = []
    for path in DOORS:
        door = read(path)
        named = names_from_models(door)
        in_signatures = {id(node) for node in annotations(door)}
        used += [
            f"{tree.inside(path)}:{node.lineno} {node.id}"
            for node in ast.walk(door)
            if isinstance(node, ast.Name) and node.id in named and id(node) not in in_signatures
        ]

    assert used == []


def test_a_door_hands_its_transaction_on_and_asks_nothing_of_it():
    asked = []
    for path in DOORS:
        door = read(path)
        held = sessions(door)
        asked += [
            f"{tree.inside(path)}:{node.lineno} {node.value.id}.{node.attr}"
            for node in ast.walk(door)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in held
        ]

    assert asked == []
