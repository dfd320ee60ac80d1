"""Findings: what is doubtful about an article's English."""

from __future__ import annotations

import enum

from bisum.model.base import Product, Value


class Severity(enum.Enum):
    """What a finding asks of the reader."""

    NOTE = "note"  # good to know
    WARNING = "warning"  # look before quoting
    SERIOUS = "serious"  # do not quote without the Arabic


class Finding(Value, frozen=True, kw_only=True):
    """One doubt, in its place.

    Attributes:
        code: Its kind, a word from the table in ``docs/findings.md``.
        severity: What it asks of the reader.
        paragraph: Index of the paragraph; None for the title or the whole article.
        sentence: Index of the sentence in its passage; None for the whole passage.
        message: One plain English sentence for the analyst.
        evidence: The words that led to it, as they stand; may be empty.
    """

    code: str
    severity: Severity
    paragraph: int | None = None
    sentence: int | None = None
    message: str
    evidence: str = ""


class Findings(Product, frozen=True, kw_only=True):
    """All findings of one article, in reading order."""

    findings: tuple[Finding, ...] = ()
