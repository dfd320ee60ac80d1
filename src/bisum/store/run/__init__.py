"""Run: what a run has on disk in its folder: outcomes, models' products, names, corrections."""
