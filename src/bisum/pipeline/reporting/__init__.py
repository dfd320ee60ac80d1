"""Reporting: what a run tells of itself, while it works and afterwards."""
