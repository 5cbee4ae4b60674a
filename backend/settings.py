"""Every setting, read once from the environment and refused in words when it cannot be right."""

import importlib.util
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args
from urllib.parse import urlsplit

from environs import Env

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
SHORTEST_SECRET = 32
SHORTEST_TOKEN = 16
Fanout = Literal["direct", "stock"]
REDIS = ("redis", "rediss", "unix")


class BadSettings(Exception):
    """The environment asks for something that is unsafe or cannot work; the text says what to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a deployment decides. `public_url` has no trailing slash; `mail_url` is empty for the log."""

    database_url: str
    public_url: str
    secret_key: str
    secret_key_fallbacks: tuple[str, ...] = ()
    mail_url: str = ""
    mail_from: str = "Fireside <fireside@localhost>"
    production: bool = True
    demo: bool = False
    trusted_proxies: int = 0
    jobs_path: str = "var/jobs.db"
    files_url: str = "var/files"
    extra_hosts: tuple[str, ...] = ()
    redis_url: str = ""
    fanout: Fanout = "direct"
    metrics_token: str = ""
    disposable_domains: frozenset[str] = frozenset()

    @property
    def host(self) -> str:
        """The public host name, without a port."""
        return urlsplit(self.public_url).hostname or ""

    @property
    def https(self) -> bool:
        """Whether the public address is served over TLS, as the proxy in front says."""
        return self.public_url.startswith("https://")

    @property
    def local(self) -> bool:
        """Whether only this machine can be meant by the public address."""
        return self.host in LOCAL_HOSTS

    @property
    def origins(self) -> frozenset[str]:
        """The origins a page of ours has; all names of this machine when the public address is one of them."""
        ours = urlsplit(self.public_url)
        origins = {f"{ours.scheme}://{ours.netloc}"}
        if self.local:
            port = f":{ours.port}" if ours.port else ""
            origins |= {f"{ours.scheme}://{host}{port}" for host in ("localhost", "127.0.0.1", "[::1]")}
        return frozenset(origins)

    @property
    def offers_demo(self) -> bool:
        """Anyone may come in as one of the invented people, but only where nobody else can look."""
        return self.local and self.demo

    @property
    def shows_inbox(self) -> bool:
        """The local inbox page stands in for mail only where no mail is sent and nobody else can look."""
        return self.local and not self.mail_url and (self.demo or not self.production)


def load() -> Settings:
    """Read the environment.

    Raises:
        BadSettings: naming the variable and what to do about it.
    """
    env = Env()
    production = env.str("FIRESIDE_ENV", "production") != "development"
    settings = Settings(
        database_url=env.str("DATABASE_URL", "sqlite:///var/fireside.db"),
        public_url=env.str("PUBLIC_URL", "" if production else "http://127.0.0.1:8000").rstrip("/"),
        secret_key=env.str("SECRET_KEY", "" if production else secrets.token_urlsafe(32)),
        secret_key_fallbacks=tuple(env.list("SECRET_KEY_FALLBACKS", [])),
        mail_url=env.str("MAIL_URL", ""),
        mail_from=env.str("MAIL_FROM", "Fireside <fireside@localhost>"),
        production=production,
        demo=env.bool("FIRESIDE_DEMO", default=False),
        trusted_proxies=env.int("TRUSTED_PROXIES", 0),
        jobs_path=env.str("JOBS_PATH", str(Path("var") / "jobs.db")),
        files_url=env.str("FILES_URL", str(Path("var") / "files")),
        extra_hosts=tuple(env.list("EXTRA_HOSTS", [])),
        redis_url=env.str("REDIS_URL", ""),
        fanout=cast("Fanout", env.str("FANOUT", "direct")),
        metrics_token=env.str("METRICS_TOKEN", ""),
        disposable_domains=_domains(env.str("DISPOSABLE_DOMAINS", "")),
    )
    check(settings, debug=env.bool("FLASK_DEBUG", default=False))
    return settings


def _domains(path: str) -> frozenset[str]:
    """The domains in a file, one a line; lines that begin with # are remarks."""
    if not path:
        return frozenset()
    try:
        lines = Path(path).read_text(encoding="utf-8").lower().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(f"DISPOSABLE_DOMAINS names a file that cannot be read: {path}.") from error
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def check(settings: Settings, *, debug: bool) -> None:
    """Refuse what must never be served: weak secrets, no address, debug, or an open demo door."""
    if settings.production and debug:
        raise BadSettings("FLASK_DEBUG is on: unset it, or set FIRESIDE_ENV=development.")
    if not urlsplit(settings.public_url).hostname:
        raise BadSettings("PUBLIC_URL is missing: set the address people use, such as https://meet.example.org.")
    if len(settings.secret_key) < SHORTEST_SECRET or len(set(settings.secret_key)) < SHORTEST_SECRET // 4:
        raise BadSettings(f"SECRET_KEY is missing or guessable: set at least {SHORTEST_SECRET} random characters.")
    if settings.redis_url and urlsplit(settings.redis_url).scheme not in REDIS:
        raise BadSettings("REDIS_URL cannot be read: it is like redis://:password@host:6379/0.")
    _check_files(settings.files_url)
    if settings.fanout not in get_args(Fanout):
        raise BadSettings(f"FANOUT is one of {' and '.join(get_args(Fanout))}.")
    if 0 < len(settings.metrics_token) < SHORTEST_TOKEN:
        raise BadSettings(f"METRICS_TOKEN is guessable: set at least {SHORTEST_TOKEN} random characters, or none.")
    if settings.demo and not settings.local:
        raise BadSettings("FIRESIDE_DEMO lets anyone in as anyone, so it works only with a local PUBLIC_URL.")


def _check_files(url: str) -> None:
    """Refuse a place for files that nobody could find, or that needs what is not installed."""
    parts = urlsplit(url)
    if parts.scheme not in {"", "file", "s3"} or (parts.scheme == "s3" and not parts.netloc):
        raise BadSettings("FILES_URL cannot be read: it is a folder, or like s3://key:secret@bucket/folder?region=….")
    if parts.scheme == "s3" and importlib.util.find_spec("boto3") is None:
        raise BadSettings("FILES_URL is a bucket, which needs boto3: pip install -r requirements-s3.txt.")
