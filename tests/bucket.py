"""A bucket of our own that speaks as much of S3 as one needs to put, get and delete; it can be full, or go away.

Whoever does not sign with its key and secret is a stranger: AWS Signature Version 4, by its published description.
"""

import hashlib
import hmac
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import reduce
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

KEY, SECRET = "test-key", "test/secret+1"
SIGNED = re.compile(r"AWS4-HMAC-SHA256 Credential=([^/]+)/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)")
ERROR = "<?xml version='1.0'?><Error><Code>{}</Code><Message>no</Message></Error>"


class Bucket:
    """What it holds by path, and what it was asked."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.full = False
        self.strangers = 0
        self.url = ""


def _is_signed(asked: BaseHTTPRequestHandler) -> bool:
    """Whether the request bears the signature that the secret makes of it."""
    found = SIGNED.fullmatch(asked.headers.get("Authorization", ""))
    if not found:
        return False
    key, scope, names, signature = found.groups()
    path, _, query = asked.path.partition("?")
    headers = [f"{name}:{asked.headers[name].strip()}" for name in names.split(";")]
    lines = [asked.command, path, query, *headers, "", names, asked.headers["X-Amz-Content-SHA256"]]
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    text = "\n".join(["AWS4-HMAC-SHA256", asked.headers["X-Amz-Date"], scope, digest])
    made = reduce(_hmac, [*scope.split("/"), text], f"AWS4{SECRET}".encode()).hex()
    return key == KEY and hmac.compare_digest(made, signature)


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")


def _handler(bucket: Bucket) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if bucket.full:
                return self._say(507, ERROR.format("XMinioStorageFull").encode())
            bucket.files[self.path] = body
            return self._say(200)

        def do_GET(self) -> None:
            body = bucket.files.get(self.path)
            self._say(200, body) if body is not None else self._say(404, ERROR.format("NoSuchKey").encode())

        def do_DELETE(self) -> None:
            bucket.files.pop(self.path, None)
            self._say(204)

        def _say(self, status: int, body: bytes = b"") -> None:
            if not _is_signed(self):
                bucket.strangers += 1
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def a_bucket(name: str = "fireside") -> Iterator[Bucket]:
    bucket = Bucket()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(bucket))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    bucket.url = f"s3://{KEY}:{quote(SECRET, safe='')}@{name}/photos-of/2026?endpoint=http://127.0.0.1:{server.server_port}&region=eu-central-1"
    try:
        yield bucket
    finally:
        server.daemon_threads = True
        server.block_on_close = False
        server.shutdown()
        thread.join()
        server.server_close()
