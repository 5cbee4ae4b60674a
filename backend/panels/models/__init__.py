"""Tables of panels, a file a matter."""

from backend.panels.models.blogger import Blog, Blogger

__all__ = ["Blog", "Blogger"]
