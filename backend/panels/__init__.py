"""Panels: sessions with seats, from the first sign-up to the last empty chair."""
