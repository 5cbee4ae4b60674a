"""`make run` and `make dev`: everything up, in this terminal, until Ctrl-C.

What a first run decides (a secret key, the demo) is written to `.env`: a person may read and change it there,
and `flask` and `honcho` look there too.
"""

import os
import secrets
import signal
import socket
import subprocess
import sys
from types import FrameType
from urllib.parse import urlsplit

from dotenv import dotenv_values

from scripts import frontend, places
from scripts.setup import install_frontend, say

RECORD = places.ROOT / ".env"
DATABASE = places.VAR / "fireside.db"
LOCAL_HOSTS = {"127.0.0.1", "localhost", "::1"}
VITE_PORT = "5173"

Settings = dict[str, str]


def main(wanted: list[str]) -> None:
    """Prepare what is missing, say where it is, and serve."""
    os.chdir(places.ROOT)
    developing = "dev" in wanted
    places.VAR.mkdir(exist_ok=True)
    if not RECORD.exists():
        write_record()
    settings = read_settings(developing=developing)
    check_port(settings["HOST"], settings["PORT"])
    if developing:
        install_frontend()
    else:
        frontend.build()
    prepare(settings)
    print(welcome(settings), flush=True)
    sys.exit(serve("Procfile.dev" if developing else "Procfile", settings))


def write_record() -> None:
    """Decide once: a secret key of this machine's own, and the demo if there is no database yet."""
    demo = os.environ.get("FIRESIDE_DEMO", "0" if DATABASE.exists() or is_public(dict(os.environ)) else "1")
    lines = (
        "# Written by the first `make run`; yours to change. docs/operations.md lists every setting.",
        f"SECRET_KEY={secrets.token_urlsafe(48)}",
        "PUBLIC_URL=http://127.0.0.1:8000",
        f"FIRESIDE_DEMO={demo}",
    )
    RECORD.touch(mode=0o600, exist_ok=False)
    RECORD.write_text("\n".join(lines) + "\n")


def read_settings(*, developing: bool = False) -> Settings:
    """The environment, then `.env`, then what suits a run in a terminal."""
    recorded = {name: value for name, value in dotenv_values(RECORD).items() if value is not None}
    settings = {"HOST": "127.0.0.1", "PORT": "8000"} | recorded | dict(os.environ)
    if "PUBLIC_URL" not in os.environ and not is_public(settings):
        port = VITE_PORT if developing else settings["PORT"]
        settings["PUBLIC_URL"] = f"http://127.0.0.1:{port}"
    if is_public(settings) and "FIRESIDE_DEMO" not in os.environ:
        settings["FIRESIDE_DEMO"] = "0"
    if developing:
        settings["FIRESIDE_ENV"] = "development"
        settings["FIRESIDE_API"] = f"http://127.0.0.1:{settings['PORT']}"
    return settings


def is_public(settings: Settings) -> bool:
    """Whether the address people use means more than this machine."""
    return urlsplit(settings.get("PUBLIC_URL", "http://localhost")).hostname not in LOCAL_HOSTS


def check_port(host: str, port: str) -> None:
    """Stop with a way out when the port is somebody else's."""
    other = int(port) + 1
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as refusal:
            sys.exit(f"Port {port} of {host} is taken ({refusal.strerror}). Try: PORT={other} make run")


def prepare(settings: Settings) -> None:
    """Create or migrate the database, and fill an empty one with the demo if that is wanted."""
    say("Preparing the database")
    command = ["flask", "--app", "backend.app", "fireside", "prepare"]
    outcome = subprocess.run(command, env=places.environment(**settings), check=False)
    if outcome.returncode:
        sys.exit("The database could not be prepared.")


def welcome(settings: Settings) -> str:
    """Where to go, and how to get in."""
    if settings.get("FIRESIDE_DEMO") == "1":
        how = "Sign in by tapping one of the demo people. They are invented; only this machine can reach them."
    elif settings.get("MAIL_URL"):
        how = "Sign in with your e-mail address; the code comes by mail."
    else:
        how = "Sign in with your e-mail address. No mail is sent: `.venv/bin/flask fireside letters` shows the code."
    return f"\n  Fireside is at {settings['PUBLIC_URL']}\n  {how}\n  Ctrl-C stops it.\n"


def serve(procfile: str, settings: Settings) -> int:
    """Run the Procfile until a signal comes; returns 0 when somebody asked us to stop.

    Honcho's processes are out of the terminal's reach, and it knows two signals only: every way of stopping
    us, the closed terminal included, must reach it as SIGTERM, or its processes would outlive it.
    """
    command = ["honcho", "--env", os.devnull, "--procfile", procfile, "start"]
    asked: list[int] = []
    with subprocess.Popen(command, env=places.environment(**settings), start_new_session=True) as honcho:

        def stop(number: int, _frame: FrameType | None) -> None:
            asked.append(number)
            honcho.terminate()

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, stop)
        code = honcho.wait()
    return 0 if asked else code


if __name__ == "__main__":
    main(sys.argv[1:])
