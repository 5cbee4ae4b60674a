"""Values out of JSON whose shapes nobody promised: the wrong shape reads as nothing."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from backend.programme.readers.source import THE_FILE, Source

_MOST_BRACKETS = 500_000


def document(source: Source) -> Any:
    """The file's JSON value."""
    text = source.text()
    if text.count("{") + text.count("[") > _MOST_BRACKETS:
        raise source.refusal(THE_FILE, "it holds more parts than any programme")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise source.refusal(f"line {error.lineno}", f"the JSON is broken: {error.msg}") from error
    except (RecursionError, ValueError) as error:
        raise source.refusal(THE_FILE, "the JSON is nested too deeply or holds an endless number") from error


def mapping(value: Any) -> Mapping[str, Any]:
    """The object, or an empty one."""
    return value if isinstance(value, dict) else {}


def mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of a list."""
    return (item for item in value if isinstance(item, dict)) if isinstance(value, list) else iter(())


def text(value: Any, language: str = "") -> str:
    """A string, a number as one, or of `{language: text}` the wished, the English or the first text."""
    if isinstance(value, dict):
        wished = (value.get(language), value.get("en"), *value.values())
        return next((word for word in wished if isinstance(word, str) and word.strip()), "")
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else ""
    if isinstance(value, float):
        return str(value) if math.isfinite(value) else ""
    return value if isinstance(value, str) else ""


def first(item: Mapping[str, Any], *names: str, language: str = "") -> str:
    """The first of the named fields that says something."""
    return next((said for name in names if (said := text(item.get(name), language))), "")
