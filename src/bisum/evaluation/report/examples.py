"""Places worth reading: where a run is worst."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from msgspec.structs import replace

from bisum.evaluation.faithfulness.grounding import missing
from bisum.evaluation.faithfulness.quoting import quoted_words, rows_for, spoken_words
from bisum.evaluation.figures.measure import Floats
from bisum.evaluation.figures.results import Example
from bisum.evaluation.inputs.runs import Case
from bisum.evaluation.quotations.attribution import pairs_of, speech
from bisum.evaluation.quotations.pairing import same_speaker
from bisum.evaluation.texts.rouge import plain, rouge, summary_references
from bisum.evaluation.texts.scores import Segment
from bisum.model.record import Record
from bisum.model.summary import SummarySentence

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
    return tuple(example for kind in kinds for example in first_of(kind))


def first_of(examples: Iterable[Example]) -> Iterator[Example]:
    """Give as many examples of one kind as one reads."""
    for n, example in enumerate(examples):
        if n == N_EXAMPLES:
            return
        yield example


def _wrong_speakers(case: Case) -> Iterator[Example]:
    gold = case.reference.quotes if case.reference else None
    for quote, row in pairs_of(case.record, gold)[0] if gold is not None else ():
        if row is None:
            note = "not found"
        elif not row.is_speech:
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
        if row.status is not None and not row.is_sure:
            yield Example(
                kind="Quotations without quotation marks in English",
                id=record.id,
                paragraph=row.paragraph,
                note=f"{row.status}; speaker {row.speaker or 'unknown'}",
                arabic=row.text,
                english=row.english_text,
            )


def _strange_marks(record: Record) -> Iterator[Example]:
    kind = "Quotation marks in a summary around words that nobody said"
    for language in _LANGUAGES:
        for one in quoted_words(record, language):
            if not rows_for(record, one.text, language):
                yield _in_summary(kind, record, one.sentence, language, f"in marks: {one.text}")


def _without_speaker(case: Case) -> Iterator[Example]:
    kind = "Words in quotation marks without their speaker in the sentence"
    for language in _LANGUAGES:
        for one, names, is_named in spoken_words(case, language):
            if not is_named:
                expected = " or ".join(names) or "a speaker, but none is known"
                note = f"in marks: {one.text}; expected {expected}"
                yield _in_summary(kind, case.record, one.sentence, language, note)


def _ungrounded(record: Record) -> Iterator[Example]:
    kind = "Summary sentences that their grounds don't bear out"
    for language in _LANGUAGES:
        for sentence in getattr(record.summary, language):
            lacks = missing(record, sentence, language)
            if lacks:
                found = _in_summary(
                    kind, record, sentence, language, "not in the grounds: " + "; ".join(lacks)
                )
                yield replace(found, paragraph=sentence.grounds[0].paragraph)


def _in_summary(kind: str, record: Record, sentence: SummarySentence, language: str, note: str) -> Example:
    """Show a sentence of a summary on its own side; it stands in no paragraph."""
    sides = {language: sentence.text}
    return Example(
        kind=kind,
        id=record.id,
        paragraph=None,
        note=note,
        arabic=sides.get("arabic"),
        english=sides.get("english"),
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
