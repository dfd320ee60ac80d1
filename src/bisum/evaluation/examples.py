"""Places worth reading: where a run is worst, where two runs differ most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np

from bisum.evaluation.attribution import IN_ENGLISH, pairs_of, speech
from bisum.evaluation.grounding import missing
from bisum.evaluation.measure import Floats
from bisum.evaluation.pairing import same_speaker, word_f1
from bisum.evaluation.quoting import quoted_words, rows_for, spoken_words
from bisum.evaluation.results import Example
from bisum.evaluation.rouge import plain, rouge, summary_references
from bisum.evaluation.runs import Case
from bisum.evaluation.scores import Segment
from bisum.model.record import LedgerRow, Record

N_EXAMPLES: Final = 8
"""Of each kind: as many as one reads."""

_LANGUAGES: Final = ("english", "arabic")
_PERFECT: Final = 99.99  # scores from here on are 100 but for rounding


def worst_examples(
    cases: Sequence[Case], segments: Sequence[Segment], chrf: Floats | None
) -> tuple[Example, ...]:
    """Give the worst places of a run, by kind.

    Args:
        cases: The articles.
        segments: Paragraphs with references.
        chrf: Of each segment; None without any.
    """
    kinds = (
        (one for case in cases for one in _wrong_speakers(case)),
        (one for case in cases for one in _lost_quotations(case.record)),
        (one for case in cases for one in _strange_marks(case.record)),
        (one for case in cases for one in _without_speaker(case)),
        (one for case in cases for one in _ungrounded(case.record)),
        _far_paragraphs(cases, segments, chrf),
        _far_summaries(cases),
    )
    return tuple(example for kind in kinds for example in _first(kind))


def _first(examples: Iterable[Example]) -> Iterator[Example]:
    for n, example in enumerate(examples):
        if n == N_EXAMPLES:
            return
        yield example


def _wrong_speakers(case: Case) -> Iterator[Example]:
    gold = case.reference.quotes if case.reference else None
    for quote, row in pairs_of(case.record, gold)[0] if gold is not None else ():
        if row is None:
            note = "not found"
        elif row.kind not in {"direct", "partial"}:
            note = f"taken for a {row.kind}"
        elif not same_speaker(quote, row.speaker):
            note = f"speaker {row.speaker or 'unknown'}, expected {quote.speaker or 'none'}"
        else:
            continue
        yield Example(
            kind="Quotations missed or given to somebody else",
            id=case.record.id,
            paragraph=quote.paragraph,
            note=note,
            arabic=quote.text,
            english=row.english_text if row else None,
            reference=quote.english_text,
        )


def _lost_quotations(record: Record) -> Iterator[Example]:
    for row in speech(record.quotes):
        if row.status is not None and row.status not in IN_ENGLISH:
            yield Example(
                kind="Quotations without quotation marks in English",
                id=record.id,
                paragraph=row.paragraph,
                note=f"{row.status}; speaker {row.speaker or 'unknown'}",
                arabic=row.text,
                english=row.english_text,
            )


def _strange_marks(record: Record) -> Iterator[Example]:
    for language in _LANGUAGES:
        for one in quoted_words(record, language):
            if not rows_for(record, one.text, language):
                is_english = language == "english"
                yield Example(
                    kind="Quotation marks in a summary around words that nobody said",
                    id=record.id,
                    paragraph=None,
                    note=f"in marks: {one.text}",
                    arabic=None if is_english else one.sentence.text,
                    english=one.sentence.text if is_english else None,
                )


def _without_speaker(case: Case) -> Iterator[Example]:
    for language in _LANGUAGES:
        for one, names, is_named in spoken_words(case, language):
            if not is_named:
                is_english = language == "english"
                expected = " or ".join(names) or "a speaker, but none is known"
                yield Example(
                    kind="Words in quotation marks without their speaker in the sentence",
                    id=case.record.id,
                    paragraph=None,
                    note=f"in marks: {one.text}; expected {expected}",
                    arabic=None if is_english else one.sentence.text,
                    english=one.sentence.text if is_english else None,
                )


def _ungrounded(record: Record) -> Iterator[Example]:
    for language in _LANGUAGES:
        for sentence in getattr(record.summary, language):
            lacks = missing(record, sentence, language)
            if lacks:
                is_english = language == "english"
                yield Example(
                    kind="Summary sentences that their grounds don't bear out",
                    id=record.id,
                    paragraph=sentence.grounds[0].paragraph,
                    note="not in the grounds: " + "; ".join(lacks),
                    arabic=None if is_english else sentence.text,
                    english=sentence.text if is_english else None,
                )


def _far_paragraphs(
    cases: Sequence[Case], segments: Sequence[Segment], chrf: Floats | None
) -> Iterator[Example]:
    if chrf is None:
        return
    for n in np.argsort(chrf, kind="stable"):
        if not chrf[n] < _PERFECT:
            return
        segment = segments[int(n)]
        yield Example(
            kind="Paragraphs furthest from their reference",
            id=cases[segment.article].record.id,
            paragraph=segment.paragraph,
            note=f"chrF {chrf[n]:.1f}",
            arabic=segment.source,
            english=segment.hypothesis,
            reference=segment.reference,
            score=float(chrf[n]),
        )


def _far_summaries(cases: Sequence[Case]) -> Iterator[Example]:
    scored = []
    for n, case in enumerate(cases):
        references = summary_references(case, "english")
        if references:
            table = rouge(plain(case.record.summary.english), references, language="english")
            best = int(table[:, 2].argmax())
            scored.append((float(table[best, 2]), n, references[best]))
    for score, n, reference in sorted(scored):
        if score >= _PERFECT:
            return
        summary = cases[n].record.summary
        yield Example(
            kind="Summaries furthest from their reference",
            id=cases[n].record.id,
            paragraph=None,
            note=f"ROUGE-L {score:.1f}",
            arabic=plain(summary.arabic),
            english=plain(summary.english),
            reference=reference,
            score=score,
        )


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
    return tuple(example for kind in kinds for example in _first(kind))


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
