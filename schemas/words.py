"""The words of the contract: every closed list that crosses the wire."""

from enum import StrEnum


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
    PERSON = "person"
    COMMUNITY = "community"
    REGISTRATION = "registration"


class RefusalCode(StrEnum):
    """Why a request was refused; the problem's `detail` says it in words."""

    BAD_REQUEST = "bad_request"
    INVALID = "invalid"
    NOT_FOUND = "not_found"
    NOT_ALLOWED = "not_allowed"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    TOO_LARGE = "too_large"
    UNSUPPORTED_TYPE = "unsupported_type"
    TOO_MANY = "too_many"
    BUSY = "busy"
    NO_SPACE = "no_space"
    BROKEN = "broken"
    OUTDATED = "outdated"
    FOREIGN_ORIGIN = "foreign_origin"
    SIGNED_OUT = "signed_out"
    NAME_NEEDED = "name_needed"
    WRONG_CODE = "wrong_code"
    OTHER_DEVICE = "other_device"
    PASSKEY_REFUSED = "passkey_refused"
    LAST_ORGANISER = "last_organiser"
    SLUG_TAKEN = "slug_taken"
    IN_USE = "in_use"
    UNREADABLE_FILE = "unreadable_file"
    UNREADABLE_LIST = "unreadable_list"
    UNREADABLE_BLOGROLL = "unreadable_blogroll"
    NOT_FETCHED = "not_fetched"
    NOTHING_TO_UNDO = "nothing_to_undo"
