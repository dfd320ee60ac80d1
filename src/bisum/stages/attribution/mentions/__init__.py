"""Mentions: noun phrases that can speak (persons, bodies, texts), read one word after the other."""
