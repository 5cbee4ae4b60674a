"""Words of moderation."""

from enum import StrEnum


class Reportable(StrEnum):
    """What can be reported and removed."""

    MESSAGE = "message"
    PHOTO = "photo"
    QUESTION = "question"
    PERSON = "person"
    APPLICATION = "application"


class Origin(StrEnum):
    """How a case came to the moderators."""

    REPORT = "report"
    RULE = "rule"
    HELD = "held"
    APPEAL = "appeal"
    MODERATOR = "moderator"


class Measure(StrEnum):
    """What moderators decided: about a subject, about something held back, or about an appeal.

    `warned` and `restricted` may come with a removal.
    """

    NOTHING = "nothing"
    REMOVED = "removed"
    WARNED = "warned"
    RESTRICTED = "restricted"
    PUBLISHED = "published"
    WITHHELD = "withheld"
    GRANTED = "granted"
    UPHELD = "upheld"


class RestrictionKind(StrEnum):
    """What a person may not do for a while: write, read and write, show photos, link, or write unseen first."""

    MUTE = "mute"
    BAN = "ban"
    NO_PHOTOS = "no_photos"
    NO_LINKS = "no_links"
    HOLD_FIRST = "hold_first"


class Holding(StrEnum):
    """Whose messages wait for a look before anybody reads them."""

    NOBODY = "nobody"
    NEWCOMERS = "newcomers"
    EVERYONE = "everyone"


class HeldState(StrEnum):
    """What became of a message that waits for a look."""

    WAITING = "waiting"
    PUBLISHED = "published"
    WITHHELD = "withheld"
    WITHDRAWN = "withdrawn"


class RuleKind(StrEnum):
    """What an automatic rule looks at."""

    WORDS = "words"
    LINKS = "links"
    REPEATS = "repeats"
    FLOODS = "floods"
    MENTIONS = "mentions"
    CONTACTS = "contacts"
    SHOUTING = "shouting"
    PROMOTION = "promotion"
    SPAM = "spam"


class Effect(StrEnum):
    """What a rule does, the mildest first: tell the moderators, slow down, hold back, take out of sight."""

    SUGGEST = "suggest"
    LIMIT = "limit"
    HOLD = "hold"
    REMOVE = "remove"


class WhenAway(StrEnum):
    """What becomes of holding while no moderator was there for hours: nothing, let pass, or hold everyone's."""

    STAY = "stay"
    LOOSER = "looser"
    STRICTER = "stricter"


class Whom(StrEnum):
    """Whose messages a rule looks at."""

    FIRST = "first"
    NEWCOMERS = "newcomers"
    EVERYONE = "everyone"
