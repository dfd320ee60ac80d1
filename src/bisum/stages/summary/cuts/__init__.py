"""Cuts: what may be left out of a sentence without a change in what the rest says."""
