"""The newsroom's settings and the edition."""
