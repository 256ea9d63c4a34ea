"""The rooms of a copy that others take along."""
