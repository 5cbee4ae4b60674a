"""Tables of panels, a file a matter."""

from backend.panels.models.after import PanelEnd, PanelMessage, Rating
from backend.panels.models.blogger import Application, Blog, Blogger
from backend.panels.models.door import DoorCode, DoorHelper
from backend.panels.models.panel import Panel, PanelGuest, PanelHost
from backend.panels.models.question import Question, QuestionAsker, QuestionVote
from backend.panels.models.signup import RosterEntry, Signup, SignupChange

__all__ = [
    "Application",
    "Blog",
    "Blogger",
    "DoorCode",
    "DoorHelper",
    "Panel",
    "PanelEnd",
    "PanelGuest",
    "PanelHost",
    "PanelMessage",
    "Question",
    "QuestionAsker",
    "QuestionVote",
    "Rating",
    "RosterEntry",
    "Signup",
    "SignupChange",
]
