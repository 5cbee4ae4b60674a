"""Which names nobody may give themselves: those that look like the people who run this place."""

from collections.abc import Iterable

from backend.core.errors import Invalid
from backend.core.lookalikes import skeleton

OFFICES = frozenset(
    skeleton(word)
    for word in (
        *("admin", "administrator", "administrators", "fireside", "helpdesk", "moderator", "moderators", "official"),
        *("organiser", "organisers", "organizer", "organizers", "staff", "support", "sysadmin", "webmaster"),
    )
)


def check_name(name: str, *, community: str, keepers: Iterable[str]) -> None:
    """Refuse a name that sounds like an office here, or looks like that of a moderator or organiser.

    Who looks after this place is told by a badge, and a badge comes by the role alone.

    Raises:
        Invalid: saying which, and what to do about it.
    """
    looks = skeleton(name)
    if looks == skeleton(community) or not OFFICES.isdisjoint(looks.split()):
        raise _refused("This sounds like an office here. Please give the name that people know you by.")
    if looks.replace(" ", "") in {skeleton(keeper).replace(" ", "") for keeper in keepers}:
        raise _refused(
            "Somebody who looks after this place has this name, or one that looks like it. Please add a middle name "
            "or an initial, so that nobody takes you for them."
        )


def _refused(sentence: str) -> Invalid:
    return Invalid(sentence, errors={"name": [sentence]})
