"""The lottery: an order that the seed alone decides, so that everybody can work it out afterwards."""

from hashlib import sha256


def rank(seed: str, signup_id: int) -> str:
    """Where a signup stands in the draw; the smallest comes first."""
    return sha256(f"{seed}:{signup_id}".encode()).hexdigest()
