"""What people tell the feed: each person hears of themselves."""

from backend.core import feed
from backend.people import queries
from schemas.people import MeSchema

feed.stream("me", may_open=queries.may_hear)
feed.carries("me", "person", MeSchema, changed=queries.people_changed)
