"""What can happen to people, their devices and the community's door; a file a matter."""
