"""The names of streams."""


def channel(channel_id: int) -> str:
    """What is said in a channel."""
    return f"channel:{channel_id}"


def me(person_id: int) -> str:
    """What is one person's own."""
    return f"me:{person_id}"
