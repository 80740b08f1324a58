"""Administration of the database: its embedded server, its schema, its roles."""
