"""Places worth reading: where two runs differ most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from bisum.evaluation.figures.measure import Floats
from bisum.evaluation.figures.results import Example
from bisum.evaluation.inputs.runs import Case
from bisum.evaluation.quotations.attribution import speech
from bisum.evaluation.quotations.pairing import word_f1
from bisum.evaluation.report.examples import first_of
from bisum.evaluation.texts.rouge import plain
from bisum.evaluation.texts.scores import Segment
from bisum.model.record import LedgerRow, Record


def different_examples(
    first: Sequence[Case],
    second: Sequence[Case],
    segments: tuple[Sequence[Segment], Sequence[Segment]],
    chrf: tuple[Floats, Floats] | None,
) -> tuple[Example, ...]:
    """Give the places where two runs differ most, by kind.

    Args:
        first: One run's articles.
        second: The other's, the same in the same order.
        segments: Each run's paragraphs with references.
        chrf: Of each run's segments; None without references.
    """
    pairs = [(a.record, b.record) for a, b in zip(first, second, strict=True)]
    kinds = (
        (one for a, b in pairs for one in _other_speakers(a, b)),
        _other_paragraphs(first, segments, chrf) if chrf else _unlike_paragraphs(pairs),
        _unlike_summaries(pairs),
    )
    return tuple(example for kind in kinds for example in first_of(kind))


def _other_speakers(first: Record, second: Record) -> Iterator[Example]:
    there: dict[tuple[object, ...], LedgerRow] = {(row.paragraph, row.spans): row for row in second.quotes}
    for row in speech(first.quotes):
        other = there.get((row.paragraph, row.spans))
        if other is None or other.speaker != row.speaker:
            given = "not in its ledger" if other is None else other.speaker or "unknown"
            yield Example(
                kind="Quotations whose speaker differs",
                id=first.id,
                paragraph=row.paragraph,
                note=f"first run: {row.speaker or 'unknown'}; second run: {given}",
                arabic=row.text,
                english=row.english_text,
                other=other.english_text if other else None,
            )


def _other_paragraphs(
    cases: Sequence[Case],
    segments: tuple[Sequence[Segment], Sequence[Segment]],
    chrf: tuple[Floats, Floats],
) -> Iterator[Example]:
    change = chrf[1] - chrf[0]
    for n in np.argsort(-np.abs(change), kind="stable"):
        if change[n] == 0:
            return
        one, other = segments[0][int(n)], segments[1][int(n)]
        yield Example(
            kind="Paragraphs whose chrF differs most",
            id=cases[one.article].record.id,
            paragraph=one.paragraph,
            note=f"chrF {chrf[0][n]:.1f} and {chrf[1][n]:.1f}",
            arabic=one.source,
            english=one.hypothesis,
            other=other.hypothesis,
            reference=one.reference,
            score=float(change[n]),
        )


def _unlike_paragraphs(pairs: Sequence[tuple[Record, Record]]) -> Iterator[Example]:
    found = []
    for at, (a, b) in enumerate(pairs):
        for n, (one, other) in enumerate(zip(a.paragraphs, b.paragraphs, strict=True)):
            if one.english != other.english:
                found.append((word_f1(one.english or "", other.english or ""), at, n))
    for likeness, at, n in sorted(found):
        one, other = pairs[at][0].paragraphs[n], pairs[at][1].paragraphs[n]
        yield Example(
            kind="Paragraphs whose English differs most",
            id=pairs[at][0].id,
            paragraph=n,
            note=f"words in common {100 * likeness:.0f} %",
            arabic=one.arabic,
            english=one.english,
            other=other.english,
            score=likeness,
        )


def _unlike_summaries(pairs: Sequence[tuple[Record, Record]]) -> Iterator[Example]:
    found = []
    for at, (a, b) in enumerate(pairs):
        one, other = plain(a.summary.english), plain(b.summary.english)
        if one != other:
            found.append((word_f1(one, other), at, one, other))
    for likeness, at, one, other in sorted(found):
        yield Example(
            kind="Summaries that differ most",
            id=pairs[at][0].id,
            paragraph=None,
            note=f"words in common {100 * likeness:.0f} %",
            arabic=plain(pairs[at][0].summary.arabic),
            english=one,
            other=other,
            score=likeness,
        )
