"""Values: what bisum knows; no I/O, no models."""
