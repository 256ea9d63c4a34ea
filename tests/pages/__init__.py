"""Every page of the site."""
