"""Tables of panels, a file a matter."""

from backend.panels.models.panel import Panel, PanelGuest, PanelHost
from backend.panels.models.question import Question, QuestionAsker, QuestionVote
from backend.panels.models.signup import RosterEntry, Signup, SignupChange

__all__ = [
    "Panel",
    "PanelGuest",
    "PanelHost",
    "Question",
    "QuestionAsker",
    "QuestionVote",
    "RosterEntry",
    "Signup",
    "SignupChange",
]
