"""Documents from elsewhere, fetched so that nobody can point us at ourselves.

Every address, that of a redirect too, is resolved once and refused when it is private, loopback or otherwise not a
public host; only http and https on their own ports; bounded in time from the first byte sent to the last received,
in size (as it comes and unpacked) and in redirects; no cookies, no credentials. The operator's own command line may
read from this machine (`trusted`).
"""

import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urljoin, urlsplit

from requests import RequestException, Response, Session
from requests_hardened import Config, Manager
from urllib3.exceptions import HTTPError

from backend.core import clock
from backend.core.deadline import Deadline
from backend.core.errors import Refusal
from backend.core.text import one_line
from schemas.words import RefusalCode

SECONDS = 15.0
MOST_REDIRECTS = 3
PORTS = frozenset({None, 80, 443})
CHUNK = 64 * 1024
REDIRECTS = frozenset({301, 302, 303, 307, 308})
FOR_EVER = frozenset({301, 308})
GZIP = 16 + zlib.MAX_WBITS


class NotFetched(Refusal):
    """The document could not be had; the sentence says why. `answered` is the status, 0 where there was none."""

    code = RefusalCode.NOT_FETCHED
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    answered = 0
    wait: int | None = None  # seconds after which the other side wants to be asked again


@dataclass(frozen=True, slots=True)
class Seen:
    """What an earlier answer said of itself, so that the document is sent only when it has changed."""

    etag: str = ""
    modified: str = ""

    @property
    def conditions(self) -> dict[str, str]:
        """As the headers of a conditional request."""
        wanted = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in wanted.items() if value}


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much, how long, and what: `seconds` for all of it, `accept` as the header, `cut` keeps what fits.

    Without `cut` a document that is larger than `most` bytes is refused. With `kinds` its content type, where it
    gives one, must hold one of these words.
    """

    most: int
    seconds: float = SECONDS
    accept: str = "*/*"
    kinds: tuple[str, ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """What was found. `url` is where it was at last, `home` where it is to be asked for from now on.

    `body` is None when it has not changed since it was `Seen`.
    """

    url: str
    home: str
    body: bytes | None
    content_type: str
    seen: Seen


def fetch(url: str, *, most: int, trusted: bool = False) -> bytes:
    """The document at `url`, at most `most` bytes.

    Raises:
        NotFetched: when the address is not public http(s), answers anything but 200, or is too slow or too large.
    """
    return look(url, Bounds(most), trusted=trusted).body or b""


def look(url: str, bounds: Bounds, seen: Seen | None = None, *, trusted: bool = False) -> Document:
    """The document at `url` within the bounds, with what it says of itself.

    Raises:
        NotFetched: as `fetch`; an answer of 304 is none when something was `seen`.
    """
    known = seen or Seen()
    headers = {"Accept": bounds.accept, "Accept-Encoding": "gzip", **known.conditions}
    with Deadline(bounds.seconds) as deadline, _session(trusted=trusted) as session:
        deadline.holds(session)
        try:
            found = _followed(session, url, headers, bounds, trusted=trusted)
        except (RequestException, HTTPError) as error:
            why = _slow(bounds) if deadline.over else _why(error)
            raise NotFetched(f"{url} could not be read: {why}.") from error
        if deadline.over:  # a body without a length ends as if it were whole
            raise NotFetched(f"{url} could not be read: {_slow(bounds)}.")
        return found


@contextmanager
def _session(*, trusted: bool) -> Iterator[Session]:
    limits = Config(
        ip_filter_enable=not trusted,
        ip_filter_allow_loopback_ips=trusted,
        never_redirect=True,
        default_timeout=(5, 5),
        user_agent_override="Fireside",
    )
    with Manager(limits).get_session() as session:
        session.trust_env = False
        session.get_redirect_target = _nowhere  # it would read the body of a redirect first
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        yield session


def _nowhere(_reply: Response) -> None:
    return None


def _followed(session: Session, url: str, headers: Mapping[str, str], bounds: Bounds, *, trusted: bool) -> Document:
    """Goes where the redirects lead; their bodies are not read."""
    home, for_ever = url, True
    for _ in range(MOST_REDIRECTS + 1):
        _check(url, trusted=trusted)
        with session.get(url, stream=True, headers=dict(headers)) as reply:
            onward = reply.headers.get("Location", "")
            if reply.status_code not in REDIRECTS or not onward:
                return _document(reply, url, home, bounds)
            for_ever = for_ever and reply.status_code in FOR_EVER
        url = _joined(url, onward)
        home = url if for_ever else home
    raise NotFetched(f"{home} could not be read: it redirects too often.")


def _joined(url: str, onward: str) -> str:
    try:
        return urljoin(url, onward)
    except ValueError as error:
        raise NotFetched(f"{url} redirects to what is no address.") from error


def _check(url: str, *, trusted: bool) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NotFetched("This is not the address of a document.") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        raise NotFetched("Please give an address that starts with https:// or http:// and holds no password.")
    if port not in PORTS and not trusted:
        raise NotFetched("Only the usual ports of the web are read from.")


def _document(reply: Response, url: str, home: str, bounds: Bounds) -> Document:
    unchanged = reply.status_code == HTTPStatus.NOT_MODIFIED and bool(
        reply.request.headers.keys() & {"If-None-Match", "If-Modified-Since"}
    )
    if reply.status_code != HTTPStatus.OK and not unchanged:
        raise _refused(reply, url)
    return Document(
        url,
        home,
        None if unchanged else _read(reply, url, bounds),
        reply.headers.get("Content-Type", ""),
        Seen(reply.headers.get("ETag", ""), reply.headers.get("Last-Modified", "")),
    )


def _refused(reply: Response, url: str) -> NotFetched:
    refusal = NotFetched(f"{url} answers {reply.status_code} {reply.reason}.")
    refusal.answered = reply.status_code
    refusal.wait = _seconds(reply.headers.get("Retry-After", ""))
    return refusal


def _seconds(told: str) -> int | None:
    """Retry-After in seconds, given as such or as a date; None for neither."""
    if told.isascii() and told.isdigit():
        return min(int(told[:9]), 10**8)
    try:
        when = parsedate_to_datetime(told)
    except ValueError:
        return None
    until = (when if when.tzinfo else when.replace(tzinfo=UTC)) - clock.now()
    return max(0, int(until.total_seconds()))


def _read(reply: Response, url: str, bounds: Bounds) -> bytes:
    _check_kind(reply.headers.get("Content-Type", ""), url, bounds)
    body = bytearray()
    for piece in _unpacked(reply, url, bounds):
        body += piece
        if len(body) > bounds.most:
            if bounds.cut:
                return bytes(body[: bounds.most])
            raise NotFetched(f"{url} is larger than {_size(bounds.most)}.")
    return bytes(body)


def _check_kind(told: str, url: str, bounds: Bounds) -> None:
    kind = told.partition(";")[0].strip().lower()
    if bounds.kinds and kind and not any(word in kind for word in bounds.kinds):
        raise NotFetched(f"{url} is {one_line(kind, 60)}, which is not what is looked for here.")


def _unpacked(reply: Response, url: str, bounds: Bounds) -> Iterator[bytes]:
    """The body piece by piece, none larger than a chunk, however small it was packed."""
    packing = reply.headers.get("Content-Encoding", "").strip().lower()
    pieces = reply.raw.stream(CHUNK, decode_content=False)
    if packing in {"", "identity"}:
        yield from pieces
    elif packing in {"gzip", "x-gzip"}:
        yield from _gunzipped(pieces, url, bounds)
    else:
        raise NotFetched(f"{url} is packed in a way that was not asked for.")


def _gunzipped(pieces: Iterator[bytes], url: str, bounds: Bounds) -> Iterator[bytes]:
    unpacking, came = zlib.decompressobj(GZIP), 0
    for packed in pieces:
        came += len(packed)
        if came > bounds.most:
            raise NotFetched(f"{url} is larger than {_size(bounds.most)}.")
        waiting = packed
        while waiting and not unpacking.eof:
            try:
                yield unpacking.decompress(waiting, CHUNK)
            except zlib.error as error:
                raise NotFetched(f"{url} is packed badly.") from error
            waiting = unpacking.unconsumed_tail


def _size(most: int) -> str:
    return f"{most // 2**20} MB" if most >= 2**20 else f"{most // 2**10} kB"


def _slow(bounds: Bounds) -> str:
    return f"it takes longer than {bounds.seconds:.0f} seconds"


def _why(error: Exception) -> str:
    reasons = {
        "InvalidIPAddress": "it is not a public address",
        "ConnectTimeout": "it does not answer",
        "ReadTimeout": "it does not answer",
        "ReadTimeoutError": "it does not answer",
        "IncompleteRead": "the connection broke off",
        "ProtocolError": "the connection broke off",
        "SSLError": "its certificate is not valid",
    }
    return reasons.get(type(error).__name__, "no connection could be made")
