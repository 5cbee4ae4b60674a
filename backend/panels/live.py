"""What panels tell the feed."""

from backend.core import feed
from backend.panels import queries
from backend.panels.queries import applications, bloggers, questions
from schemas.bloggers import ApplicationSchema, BloggerSchema
from schemas.console import RatingSchema
from schemas.panels import PanelSchema, RosterSchema, SignupSchema
from schemas.questions import AskerSchema, QuestionSchema, VoteSchema

feed.carries("meeting", "panel", PanelSchema, changed=queries.panels_changed)
feed.carries("meeting", "blogger", BloggerSchema, changed=bloggers.bloggers_changed)
feed.carries("me", "application", ApplicationSchema, changed=applications.applications_changed)
feed.carries("me", "signup", SignupSchema, changed=queries.signups_changed)
feed.carries("me", "rating", RatingSchema, changed=queries.ratings_changed)
feed.stream("roster", may_open=queries.may_hear_roster, lapses=True)
feed.carries("roster", "roster", RosterSchema, changed=queries.roster_changed)

feed.stream("panel", may_open=questions.may_hear_questions)
feed.carries("panel", "question", QuestionSchema, changed=questions.questions_changed)
feed.carries("me", "vote", VoteSchema, changed=questions.votes_changed)
feed.stream("hosts", may_open=questions.may_hear_askers)
feed.carries("hosts", "asker", AskerSchema, changed=questions.askers_changed)
