"""Decisions about chat: no database, no clock, no request."""
