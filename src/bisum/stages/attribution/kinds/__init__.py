"""Kinds: whether what stands in quotation marks is somebody's speech or a term."""
