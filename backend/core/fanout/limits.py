"""Every figure of the fan-out: how long, how large, how many."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one process allows. Times are in seconds on the monotonic clock, sizes in bytes."""

    ping_every: float = 10  # so that a phone soon notices a connection that died without a word
    pong_within: float = 20
    connect_within: float = 10  # a socket that never says which namespace it wants
    upgrade_within: float = 5  # a WebSocket that was opened for an upgrade and says nothing
    largest: int = 64 * 1024  # one message, one body, one fragmented message
    behind: int = 512 * 1024  # what waits for a client that is slow, beside one message of any size
    kernel: int = 128 * 1024  # what the system keeps for it on top
    sockets: int = 20_000
    strangers: int = 2_000  # sockets that have not connected to the namespace yet
    packets: int = 16  # in one body of long-polling
    events_per_minute: float = 100
    events_at_once: int = 20
    text_only: bool = True  # the product has no binary events; the public conformance suites do
