"""What notices tell the feed."""

from backend.core import feed
from backend.notify import queries
from schemas.notify import NoticeSchema

feed.carries("me", "notice", NoticeSchema, changed=queries.notices_changed)
