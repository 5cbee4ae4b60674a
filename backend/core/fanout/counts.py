"""What the fan-out counts, for /metrics."""

from dataclasses import dataclass


@dataclass(slots=True)
class Counts:
    """Counters of this process; they only grow."""

    frames: int = 0
    deliveries: int = 0
    put_out_slow: int = 0


@dataclass(frozen=True, slots=True)
class Gauges:
    """How things stand: sizes in bytes; the last three are counters."""

    sockets: int
    strangers: int
    backlog: int
    backlogged: int
    frames: int
    deliveries: int
    put_out_slow: int
