"""Doors to one's own profile and devices."""

from typing import Any

from backend.core import clock, db
from backend.core.http import Blueprint
from backend.people import queries
from backend.people.models import Person
from backend.people.service import profile, signing_in
from backend.people.signed_in import Reader, signed_in
from schemas.people import ChangeMeSchema, DeviceSchema, MeSchema

me = Blueprint("me", url_prefix="/api/me", description="My profile and my devices")


@me.get("")
@me.response(200, MeSchema)
@signed_in
def show_me(reader: Reader) -> Person:
    """My profile."""
    with db.reading() as session:
        return queries.me_for(session, reader.id)


@me.patch("")
@me.response(200, MeSchema)
@signed_in
@me.arguments(ChangeMeSchema)
def change_me(reader: Reader, values: dict[str, Any]) -> Person:
    """Change the fields of my profile that are sent."""
    with db.writing() as session:
        return profile.change_me(session, reader.id, values)


@me.get("/devices")
@me.response(200, DeviceSchema(many=True))
@signed_in
def list_devices(reader: Reader) -> list[dict[str, Any]]:
    """Where I am signed in, the device seen last first."""
    with db.reading() as session:
        devices = queries.living_devices(session, reader.id, reader.roles, at=clock.now())
    return [
        {
            "id": device.id,
            "label": device.label,
            "signed_in_at": device.signed_in_at,
            "seen_at": device.seen_at,
            "current": device.id == reader.device_id,
        }
        for device in devices
    ]


@me.delete("/devices/<int:device_id>")
@me.response(204)
@signed_in
def end_device(reader: Reader, device_id: int) -> None:
    """Sign one of my devices out."""
    with db.writing() as session:
        signing_in.end_device(session, reader.id, device_id)


@me.delete("/devices")
@me.response(204)
@signed_in
def end_other_devices(reader: Reader) -> None:
    """Sign out all my devices but this one."""
    with db.writing() as session:
        signing_in.end_other_devices(session, reader.id, reader.device_id)
