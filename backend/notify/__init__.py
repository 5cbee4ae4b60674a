"""Notices: one thing that concerns one person, kept until they have seen it and for channels that come later."""
