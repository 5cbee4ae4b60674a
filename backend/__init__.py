"""Fireside's server: a Flask JSON API over feature packages."""
