"""Panels: sessions with seats, their bloggers and their hosts."""
