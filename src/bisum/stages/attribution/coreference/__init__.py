"""Coreference: who is who in an article, by full names, short forms, descriptions and pronouns."""
