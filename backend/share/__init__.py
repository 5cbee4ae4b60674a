"""What a shared link shows: plain pages that need no script, and the picture beside the link."""
