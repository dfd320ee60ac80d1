"""Checkpoints: where weights come from, which may be loaded, and what is kept of them on this machine."""
