"""What the public suites of socket.io-protocol and engine.io-protocol expect of a server: echoes."""

from backend.core.fanout.engine import Engine
from backend.core.fanout.guard import Guard


def answer_suites(app, socketio):
    """Echo in two namespaces of Socket.IO, and in a bare Engine.IO server beside it."""
    server = socketio.server
    for namespace in ("/", "/custom"):
        echo(server, namespace)
    path = server.path
    engine = Engine(path, async_mode="gevent", monitor_clients=False, cors_allowed_origins=[])
    engine.on("message", lambda sid, data: engine.sockets[sid].send(packet(data)))
    engine.on("connect", lambda sid, _environ: engine.is_known(engine.sockets[sid]))
    engine.on("disconnect", lambda _sid, _reason: None)
    app.wsgi_app = Guard(
        engine.handle_request,
        app.wsgi_app,
        prefix="/engine.io/",
        origins=app.wsgi_app._origins,
        hosts=app.wsgi_app._hosts,
        limits=path.limits,
        complaints=path.complaints,
        crowd=lambda: (0, 0),
    )


def packet(data):
    from engineio import packet as packets

    return packets.Packet(packets.MESSAGE, data)


def echo(server, namespace):
    @server.on("connect", namespace=namespace)
    def connected(sid, environ, auth=None):
        import gevent

        gevent.spawn(server.emit, "auth", auth or {}, to=sid, namespace=namespace)

    @server.on("message", namespace=namespace)
    def message(sid, *words):
        server.emit("message-back", words, to=sid, namespace=namespace)

    @server.on("message-with-ack", namespace=namespace)
    def acknowledged(sid, *words):
        return words
