"""PostgreSQL, compiled within the scope and told of it for row-level security."""
