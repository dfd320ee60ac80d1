"""A run's pages from a server on this machine: full-text search, a JSON API, corrections."""
