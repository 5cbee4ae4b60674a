"""The words of the contract: every closed list that crosses the wire."""

from enum import StrEnum

from schemas.words.moderation import (
    Effect,
    HeldState,
    Holding,
    Measure,
    Origin,
    Reportable,
    RestrictionKind,
    RuleKind,
    WhenAway,
    Whom,
)
from schemas.words.refusals import RefusalCode

__all__ = [
    "Access",
    "Audience",
    "Badge",
    "ChangeKind",
    "ChannelKind",
    "ChannelState",
    "Decision",
    "Effect",
    "HeldState",
    "Holding",
    "Joining",
    "Level",
    "Measure",
    "NewcomerLimit",
    "NoticeKind",
    "Origin",
    "Outcome",
    "Phase",
    "Place",
    "Posting",
    "QuestionState",
    "RefusalCode",
    "Reportable",
    "RequestState",
    "RestrictionKind",
    "Role",
    "RuleKind",
    "SessionState",
    "Share",
    "Subject",
    "Then",
    "Visibility",
    "WhenAway",
    "Whom",
    "Why",
]


class Role(StrEnum):
    """What a person may do beyond being a member; a host's panels are named one by one."""

    HOST = "host"
    MODERATOR = "moderator"
    ORGANISER = "organiser"


class Joining(StrEnum):
    """Who may join the community."""

    ANYONE = "anyone"
    LIST = "list"
    INVITATION = "invitation"


class Visibility(StrEnum):
    """Who sees a person's profile."""

    MEMBERS = "members"
    HIDDEN = "hidden"


class Phase(StrEnum):
    """Where a meeting stands, by the clock in its own time zone."""

    UPCOMING = "upcoming"
    LIVE = "live"
    OVER = "over"


class SessionState(StrEnum):
    """Whether a session takes place; `missing` means the last imported file no longer names it."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"
    MISSING = "missing"


class Place(StrEnum):
    """Where a person's signup stands at its panel.

    `asked` waits for the draw; `declined` is an offer that was declined or lapsed; `missed` did not come.
    """

    ASKED = "asked"
    SEATED = "seated"
    WAITING = "waiting"
    OFFERED = "offered"
    CAME = "came"
    LEFT = "left"
    DECLINED = "declined"
    MISSED = "missed"


class Share(StrEnum):
    """Of which of a panel's seats one is: of those for all, or of those kept for some."""

    OPEN = "open"
    FIRST_TIMER = "first_timer"
    INVITED = "invited"
    DOOR = "door"


class Why(StrEnum):
    """Why a signup changed its place, in the history; hosts' own reasons stand beside it in words."""

    SIGNED_UP = "signed_up"
    LEFT = "left"
    UNDONE = "undone"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    SWAPPED = "swapped"
    DRAWN = "drawn"
    CAME = "came"
    WALKED_IN = "walked_in"
    RELEASED = "released"
    ADDED = "added"
    REMOVED = "removed"
    FORCED = "forced"
    FEWER_SEATS = "fewer_seats"


class QuestionState(StrEnum):
    """Where a question to a panel stands; `merged` ones live on in another."""

    OPEN = "open"
    ANSWERING = "answering"
    ANSWERED = "answered"
    MERGED = "merged"


class Outcome(StrEnum):
    """What became of something done at the door; only `done` and `restored` changed anything.

    `already`: it stood so before, by another phone. `known`: this very request was heard before. `restored`: the seat
    had been released meanwhile, and one was still there.
    """

    DONE = "done"
    ALREADY = "already"
    KNOWN = "known"
    RESTORED = "restored"


class Then(StrEnum):
    """What becomes of those who sit on seats that are taken away."""

    KEEP = "keep"
    MOVE = "move"


class Audience(StrEnum):
    """To whom of a panel's people a message goes; `all` are those who have a seat, came, or wait."""

    SEATED = "seated"
    WAITING = "waiting"
    CAME = "came"
    ALL = "all"


