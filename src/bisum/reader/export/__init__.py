"""Exports: a run's records in the forms that other programs open."""

from bisum.reader.export.write import Format, Written, write

__all__ = ["Format", "Written", "write"]
