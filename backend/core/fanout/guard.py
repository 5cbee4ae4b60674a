"""What a request to the sockets' path must be before Engine.IO sees it, on either path.

A browser says where a page comes from with `Origin`, or, when it fetches from its own site, with `Sec-Fetch-Site`.
Whoever says neither is refused: cookies are sent along with requests of any page. `X-Forwarded-*` is believed by
nobody here; where there are proxies to trust, ProxyFix has put their word into the environment before.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from backend.core.fanout import handshake
from backend.core.fanout.asking import POLLING, WEBSOCKET, query_of
from backend.core.fanout.replies import BAD, FOREIGN, FULL, LARGE, LEAVING, Reply, start
from backend.core.metrics import ROUTE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from backend.core.fanout.complaints import Complaints
    from backend.core.fanout.limits import Limits

DIGITS = re.compile(r"[0-9]{1,9}")
SID = re.compile(r"[A-Za-z0-9_-]{20}")
VERSION = ("4",)
EXTENSIONS = "HTTP_SEC_WEBSOCKET_EXTENSIONS"  # such as compression; whoever does not see an offer accepts none


class Guard:
    """Stands before the layer that answers the path; every other path is passed on to the application."""

    def __init__(  # noqa: PLR0913 - one argument a thing it asks
        self,
        sockets: "WSGIApplication",
        others: "WSGIApplication",
        *,
        prefix: str,
        origins: frozenset[str],
        hosts: Callable[[], frozenset[str]],
        limits: "Limits",
        complaints: "Complaints",
        crowd: Callable[[], tuple[int, int]],
    ) -> None:
        self._sockets = sockets
        self._others = others
        self._prefix = prefix
        self._origins = origins
        self._hosts = hosts
        self._limits = limits
        self._complaints = complaints
        self._crowd = crowd
        self.leaving = False

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Refuse, or pass on."""
        if not environ.get("PATH_INFO", "").startswith(self._prefix):
            return self._others(environ, start_response)
        environ[ROUTE] = self._prefix
        if refusal := self._refusal(environ):
            return start(start_response, refusal)
        environ.pop(EXTENSIONS, None)
        return self._sockets(environ, start_response)

    def _refusal(self, environ: "WSGIEnvironment") -> Reply | None:
        if not self._is_ours(environ):
            self._complaints.of("foreign", detail=environ.get("HTTP_ORIGIN", ""))
            return FOREIGN
        query = query_of(environ.get("QUERY_STRING", ""))
        if not _speaks_the_protocol(environ, query):
            self._complaints.of("not the protocol")
            return BAD
        if environ["REQUEST_METHOD"] == "POST":
            return self._body_refusal(environ)
        return None if "sid" in query else self._no_room()

    def _is_ours(self, environ: "WSGIEnvironment") -> bool:
        if _name(environ.get("HTTP_HOST", "")) not in self._hosts():
            return False
        origin = environ.get("HTTP_ORIGIN")
        site = environ.get("HTTP_SEC_FETCH_SITE")
        if site not in {None, "same-origin"}:
            return False
        return site is not None if origin is None else origin in self._origins

    def _body_refusal(self, environ: "WSGIEnvironment") -> Reply | None:
        """A body has a length, and it is short: what has none, or is longer, is not read at all."""
        length = environ.get("CONTENT_LENGTH") or ""
        if DIGITS.fullmatch(length) and int(length) <= self._limits.largest:
            return None
        self._complaints.of("large body")
        return LARGE

    def _no_room(self) -> Reply | None:
        if self.leaving:
            return LEAVING
        sockets, strangers = self._crowd()
        if sockets < self._limits.sockets and strangers < self._limits.strangers:
            return None
        self._complaints.of("full")
        return FULL


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:  # such as an opening bracket alone
        return None


def _speaks_the_protocol(environ: "WSGIEnvironment", query: Mapping[str, Sequence[str]]) -> bool:
    by_socket = query.get("transport") == WEBSOCKET
    asks_for_socket = "HTTP_UPGRADE" in environ
    return (
        environ["REQUEST_METHOD"] in {"GET", "POST"}
        and query.get("EIO") == VERSION
        and query.get("transport") in {POLLING, WEBSOCKET}
        and by_socket == asks_for_socket
        and (not by_socket or handshake.accept_key(environ) is not None)
        and ("sid" not in query or (len(query["sid"]) == 1 and SID.fullmatch(query["sid"][0]) is not None))
        and ("sid" in query or environ["REQUEST_METHOD"] == "GET")
        and "j" not in query
    )
