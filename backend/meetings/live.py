"""What meetings tell the feed."""

from backend.core import feed
from backend.meetings import queries
from schemas.meetings import MeetingSchema, RoomSchema

feed.stream("meeting", may_open=queries.may_hear, public=True)
feed.carries("meeting", "meeting", MeetingSchema, changed=queries.meetings_changed)
feed.carries("meeting", "room", RoomSchema, changed=queries.rooms_changed)
