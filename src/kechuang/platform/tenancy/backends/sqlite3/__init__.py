"""SQLite, compiled within the scope."""
