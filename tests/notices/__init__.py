"""The life of a story in time."""
