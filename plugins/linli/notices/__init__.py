"""The life of a story in time: when it may be seen, and when it no longer holds."""
