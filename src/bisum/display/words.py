"""Words that go with numbers."""

from __future__ import annotations


def count(number: int, noun: str) -> str:
    """Give ``3 quotations``, ``1 quotation``, ``no quotations``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s" if number else f"no {noun}s"
