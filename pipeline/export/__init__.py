"""Documents as files that people and programs open."""
