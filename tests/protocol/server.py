"""A small application over the fan-out for the tests of the protocol: gunicorn serves `tests.protocol.server:app`.

`FANOUT` is direct, stock, or bare: Flask-SocketIO with nothing of ours, to see what our hardening is for.
`LIMITS` are JSON; `ORIGIN` is the only origin.
"""

from gevent import monkey

monkey.patch_all()

import gc
import json
import os
import resource
import signal
import time
from pathlib import Path

import gevent
import greenlet
from flask import Flask, request
from flask_socketio import SocketIO

from backend.core import fanout, logs

PATH = os.environ.get("FANOUT", "direct")
ORIGIN = os.environ["ORIGIN"]
LIMITS = fanout.Limits(**json.loads(os.environ.get("LIMITS", "{}")))

TIME = time.time

logs.configure(production=True)
app = Flask("protocol")
app.config["TRUSTED_HOSTS"] = ["localhost", "127.0.0.1"]


def attached() -> SocketIO:
    if PATH != "bare":
        return fanout.attach(app, origins=frozenset({ORIGIN}), path=PATH, limits=LIMITS)
    return SocketIO(
        app,
        async_mode="gevent",
        ping_interval=int(LIMITS.ping_every) or 1,
        ping_timeout=LIMITS.pong_within,
        max_http_buffer_size=LIMITS.largest,
    )


socketio = attached()
server = socketio.server


@server.on("open")
def open_stream(sid, stream="room", *_):
    if PATH == "bare":
        server.enter_room(sid, stream)
    else:
        fanout.audience().join(stream, sid)
    return {"ok": True, "stream": stream}


@server.on("close")
def close_stream(sid, stream="room", *_):
    fanout.audience().leave(stream, sid)
    return {"ok": True}


@server.on("encoded")
def encoded(sid, *_):
    return fanout.Answer(b'{"ok":true,"text":"\\u00e9 ready"}')


@server.on("tell")
def tell(sid, stream, body):
    if PATH == "bare":
        server.emit("changes", body, to=stream)
        return 0
    return fanout.send(stream, fanout.frame("changes", json.dumps(body).encode()))


@server.on("pub")
def publish(sid, body):
    tell(sid, body["room"], body)


@server.on("join")
def join(sid, room):
    open_stream(sid, room)


@server.on("me")
def me(sid, body):
    fanout.send_to(sid, fanout.frame("mine", json.dumps(body).encode()))


@server.on("put_out")
def put_out(sid, who):
    fanout.put_out(who, "signed-out")


@server.on("wait")
def wait(sid, seconds, name):
    gevent.sleep(seconds)
    return name


@server.on("break")
def broken(sid, *_):
    raise ValueError("our own fault")


@socketio.on("who")
def who():
    return {"cookie": request.cookies.get("name"), "host": request.host, "sid": request.sid}


@app.post("/tell/<stream>")
def tell_from_outside(stream):
    bodies = request.get_json()
    return {"sockets": [tell("", stream, body) for body in bodies]}


@app.post("/clock/<int(signed=True):seconds>")
def clock(seconds):
    """Set the wall clock of this process, as an operator or a bad time server may."""
    time.time = lambda: TIME() + seconds
    return {}


@app.get("/state")
def state():
    eio = server.eio
    return {
        "rss": resident(),
        "files": len(list(Path("/proc/self/fd").iterdir())),
        "sockets": len(eio.sockets),
        "greenlets": sum(isinstance(thing, greenlet.greenlet) for thing in gc.get_objects()),
        "members": 0 if PATH == "bare" else fanout.audience().count("room"),
        "gauges": {"put_out_slow": 0} if PATH == "bare" else vars_of(fanout.gauges()),
        "limit": resource.getrlimit(resource.RLIMIT_NOFILE)[0],
    }


def vars_of(gauges):
    return {name: getattr(gauges, name) for name in gauges.__slots__}


def resident():
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) * 1024


gevent.signal_handler(signal.SIGUSR2, lambda: gevent.spawn(fanout.drain, 5))

if os.environ.get("CONFORMANCE"):  # what the public suites expect to be there
    from tests.protocol.suites import answer_suites

    answer_suites(app, socketio)
