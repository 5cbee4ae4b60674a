"""Moderation: what is reported, held back, decided, taken away and put back, and the record of all of it."""
