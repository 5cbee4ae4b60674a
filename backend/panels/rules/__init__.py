"""Decisions about panels, a file a matter: no database, no clock, no request."""
