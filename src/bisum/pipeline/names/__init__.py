"""Names: one English form for each Arabic name of a run, and the records as they show it."""
