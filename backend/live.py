"""The live feed put together: engine, dispatcher, bells and door, and how they begin and end with the process."""

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

import structlog
from flask import Flask

from backend.core import bells, fanout, feed, metrics, snapshots
from backend.core.bells import Listener
from backend.core.dispatcher import SWEEP_ALONE, SWEEP_BESIDE_BELLS, Dispatcher
from backend.core.door import Door
from backend.people import signed_in
from backend.settings import Settings

log = structlog.get_logger()

NOTICED_AFTER = 0.5  # seconds until a balancer that asks often has seen that we leave
# Who says too much is told so by the door; only who goes on is cut off by the engine.
LIMITS = fanout.Limits(events_per_minute=300, events_at_once=60)
VITE = frozenset({"http://127.0.0.1:5173", "http://localhost:5173"})
SPREAD = 5.0  # seconds over which the phones come back elsewhere


@dataclass(frozen=True, slots=True)
class Live:
    """What runs beside the requests of a web process."""

    dispatcher: Dispatcher
    door: Door


def attach(app: Flask, settings: Settings) -> dict[str, Callable[[], bool]]:
    """Mount the socket before the app; nothing runs before `start`. Returns what must be well for it to be ready."""
    socketio = fanout.attach(app, origins=_origins(settings), path=settings.fanout, limits=LIMITS)
    dispatcher = Dispatcher(_tell, _hearers, sweep=lambda: _sweep_every(settings))
    door = Door(app, dispatcher, signed_in)
    door.stand_at(socketio.server)  # type: ignore[attr-defined] # the stubs do not say so
    feed.rings(dispatcher.ring)
    feed.watches_rights(door.keeper.suspect)
    app.extensions["live"] = Live(dispatcher, door)
    return {"dispatcher": dispatcher.alive, **({"bells": _hears} if settings.redis_url else {})}


def start(app: Flask) -> None:
    """Begin to tell, to listen and to look after the sockets: in a web process, once it is one."""
    live = _of(app)
    metrics.gauges(lambda: {**asdict(fanout.gauges()), **live.door.sockets.counts()})
    live.dispatcher.start()
    live.door.keeper.start()

    def heard(heads: Mapping[str, int]) -> None:
        snapshots.of(app).ring(heads)
        live.dispatcher.ring(heads)

    if ours := bells.current():
        ours.start(Listener(heard, live.door.keeper.suspect, live.dispatcher.look_soon, live.door.company))


def drain(app: Flask) -> None:
    """Leave in order: ready no more, what is stored is told, and every phone is sent away with a time to return."""
    app.extensions["probes"].leave()
    log.info("live.leaving")
    time.sleep(NOTICED_AFTER)
    _of(app).dispatcher.stop()
    fanout.drain(SPREAD)
    if ours := bells.current():
        ours.stop()
    log.info("live.left")


def _of(app: Flask) -> Live:
    live: Live = app.extensions["live"]
    return live


def _origins(settings: Settings) -> frozenset[str]:
    """Whose pages may open a socket; while developing, those that Vite serves as well."""
    return settings.origins if settings.production else settings.origins | VITE


def _tell(stream: str, body: bytes) -> int:
    return fanout.send(stream, fanout.frame("changes", body))


def _hearers(stream: str) -> int:
    return fanout.audience().count(stream)


def _hears() -> bool:
    ours = bells.current()
    return ours is not None and ours.hears()


def _sweep_every(settings: Settings) -> float:
    """A sweep finds what no bell announces; beside bells that are heard it is the second net."""
    return SWEEP_BESIDE_BELLS if settings.redis_url and _hears() else SWEEP_ALONE
