"""Doors for taking in a schedule file: shown first, then written whole."""

from typing import Any

from flask import request

from backend.core import db
from backend.core.errors import Invalid
from backend.core.fetch import fetch
from backend.core.http import Blueprint
from backend.core.text import one_line
from backend.meetings import queries as meetings
from backend.people.signed_in import Reader, holds
from backend.programme import queries, service
from backend.programme.readers import MOST_BYTES
from schemas import programme as shapes
from schemas.words import Role

LONGEST_FILE_NAME = 200

imports = Blueprint("imports", url_prefix="/api/meetings", description="Schedule files, for organisers")


@imports.post("/<slug>/programme/import")
@imports.response(200, shapes.ImportReportSchema)
@holds(Role.ORGANISER)
@imports.arguments(shapes.ImportForm, location="form")
@imports.arguments(shapes.ImportFile, location="files")
def import_programme(reader: Reader, form: dict[str, Any], _files: dict[str, Any], slug: str) -> Any:
    """Preview what a schedule file (or the document at `url`) would change, or with `write` take it in."""
    with db.reading() as session:
        timezone = meetings.meeting(session, slug).timezone
    data, name = _document(form["url"])
    draft = service.read_file(data, name=name, timezone=timezone)
    if not form["write"]:
        with db.reading() as session:
            return service.preview_import(session, slug, draft)
    with db.writing() as session:
        return service.import_programme(session, reader.id, slug, draft, name=name)


@imports.get("/<slug>/programme/imports")
@imports.response(200, shapes.ImportRunSchema(many=True))
@holds(Role.ORGANISER)
def list_imports(_reader: Reader, slug: str) -> Any:
    """What was taken in before, newest first."""
    with db.reading() as session:
        return queries.import_runs(session, slug)


def _document(url: str) -> tuple[bytes, str]:
    """The uploaded file or the document at the address, and what to call it."""
    upload = request.files.get("file")
    if upload:
        with upload.stream as stream:
            return stream.read(MOST_BYTES + 1), one_line(upload.filename or "", LONGEST_FILE_NAME) or "the file"
    if url:
        return fetch(url, most=MOST_BYTES), url
    raise Invalid("Choose a file or give an address.", errors={"file": ["Choose a file or give an address."]})
