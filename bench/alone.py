"""The application with a commit for each request: what it would be without the writers' shared one."""

from gevent import monkey

monkey.patch_all()  # before anything else is imported, as in wsgi.py

from backend import live  # noqa: E402
from backend.app import create_app  # noqa: E402
from backend.core import serving, turns  # noqa: E402

turns.MOST_TOGETHER = serving.MOST_SERVED = 1
app = create_app()
live.start(app)
