"""Schedule files in, one neutral draft out. Readers know no database and no request."""
