"""The reprint notice."""
