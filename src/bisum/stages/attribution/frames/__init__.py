"""Frames: the reports of a sentence, each with its cue, its source, and where its content begins and ends."""
