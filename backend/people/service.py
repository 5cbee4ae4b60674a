"""What can happen to people, their devices and the community's door."""

from sqlalchemy.orm import Session

from backend.core import clock
from backend.people.models import Device


def see(session: Session, device_id: int) -> None:
    """Write down that the device was in use just now."""
    session.get_one(Device, device_id).seen_at = clock.now()
