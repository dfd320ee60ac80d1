"""Which findings concern a quotation, so that none of its English is passed on without them."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import Final

from bisum.model.base import Value
from bisum.model.record import LedgerRow, Record, RecordFinding
from bisum.reader.article.legend import Legend, severity_of, severity_rank
from bisum.reader.article.places import Place, place_of, places_of

# What the status, or the missing name, says already where the words are shown.
_SAID: Final = frozenset(("quote-lost", "quote-approximate", "speaker-unknown", "speaker-unnamed"))


class Sign(Value, frozen=True, kw_only=True):
    """A finding in short, wherever words that it concerns are shown.

    Attributes:
        key: Its address on the article's page: ``f0``, in the order of the record.
        code: Its kind.
        severity: What it asks of the reader.
        message: The plain explanation.
    """

    key: str
    code: str
    severity: Legend
    message: str

    @property
    def text(self) -> str:
        """Its shape and its code."""
        return f"{self.severity.shape} {self.code}"


class Doubts:
    """The warnings and worse of one article, by the words that they concern."""

    def __init__(self, record: Record) -> None:
        """Take an article's findings."""
        self._record = record
        self._texts = {row.text for row in (*record.title_quotes, *record.quotes, *record.indirect)}
        self._by_place: dict[Place, list[int]] = {}
        self._by_name: dict[str, list[int]] = {}
        for n, finding in enumerate(record.findings):
            if severity_rank(finding.severity) > severity_rank("warning") or finding.code in _SAID:
                continue
            if finding.sentence is not None:
                place = place_of(record, finding.paragraph, finding.sentence)
                self._by_place.setdefault(place, []).append(n)
            elif name := name_of(finding):
                self._by_name.setdefault(name, []).append(n)

    def signs(self, row: LedgerRow) -> tuple[Sign, ...]:
        """Give the findings on the sentences of a quotation and on its speaker's name, the worst first.

        Of several of one kind and severity the first is given.

        A finding on a sentence counts also where another sentence of its bead has it; what is said of
        another quotation in there doesn't.
        """
        numbers = {n for place in places_of(self._record, row) for n in self._by_place.get(place, ())}
        numbers |= set(self._by_name.get(row.speaker or "", ()))
        found = [(n, self._record.findings[n]) for n in sorted(numbers)]
        own = [(n, one) for n, one in found if not self._is_of_another(one, row)]
        firsts: dict[tuple[int, str], Sign] = {}
        for n, one in own:
            firsts.setdefault((severity_rank(one.severity), one.code), sign_of(n, one))
        return tuple(firsts[kind] for kind in sorted(firsts, key=itemgetter(0)))

    def _is_of_another(self, finding: RecordFinding, row: LedgerRow) -> bool:
        is_of_one = finding.code.startswith(("quote-", "speaker-")) and finding.evidence in self._texts
        return is_of_one and finding.evidence != row.text


def name_of(finding: RecordFinding) -> str:
    """Give the Arabic name of the speaker whom a finding is about; empty where it is about no name."""
    return finding.evidence.partition(" | ")[0] if finding.code.startswith("name-") else ""


def sign_of(n: int, finding: RecordFinding) -> Sign:
    """Give a finding in short; ``n`` is its place in the record."""
    return Sign(
        key=f"f{n}",
        code=finding.code,
        severity=severity_of(finding.severity),
        message=finding.message,
    )


def flagged_line(signs: Iterable[Sign]) -> str | None:
    """Say for a citation what was found; None where nothing was."""
    codes: dict[str, dict[str, None]] = {}
    for sign in signs:
        codes.setdefault(sign.severity.word, {})[sign.code] = None
    parts = "; ".join(f"{word}: {', '.join(of_word)}" for word, of_word in codes.items())
    return f"Flagged by bisum: {parts}" if parts else None
