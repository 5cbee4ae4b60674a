"""What the process counts of itself, in Prometheus' form."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# Where whoever answers a request writes in its environment which route that is; addresses would be without number.
ROUTE = "fireside.route"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
TAKEN_OVER, BROKEN = "101", "500"
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


def counted(app: "WSGIApplication") -> "WSGIApplication":
    """Count every request that comes to this layer, whichever layer behind it answers.

    A WebSocket counts with status 101: as soon as it is open, or on the stock path once it ends. A poll takes as long
    as it waits.
    """

    def layer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        began, status = time.perf_counter(), ""

        def start(line: str, *more: object) -> Callable[[bytes], object]:
            nonlocal status
            status = line[:3]
            return start_response(line, *more)  # type: ignore[arg-type] # passed through

        try:
            answer = app(environ, start)
            status = status or TAKEN_OVER
        except StopIteration:  # gunicorn's word for a connection that was taken over
            status = TAKEN_OVER
            raise
        else:
            return answer
        finally:
            method = environ["REQUEST_METHOD"] if environ["REQUEST_METHOD"] in METHODS else "other"
            labels = (method, environ.get(ROUTE, ""), status or BROKEN)
            HTTP_SECONDS.labels(*labels).observe(time.perf_counter() - began)

    return layer


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
