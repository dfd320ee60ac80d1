"""Faithfulness: whether a summary says only what its article says, and quotes only what was said."""
