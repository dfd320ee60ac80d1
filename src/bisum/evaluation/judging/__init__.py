"""Judging: blind sheets for people, and what they preferred."""
