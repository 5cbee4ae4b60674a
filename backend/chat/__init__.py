"""Chat: channels that stay open all year, what is said in them, and who has read how far."""
