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
    FILES_AWAY = "files_away"
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
    NOT_A_PHOTO = "not_a_photo"
    TOO_MANY_PIXELS = "too_many_pixels"
    DAMAGED_PHOTO = "damaged_photo"
    PHOTO_GONE = "photo_gone"
    ENOUGH_PHOTOS = "enough_photos"
    DECIDED = "decided"
    NOTHING_TO_UNDO = "nothing_to_undo"
    NO_SEAT = "no_seat"
    SEAT_GIVEN_ON = "seat_given_on"
    NO_FREE_SEAT = "no_free_seat"
    OTHERS_FIRST = "others_first"
    TOO_EARLY = "too_early"
    OTHER_PANELS_TICKET = "other_panels_ticket"
    OLD_TICKET = "old_ticket"
    WRONG_DOOR_CODE = "wrong_door_code"
    SEATS_TAKEN = "seats_taken"
    NOT_A_HOST = "not_a_host"
    DID_NOT_COME = "did_not_come"
    RATING_CLOSED = "rating_closed"
    SIGNUPS_NOT_OPEN = "signups_not_open"
    SIGNUPS_CLOSED = "signups_closed"
    LINE_CLOSED = "line_closed"
    PANEL_OVER = "panel_over"
    PANEL_CANCELLED = "panel_cancelled"
    OVERLAPPING = "overlapping"
    NOTHING_OFFERED = "nothing_offered"
    OFFER_LAPSED = "offer_lapsed"
    CAME_ALREADY = "came_already"
    TOO_LATE_TO_UNDO = "too_late_to_undo"
    HAS_PANEL = "has_panel"
    FORGED_TICKET = "forged_ticket"
    QUESTIONS_CLOSED = "questions_closed"
    ENOUGH_QUESTIONS = "enough_questions"
    OTHERS_ASK_TOO = "others_ask_too"
    NOT_TO_MERGE = "not_to_merge"
    NOT_ACCEPTED = "not_accepted"
    NOT_A_MEMBER = "not_a_member"
    NOT_A_POSTER = "not_a_poster"
    READ_ONLY = "read_only"
    TOO_MANY_MENTIONS = "too_many_mentions"
    NEWCOMER_LIMIT = "newcomer_limit"
    TOO_LATE_TO_EDIT = "too_late_to_edit"
    MESSAGE_REMOVED = "message_removed"
    REQUEST_WAITS = "request_waits"
    BLOCKED = "blocked"
    NOT_OPEN_YET = "not_open_yet"
    TOPIC_EXISTS = "topic_exists"
