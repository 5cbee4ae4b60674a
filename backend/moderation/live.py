"""What moderation tells the feed."""
