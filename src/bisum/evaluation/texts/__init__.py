"""Texts: translations and summaries held against what people wrote, word for word."""
