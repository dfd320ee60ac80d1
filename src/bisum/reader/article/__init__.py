"""Article: a record as its page shows it, in plain values and plain words."""
