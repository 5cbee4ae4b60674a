"""Documents from elsewhere, fetched so that nobody can point us at ourselves.

Every address, that of a redirect too, is resolved once and refused when it is private, loopback or otherwise not a
public host; only http and https on their own ports; bounded in time, size (after decompression) and redirects; no
cookies, no credentials. The operator's own command line may read from this machine (`trusted`).
"""

import time
from http import HTTPStatus
from urllib.parse import urlsplit

from requests import RequestException, Response
from requests_hardened import Config, Manager

from backend.core.errors import Refusal
from schemas.words import RefusalCode

SECONDS = 15.0
MOST_REDIRECTS = 3
PORTS = frozenset({None, 80, 443})
CHUNK = 64 * 1024


class NotFetched(Refusal):
    """The document could not be had; the sentence says why."""

    code = RefusalCode.NOT_FETCHED
    status = HTTPStatus.UNPROCESSABLE_ENTITY


def fetch(url: str, *, most: int, trusted: bool = False) -> bytes:
    """The document at `url`, at most `most` bytes.

    Raises:
        NotFetched: when the address is not public http(s), answers anything but 200, or is too slow or too large.
    """
    _check(url, trusted=trusted)
    give_up = time.monotonic() + SECONDS
    limits = Config(
        ip_filter_enable=not trusted,
        ip_filter_allow_loopback_ips=trusted,
        never_redirect=False,
        default_timeout=(5, 5),
        user_agent_override="Fireside",
    )
    with Manager(limits).get_session() as session:
        session.max_redirects = MOST_REDIRECTS
        session.trust_env = False
        session.hooks["response"].append(lambda reply, **_: _check(_target(reply), trusted=trusted))
        try:
            with session.request("GET", url, stream=True) as reply:
                return _read(reply, most, give_up)
        except RequestException as error:
            raise NotFetched(f"{url} could not be read: {_why(error)}.") from error


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


def _target(reply: Response) -> str:
    """Where the reply sends us on to, or where it is from."""
    return reply.headers.get("Location", "") if reply.is_redirect and "://" in reply.headers["Location"] else reply.url


def _read(reply: Response, most: int, give_up: float) -> bytes:
    if reply.status_code != HTTPStatus.OK:
        raise NotFetched(f"{reply.url} answers {reply.status_code} {reply.reason}.")
    body = bytearray()
    for chunk in reply.iter_content(CHUNK):
        body += chunk
        if len(body) > most:
            raise NotFetched(f"{reply.url} is larger than {most // 2**20} MB.")
        if time.monotonic() > give_up:
            raise NotFetched(f"{reply.url} takes longer than {SECONDS:.0f} seconds.")
    return bytes(body)


def _why(error: RequestException) -> str:
    reasons = {
        "InvalidIPAddress": "it is not a public address",
        "TooManyRedirects": "it redirects too often",
        "ConnectTimeout": "it does not answer",
        "ReadTimeout": "it does not answer",
        "SSLError": "its certificate is not valid",
    }
    return reasons.get(type(error).__name__, "no connection could be made")
