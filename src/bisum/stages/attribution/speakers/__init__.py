"""Speakers: who speaks in a frame: whom the rules propose, and the choice among all who are near."""
