"""Evaluation: how good a run is, and whether another is better; reads records and references."""
