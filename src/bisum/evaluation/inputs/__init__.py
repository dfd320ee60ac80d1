"""Inputs: the runs that are measured, and the references that they are held against."""
