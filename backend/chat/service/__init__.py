"""What can happen in chat."""
