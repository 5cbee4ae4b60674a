"""Reads of panels, a file a matter."""
