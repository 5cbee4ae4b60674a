"""Doors to the programme, a file a matter: reading, editing, importing, exporting."""

from backend.programme.http import editing, exporting, importing, reading

DOORS = (reading.programme, editing.desk, importing.imports, exporting.exports)
