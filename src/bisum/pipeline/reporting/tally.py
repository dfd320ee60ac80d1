"""Tally: the findings of many records, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from bisum.model.base import Value
from bisum.model.finding import Severity
from bisum.model.record import Record


class Doubts(Value, frozen=True, kw_only=True):
    """What is doubtful about all records that a run's folder holds.

    Attributes:
        flagged: Records that carry a serious finding.
        findings: Number of findings by code.
    """

    flagged: int
    findings: dict[str, int]


class Tally:
    """Counts the findings of records as they pass."""

    def __init__(self) -> None:
        self.n_flagged = 0
        self.findings: Counter[str] = Counter()

    def add(self, record: Record) -> None:
        """Count those of one record."""
        self.findings.update(finding.code for finding in record.findings)
        serious = Severity.SERIOUS.value
        self.n_flagged += any(finding.severity == serious for finding in record.findings)

    def counting(self, records: Iterable[Record]) -> Iterator[Record]:
        """Give the records, and count those of each."""
        for record in records:
            self.add(record)
            yield record

    def doubts(self) -> Doubts:
        """Give what was counted so far."""
        return Doubts(flagged=self.n_flagged, findings=dict(sorted(self.findings.items())))
