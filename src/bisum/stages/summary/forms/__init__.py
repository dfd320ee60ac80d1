"""Forms: a stretch of the article as a summary gives it, in both languages, every speaker named."""
