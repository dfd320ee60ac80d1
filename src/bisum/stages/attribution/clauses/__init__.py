"""Clauses: what stands around a verb as its subject, its object, or the owner of what is said."""
