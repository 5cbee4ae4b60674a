"""What panels tell the feed."""

from backend.core import feed
from backend.panels.queries import bloggers
from schemas.bloggers import BloggerSchema

feed.carries("meeting", "blogger", BloggerSchema, changed=bloggers.bloggers_changed)
