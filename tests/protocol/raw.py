"""Clients of the tests: bytes over a socket, so that they can also do what no library would."""

import base64
import json
import os
import socket
import time
from contextlib import contextmanager
from http.client import HTTPConnection

TEXT, BINARY, CLOSE, PING, PONG, MORE = 0x1, 0x2, 0x8, 0x9, 0xA, 0x0
PATIENCE = 4
OPENED = []  # closed after each test


class Gone(Exception):
    """The server closed the connection."""


def frame(payload, kind=TEXT, *, last=True, masked=True, reserved=0, announced=None):
    """A client's WebSocket frame."""
    payload = payload.encode() if isinstance(payload, str) else payload
    size = len(payload) if announced is None else announced
    mark = 0x80 if masked else 0
    head = bytes([(0x80 if last else 0) | reserved | kind])
    if size < 126:
        head += bytes([mark | size])
    elif size < 65536:
        head += bytes([mark | 126]) + size.to_bytes(2, "big")
    else:
        head += bytes([mark | 127]) + size.to_bytes(8, "big")
    if not masked:
        return head + payload
    mask = os.urandom(4)
    whole = (mask * (len(payload) // 4 + 1))[: len(payload)]
    hidden = (int.from_bytes(payload, "big") ^ int.from_bytes(whole, "big")).to_bytes(len(payload), "big")
    return head + mask + hidden


class WebSocket:
    """A WebSocket that was opened; `head` is the server's answer."""

    def __init__(self, served, *, sid=None, query="EIO=4&transport=websocket", headers=None, receive=None):
        self.socket = socket.socket()
        OPENED.append(self.socket)
        if receive:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
        self.socket.settimeout(PATIENCE)
        self.socket.connect(("127.0.0.1", served.port))
        self.kept = b""
        given = {
            "Host": f"localhost:{served.port}",
            "Origin": served.origin,
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            **(headers or {}),
        }
        asked = query + (f"&sid={sid}" if sid else "")
        lines = [f"GET /socket.io/?{asked} HTTP/1.1", *(f"{name}: {text}" for name, text in given.items() if text)]
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode())
        self.head = self._until(b"\r\n\r\n").decode()
        self.status = int(self.head.split()[1])

    def _until(self, end):
        while end not in self.kept:
            self._more()
        found, _, self.kept = self.kept.partition(end)
        return found

    def _more(self):
        try:
            data = self.socket.recv(65536)
        except ConnectionError as error:
            raise Gone from error
        if not data:
            raise Gone
        self.kept += data

    def _exactly(self, size):
        while len(self.kept) < size:
            self._more()
        taken, self.kept = self.kept[:size], self.kept[size:]
        return taken

    def send(self, text):
        self.socket.sendall(frame(text))

    def write(self, data):
        self.socket.sendall(data)

    def read(self):
        """The next frame: its kind and payload."""
        first, size = self._exactly(2)
        if size == 126:
            size = int.from_bytes(self._exactly(2), "big")
        elif size == 127:
            size = int.from_bytes(self._exactly(8), "big")
        return first & 0xF, self._exactly(size)

    def packet(self):
        """The next Engine.IO packet that is not a ping; pings are answered."""
        give_up = time.monotonic() + PATIENCE
        while True:
            if time.monotonic() > give_up:
                raise TimeoutError
            kind, payload = self.read()
            if kind == CLOSE:
                raise Gone(int.from_bytes(payload[:2], "big"), payload[2:].decode())
            if kind == TEXT and payload == b"2":
                self.send("3")
            elif kind == TEXT:
                return payload.decode()

    def event(self):
        """The next event: its name and arguments."""
        packet = self.packet()
        assert packet.startswith("42"), packet
        return json.loads(packet[2:])

    def ask(self, event, *arguments, number=7):
        """Send an event and wait for the arguments of its acknowledgement."""
        self.send(f"42{number}" + json.dumps([event, *arguments]))
        packet = self.packet()
        assert packet.startswith(f"43{number}["), packet
        return json.loads(packet[packet.index("[") :])

    def closed_with(self):
        """The close code; None when the connection just ended."""
        try:
            while True:
                self.packet()
        except Gone as gone:
            return gone.args[0] if gone.args else None

    def close(self):
        self.socket.close()


class Poller:
    """A session on long-polling."""

    def __init__(self, served):
        self.served = served
        status, body = request(served, "GET")
        assert status == 200, (status, body)
        self.opened = json.loads(body[1:])
        self.sid = self.opened["sid"]

    def poll(self, **more):
        return request(self.served, "GET", sid=self.sid, **more)

    def post(self, body):
        return request(self.served, "POST", sid=self.sid, body=body)

    def packets(self, *, wanted):
        """Poll until so many packets that are not pings are there."""
        found, give_up = [], time.monotonic() + PATIENCE
        while len(found) < wanted and time.monotonic() < give_up:
            status, body = self.poll()
            assert status == 200, (status, body)
            for packet in body.split("\x1e"):
                if packet == "2":
                    self.post("3")
                else:
                    found.append(packet)
        return found

    def join(self):
        assert self.post("40")[0] == 200
        assert self.packets(wanted=1)[0].startswith("40{")


def request(served, method, *, sid=None, body=None, query="EIO=4&transport=polling", headers=None, patience=PATIENCE):
    """One request to the sockets' path: its status and text."""
    connection = HTTPConnection("127.0.0.1", served.port, timeout=patience)
    given = {"Host": f"localhost:{served.port}", "Origin": served.origin, **(headers or {})}
    asked = query + (f"&sid={sid}" if sid else "")
    try:
        connection.request(method, f"/socket.io/?{asked}", body, {name: text for name, text in given.items() if text})
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


@contextmanager
def phone(served, **more):
    """A WebSocket that is in the namespace."""
    socket = WebSocket(served, **more)
    try:
        assert socket.packet().startswith("0{")
        socket.send("40")
        assert socket.packet().startswith("40{")
        yield socket
    finally:
        socket.close()


def eventually(is_so, *, within=PATIENCE):
    """Wait until something is so."""
    give_up = time.monotonic() + within
    while not is_so():
        if time.monotonic() > give_up:
            return False
        time.sleep(0.05)
    return True
