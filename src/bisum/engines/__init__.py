"""The only code that touches weights."""
