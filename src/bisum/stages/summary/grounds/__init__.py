"""Grounds: what a written sentence stands on, whether it is faithful to that, and how it is mended."""
