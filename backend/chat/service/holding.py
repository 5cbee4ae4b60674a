"""x"""
from sqlalchemy.orm import Session


def withdraw(session: Session, person_id: int, held_id: int) -> None:
    """x"""
