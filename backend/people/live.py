"""What people tell the feed: each person hears of themselves."""

from backend.core import feed
from backend.people import queries
from backend.people.queries import restrictions
from schemas.people import MeSchema
from schemas.restrictions import RestrictionSchema

feed.stream("me", may_open=queries.may_hear)
feed.carries("me", "person", MeSchema, changed=queries.people_changed)
feed.carries("me", "restriction", RestrictionSchema, changed=restrictions.restrictions_changed)
