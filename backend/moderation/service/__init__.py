"""What moderators and reporters do."""
