"""What the process counts of itself, in Prometheus' form."""

from collections.abc import Callable, Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

SHORT = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)

_ours = CollectorRegistry()

CHANGES = Counter("fireside_feed_frames", "Frames of changes that were encoded and sent", registry=_ours)
TURN_SECONDS = Histogram(
    "fireside_feed_turn_seconds", "From reading a change to its last write", buckets=SHORT, registry=_ours
)
CATCH_UPS = Counter("fireside_feed_catch_ups", "Answers to opened streams", ["how"], registry=_ours)
PUT_OUT = Counter("fireside_sockets_put_out", "Sockets closed by us", ["why"], registry=_ours)
BELLS = Counter("fireside_bells", "Messages between processes", ["what"], registry=_ours)
HTTP_SECONDS = Histogram(
    "fireside_http_seconds",
    "Requests by route",
    ["method", "route", "status"],
    buckets=SHORT,
    registry=_ours,
)


class _Gauges(Collector):
    """Numbers that are looked up when somebody asks."""

    def __init__(self, look: Callable[[], Mapping[str, float]]) -> None:
        self._look = look

    def collect(self) -> Iterator[Metric]:
        """Each as a gauge of its own."""
        for name, value in self._look().items():
            yield GaugeMetricFamily(f"fireside_{name}", name.replace("_", " "), value=value)


def gauges(look: Callable[[], Mapping[str, float]]) -> None:
    """Tell these numbers as well, each time somebody asks."""
    _ours.register(_Gauges(look))


def told() -> bytes:
    """Everything, as text."""
    return generate_latest(_ours)
