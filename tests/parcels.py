"""Conversations with photos as a ZIP: what was taken out, and what is to be taken in."""

import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile


def opened(reply, body=None):
    """What was sent as a file: its lines, and its photos by name."""
    assert (reply.status_code, reply.mimetype) == (200, "application/zip")
    assert reply.headers["Content-Disposition"].startswith("attachment")
    with ZipFile(BytesIO(body or reply.data)) as whole:
        assert whole.testzip() is None
        told = [json.loads(line) for line in whole.read("messages.jsonl").splitlines()]
        photos = {name: whole.read(name) for name in whole.namelist() if name != "messages.jsonl"}
    return told, photos


def packed(told, files, *, lines="messages.jsonl", locked=""):
    """Lines and files (by their names) as a ZIP, in which the one that is `locked` says that it has a password."""
    body = BytesIO()
    with ZipFile(body, "w", ZIP_DEFLATED) as whole:
        whole.writestr(lines, b"".join(json.dumps(line).encode() + b"\n" for line in told))
        for name, file in files.items():
            whole.writestr(name, file)
        for entry in whole.infolist():
            entry.flag_bits |= entry.filename == locked
    return body.getvalue()


def words_of(body):
    """What the body of an answer says; of a ZIP, its lines."""
    if not body.startswith(b"PK"):
        return body.decode()
    with ZipFile(BytesIO(body)) as whole:
        return whole.read("messages.jsonl").decode()
