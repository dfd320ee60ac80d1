"""Scores of records against references and of runs against each other."""
