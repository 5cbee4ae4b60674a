"""Tables of panels, a file a matter."""

from backend.panels.models.panel import Panel, PanelGuest, PanelHost
from backend.panels.models.signup import RosterEntry, Signup, SignupChange

__all__ = ["Panel", "PanelGuest", "PanelHost", "RosterEntry", "Signup", "SignupChange"]
