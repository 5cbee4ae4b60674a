"""A phone that never gets a WebSocket, as behind some networks: it hears by long-polling alone."""

import json
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import requests

from tests.socket_phone import NotLetIn, SocketPhone, Wire

POLLING_PATH = "/socket.io/?EIO=4&transport=polling"
SEPARATOR = "\x1e"
GOODBYE = "1"
PATIENCE = 10.0  # seconds for an answer that does not wait for news
LONGEST_POLL = 60.0


class PollingPhone(SocketPhone):
    """Says and hears what every phone does."""

    def _dial(self, address: str, headers: dict[str, str], trusting: Path | None) -> Wire:
        return _Polling(address, headers, trusting)


class _Polling:
    """A GET that waits for packets, and a POST for each one sent; the cookies of a balancer are kept."""

    def __init__(self, address: str, headers: dict[str, str], trusting: Path | None) -> None:
        self.frozen, self._ended = threading.Event(), threading.Event()
        self._polls, self._posts = requests.Session(), requests.Session()
        for session in (self._polls, self._posts):
            session.headers["Origin"] = headers["Origin"]
            session.trust_env = False
            session.verify = str(trusting) if trusting else True
            for pair in filter(None, headers.get("Cookie", "").split("; ")):
                session.cookies.set(*pair.split("=", 1))
        opened = self._polls.get(address + POLLING_PATH, timeout=PATIENCE)
        if opened.status_code != requests.codes.ok:
            raise NotLetIn(opened.status_code)
        self._hello = opened.text
        self._address = f"{address}{POLLING_PATH}&sid={json.loads(opened.text[1:])['sid']}"
        self._posts.cookies.update(self._polls.cookies)

    def packets(self) -> Iterator[str]:
        """Every packet until the session ends."""
        yield self._hello
        while body := self._polled():
            for packet in body.split(SEPARATOR):
                if packet == GOODBYE:
                    return
                yield packet

    def _polled(self) -> str:
        """What came; nothing once the session has ended."""
        if self.frozen.is_set():
            self._ended.wait()
        if self._ended.is_set():
            return ""
        with suppress(OSError):
            reply = self._polls.get(self._address, timeout=LONGEST_POLL)
            return reply.text if reply.status_code == requests.codes.ok else ""
        return ""

    def send(self, text: str) -> None:
        self._posts.post(self._address, data=text.encode(), timeout=PATIENCE)

    def close(self) -> None:
        """Say goodbye, which releases the poll that waits."""
        self._ended.set()
        with suppress(OSError):
            self.send(GOODBYE)
        self._posts.close()
