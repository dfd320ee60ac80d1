"""Figures: what a measure is, how sure it is, and the values in which an evaluation says it."""
