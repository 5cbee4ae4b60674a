"""What can happen to panels, a file a matter."""
