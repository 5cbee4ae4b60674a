"""What reads files of conversations. Pure: no database, no clock."""
