"""Stored: a run's folder whose home is a store (S3 and the like), which one run at a time may fill."""
