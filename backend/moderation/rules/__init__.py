"""What moderation decides without a database."""
