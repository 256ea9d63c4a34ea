"""From content to a released folder."""
