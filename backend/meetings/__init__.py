"""Meetings: the yearly editions, their rooms, and who is registered for each."""