class ChannelKind(StrEnum):
    """What a conversation belongs to; `direct` is between two people."""

    COMMUNITY = "community"
    TOPIC = "topic"
    SESSION = "session"
    PANEL = "panel"
    DIRECT = "direct"


class Access(StrEnum):
    """Who may read a channel: members of the community, or anyone."""

    MEMBERS = "members"
    OPEN = "open"


class Posting(StrEnum):
    """Who may write in a channel; `hosts` are those of its session or panel, and moderators."""

    EVERYONE = "everyone"
    HOSTS = "hosts"
    MODERATORS = "moderators"


class ChannelState(StrEnum):
    """Where a channel stands: a `proposed` one waits for a moderator; an `archived` one can be read and found."""

    PROPOSED = "proposed"
    OPEN = "open"
    READ_ONLY = "read_only"
    ARCHIVED = "archived"
    DECLINED = "declined"


class Level(StrEnum):
    """Of what in a channel its member is told."""

    ALL = "all"
    MENTIONS = "mentions"
    NONE = "none"


class RequestState(StrEnum):
    """How far the two of a direct channel have agreed to talk, as one of them sees it."""

    SENT = "sent"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Badge(StrEnum):
    """What the others should know of who speaks."""

    ORGANISER = "organiser"
    MODERATOR = "moderator"
    HOST = "host"
    BLOGGER = "blogger"
    FIRST_TIMER = "first_timer"


class NewcomerLimit(StrEnum):
    """What is limited in a newcomer's first days."""

    LINKS = "links"
    MENTIONS = "mentions"
    PHOTOS = "photos"
    REQUESTS = "requests"


class NoticeKind(StrEnum):
    """What a notice is about."""

    SEATED = "seated"
    IN_LINE = "in_line"
    SEAT_OFFERED = "seat_offered"
    OFFER_LAPSED = "offer_lapsed"
    REMINDER = "reminder"
    PANEL_MOVED = "panel_moved"
    PANEL_CANCELLED = "panel_cancelled"
    PANEL_BACK = "panel_back"
    OVERLAP = "overlap"
    BACK_IN_LINE = "back_in_line"
    ADDED = "added"
    REMOVED = "removed"
    RELEASED = "released"
    COME_TO_DOOR = "come_to_door"
    MESSAGE = "message"
    THANKS = "thanks"
    APPLICATION = "application"
    QUESTION = "question"
    MENTIONED = "mentioned"
    REPLIED = "replied"
    CHAT_REQUEST = "chat_request"
    REQUEST_ACCEPTED = "request_accepted"
    TOPIC_PROPOSED = "topic_proposed"
    TOPIC_OPENED = "topic_opened"
    TOPIC_DECLINED = "topic_declined"
    REPORT_DECIDED = "report_decided"
    DECISION = "decision"
    APPEAL_MADE = "appeal_made"
    APPEAL_WAITS = "appeal_waits"
    APPEAL_DECIDED = "appeal_decided"
    HELD_PUBLISHED = "held_published"
    HELD_WITHHELD = "held_withheld"
    MODERATORS_AWAY = "moderators_away"


class Decision(StrEnum):
    """What became of an application to be on a panel."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class ChangeKind(StrEnum):
    """What an import does to something; `kept` is what it leaves alone because it was edited by hand."""

    ADDED = "added"
    MOVED = "moved"
    RENAMED = "renamed"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    BACK = "back"
    MISSING = "missing"
    KEPT = "kept"


class Subject(StrEnum):
    """What a history entry is about."""

    MEETING = "meeting"
    ROOM = "room"
    TRACK = "track"
    SPEAKER = "speaker"
    SESSION = "session"
    PANEL = "panel"
    PERSON = "person"
    COMMUNITY = "community"
    REGISTRATION = "registration"
    CHANNEL = "channel"
    CHAT = "chat"
