"""The door for gunicorn: `wsgi:app`."""

from gevent import monkey

monkey.patch_all()  # before anything else is imported: what is imported unpatched stops every request at once

from backend import live
from backend.app import create_app

app = create_app()
live.start(app)
