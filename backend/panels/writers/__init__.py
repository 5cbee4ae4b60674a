"""What we hand out of panels as files that others read."""
