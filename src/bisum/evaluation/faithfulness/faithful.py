"""Whether a summary says only what its article says, and quotes only what was said.

All of it is measured on the record alone: the summary's sentences against the sentences
that they name as their grounds, and against the ledger. The speaker of annotated
quotations takes the place of the ledger's where there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from bisum.evaluation.faithfulness.grounding import bead_english, ground_texts, grounded
from bisum.evaluation.faithfulness.numbers import english_numbers, holds, numbers_of
from bisum.evaluation.faithfulness.quoting import beside_speaker, verbatim
from bisum.evaluation.figures.measure import (
    Better,
    Formula,
    Measure,
    Section,
    Tally,
    per_thousand,
    share,
    tally,
)
from bisum.evaluation.inputs.runs import Case
from bisum.evaluation.quotations.pairing import words_of
from bisum.evaluation.texts.rouge import plain
from bisum.model.record import Record


def numbers_kept(record: Record) -> tuple[float, float]:
    """Count the Arabic sentences' numbers in digits that their English has too, and all of them.

    In English as digits or words, with either separator of decimals; a sentence rendered
    together with its neighbour is looked for in the whole bead. Sentences without English
    count as losing theirs. Empty where an article has no digits.
    """
    right = n = 0
    for paragraph in record.paragraphs:
        for number, at in enumerate(paragraph.sentences):
            wanted = numbers_of(paragraph.arabic[at.start : at.end])
            if wanted:
                given = english_numbers(bead_english(paragraph, number))
                n += len(wanted)
                right += sum(holds(given, one) for one in wanted)
    return float(right), float(n)


def summary_numbers(record: Record) -> tuple[float, float]:
    """Count the English summary's numbers in digits that stand in their grounds, and all of them.

    In the grounds' Arabic or English. Empty where a summary has no digits.
    """
    right = n = 0
    for sentence in record.summary.english:
        arabic, english = ground_texts(record, sentence)
        known = [*numbers_of(arabic), *english_numbers(english)]
        wanted = numbers_of(sentence.text)
        n += len(wanted)
        right += sum(holds(known, one) for one in wanted)
    return float(right), float(n)


def compression(record: Record, language: str) -> tuple[float, float]:
    """Count the words of the summary and those of the article, page furniture left out."""
    texts = [
        paragraph.arabic if language == "arabic" else paragraph.english or ""
        for paragraph in record.paragraphs
        if not paragraph.furniture
    ]
    n_article = sum(len(words_of(text)) for text in texts)
    return float(len(words_of(plain(getattr(record.summary, language))))), float(n_article)


def findings(
    record: Record, severities: Sequence[str] = ("warning", "serious", "note")
) -> tuple[float, float]:
    """Count the findings of some severities, and the article's Arabic words."""
    n_words = sum(len(words_of(paragraph.arabic)) for paragraph in record.paragraphs)
    return float(sum(one.severity in severities for one in record.findings)), float(n_words)


def faithfulness_tallies(cases: Sequence[Case]) -> list[Tally]:
    """Measure all summaries, and what goes with them."""
    tallies = []
    for name, title, section, formula, better, unit, count in _FIGURES:
        measure = Measure(
            name=name,
            title=title,
            section=section,
            formula=formula,
            better=better,
            unit=unit,
            out_of=None if formula is per_thousand else 100.0,
        )
        tallies.append(tally(measure, [count(case) for case in cases], n_at=1))
    return tallies


_Row = tuple[str, str, Section, Formula, Better, str, Callable[[Case], tuple[float, float]]]
_UP, _DOWN, _NO_WAY = Better.HIGHER, Better.LOWER, Better.NEITHER
_S, _F = Section.SUMMARY, Section.FAITHFULNESS

_FIGURES: Final[tuple[_Row, ...]] = (
    ("compression", "Summary length, % of the article's words, English", _S, share, _NO_WAY, "words",
     lambda case: compression(case.record, "english")),
    ("compression_arabic", "Summary length, % of the article's words, Arabic", _S, share, _NO_WAY, "words",
     lambda case: compression(case.record, "arabic")),
    ("verbatim", "Verbatim %, English summary", _F, share, _UP, "pairs of marks",
     lambda case: verbatim(case.record, "english")),
    ("verbatim_arabic", "Verbatim %, Arabic summary", _F, share, _UP, "pairs of marks",
     lambda case: verbatim(case.record, "arabic")),
    ("beside_speaker", "Speaker in the same sentence %, English summary", _F, share, _UP, "pairs of marks",
     lambda case: beside_speaker(case, "english")),
    ("beside_speaker_arabic", "Speaker in the same sentence %, Arabic summary", _F, share, _UP,
     "pairs of marks", lambda case: beside_speaker(case, "arabic")),
    ("grounded", "Sentences grounded %, English summary", _F, share, _UP, "sentences",
     lambda case: grounded(case.record, "english")),
    ("grounded_arabic", "Sentences grounded %, Arabic summary", _F, share, _UP, "sentences",
     lambda case: grounded(case.record, "arabic")),
    ("summary_numbers", "Numbers faithful %, English summary", _F, share, _UP, "numbers",
     lambda case: summary_numbers(case.record)),
    ("numbers", "Numbers faithful %, translation", _F, share, _UP, "numbers",
     lambda case: numbers_kept(case.record)),
    ("findings", "Findings per 1,000 words", _F, per_thousand, _DOWN, "words",
     lambda case: findings(case.record)),
    ("serious_findings", "Serious findings per 1,000 words", _F, per_thousand, _DOWN, "words",
     lambda case: findings(case.record, ("serious",))),
)  # fmt: skip
