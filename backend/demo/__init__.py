"""A made-up annual meeting with made-up people, so that an empty installation has something to show."""
