"""What somebody would write who wants to break the newsroom: a table, and what must come of it."""
