"""What panels tell the feed."""

from backend.core import feed
from backend.panels import queries
from schemas.console import RatingSchema
from schemas.panels import PanelSchema, RosterSchema, SignupSchema

feed.carries("meeting", "panel", PanelSchema, changed=queries.panels_changed)
feed.carries("me", "signup", SignupSchema, changed=queries.signups_changed)
feed.carries("me", "rating", RatingSchema, changed=queries.ratings_changed)
feed.stream("roster", may_open=queries.may_hear_roster, lapses=True)
feed.carries("roster", "roster", RosterSchema, changed=queries.roster_changed)
