"""What writes files of conversations. Pure: no database, no clock."""
