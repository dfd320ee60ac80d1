"""Executors: who takes windows of articles through the stages, here or on many machines."""
