"""Which messages are taken away together."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Everything by a person, or everything that holds these words; in one channel, in a span."""

    person_id: int | None = None
    query: str = ""
    channel_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None

    def written(self) -> dict[str, Any]:
        """The same as JSON values."""
        moments = {name: at.isoformat() for name in ("since", "until") if (at := getattr(self, name))}
        return {name: value for name, value in asdict(self).items() if value} | moments


def read(written: Mapping[str, Any]) -> Wanted:
    """What `written` told of."""
    moments = {name: datetime.fromisoformat(written[name]) for name in ("since", "until") if name in written}
    return Wanted(**{**written, **moments})
