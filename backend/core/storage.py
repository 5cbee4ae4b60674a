"""Where people's files are kept: in a folder, or in a bucket of whoever speaks S3 (FILES_URL).

A file is written once, under a name that no other ever has, and is there whole or not at all. It has no rights: who may
read it is asked of the database, and only the app hands it out.
"""

import errno
import os
import re
import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from secrets import token_hex
from typing import Any, Protocol, TypeVar
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import structlog

from backend.core import aside
from backend.core.errors import NoSpace, NotFound, Refusal
from schemas.words import RefusalCode

log = structlog.get_logger()

R = TypeVar("R")
NAME = re.compile(r"[a-z0-9]+(?:[/.-][a-z0-9]+)+")  # ours: no way up, nothing hidden
UNFINISHED = ".unfinished"
STALE = 60 * 60  # seconds after which nobody writes to an unfinished file any more
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
SECONDS_TO_CONNECT, SECONDS_TO_ANSWER = 3, 15


class FilesAway(Refusal):
    """Files cannot be reached just now; nothing was changed."""

    code = RefusalCode.FILES_AWAY
    status = HTTPStatus.SERVICE_UNAVAILABLE
    detail = "Photos cannot be kept or shown just now. Please try again in a while."


class Storage(Protocol):
    """Some place for files."""

    def write(self, name: str, body: bytes) -> None:
        """Keep the file, safely when this returns; writing the same again changes nothing."""

    def read(self, name: str) -> bytes:
        """The whole file."""

    def remove(self, name: str) -> None:
        """Let go of the file; one that is not there is gone already."""

    def tidy(self) -> None:
        """Let go of what a process that died left unfinished."""


class Folder:
    """Files under a folder of this machine, which every process of the installation sees."""

    def __init__(self, root: str) -> None:
        self._root = Path(root)
        self._unfinished = self._root / UNFINISHED

    def write(self, name: str, body: bytes) -> None:
        """Write beside, then put in its place."""
        _reached(aside.run, self._write, self._path(name), body)

    def read(self, name: str) -> bytes:
        """Read the file."""
        path = self._path(name)
        try:
            return path.read_bytes()
        except FileNotFoundError as error:
            raise NotFound from error
        except OSError as error:
            raise _refused(error) from error

    def remove(self, name: str) -> None:
        """Delete the file."""
        _reached(self._path(name).unlink, missing_ok=True)

    def tidy(self) -> None:
        """Delete what was begun an hour ago and is not finished."""
        if not self._unfinished.is_dir():
            return
        for path in self._unfinished.iterdir():
            if time.time() - path.stat().st_mtime > STALE:
                path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._root / _checked(name)

    def _write(self, path: Path, body: bytes) -> None:
        self._unfinished.mkdir(parents=True, exist_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._unfinished / token_hex(16)
        try:
            with beside.open("xb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        _sync(path.parent)


def _sync(folder: Path) -> None:
    """See to it that a name survives the power going out, as what it names does."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Bucket:
    """Files in a bucket, each put there whole by one request."""

    def __init__(self, client: Any, bucket: str, prefix: str) -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = f"{prefix}/" if prefix else ""

    def write(self, name: str, body: bytes) -> None:
        """Put the file."""
        _reached(self._client.put_object, Bucket=self._bucket, Key=self._key(name), Body=body)

    def read(self, name: str) -> bytes:
        """Get the file."""
        return _reached(self._read, self._key(name))

    def remove(self, name: str) -> None:
        """Delete the file."""
        _reached(self._client.delete_object, Bucket=self._bucket, Key=self._key(name))

    def tidy(self) -> None:
        """Nothing is left unfinished here."""

    def _read(self, key: str) -> bytes:
        with self._client.get_object(Bucket=self._bucket, Key=key)["Body"] as body:
            whole: bytes = body.read()
            return whole

    def _key(self, name: str) -> str:
        return self._prefix + _checked(name)


def _checked(name: str) -> str:
    if not NAME.fullmatch(name):
        raise ValueError(name)
    return name


def _reached(work: Callable[..., R], *given: Any, **named: Any) -> R:
    """Do the work; what hinders it is told in words."""
    try:
        return work(*given, **named)
    except Exception as error:
        raise _refused(error) from error


def _refused(error: Exception) -> Exception:
    """The refusal for what the system, or the other side, says; a fault of our own stays one."""
    answered = getattr(error, "response", {}).get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if answered == HTTPStatus.NOT_FOUND:
        return NotFound()
    full = answered == HTTPStatus.INSUFFICIENT_STORAGE or getattr(error, "errno", None) in FULL
    theirs = isinstance(error, OSError) or type(error).__module__.startswith(("botocore", "urllib3"))
    if not full and not theirs:
        return error
    log.error("files.away", error=f"{type(error).__name__}: {error}"[:200], full=full)
    return NoSpace(retry_after=60) if full else FilesAway(retry_after=10)


class _Place:
    """The storage in use."""

    storage: Storage | None = None


def bind(url: str) -> Storage:
    """Keep files at this address: a folder, or `s3://key:secret@bucket/prefix?endpoint=https://…&region=…`."""
    _Place.storage = opened(url)
    return _Place.storage


def current() -> Storage:
    """The storage in use.

    Raises:
        RuntimeError: when `bind` was not called.
    """
    if _Place.storage is None:
        raise RuntimeError("No storage is bound.")
    return _Place.storage


def opened(url: str) -> Storage:
    """The storage at an address that the settings let through; nothing is asked of it yet."""
    parts = urlsplit(url)
    if parts.scheme == "s3":
        return Bucket(_client(parts), parts.netloc.rpartition("@")[2], parts.path.strip("/"))
    return Folder(parts.path if parts.scheme == "file" else url)


def _client(parts: SplitResult) -> Any:
    """A client of S3 with the keys of the address, or without any those that its library finds on the machine.

    Only the checksums that everybody speaks are used: others than Amazon refuse the newer ones.
    """
    import boto3  # noqa: PLC0415 - an extra: only where files are in a bucket
    from botocore.config import Config  # noqa: PLC0415 - as above

    options = dict(parse_qsl(parts.query))
    endpoint = options.get("endpoint")
    keys = {"aws_access_key_id": parts.username, "aws_secret_access_key": parts.password}
    config = Config(
        connect_timeout=SECONDS_TO_CONNECT,
        read_timeout=SECONDS_TO_ANSWER,
        retries={"total_max_attempts": 2},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        s3={"addressing_style": "path"} if endpoint else {},
    )
    given = {name: unquote(key) for name, key in keys.items() if key}
    return boto3.client("s3", endpoint_url=endpoint, region_name=options.get("region"), config=config, **given)
