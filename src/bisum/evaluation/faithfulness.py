"""Whether a summary says only what its article says, and quotes only what was said.

All of it is measured on the record alone: the summary's sentences against the sentences
that they name as their grounds, and against the ledger. The speaker of annotated
quotations takes the place of the ledger's where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from bisum.evaluation.attribution import IN_ENGLISH, SPEECH, pairs_of
from bisum.evaluation.measure import Better, Formula, Measure, Section, Tally, per_thousand, share, tally
from bisum.evaluation.naming import names_arabic, names_english
from bisum.evaluation.numbers import english_numbers, holds, numbers_of
from bisum.evaluation.pairing import is_run_of, same_speaker, words_of
from bisum.evaluation.rouge import arabic_tokens, plain
from bisum.evaluation.runs import Case
from bisum.model.record import LedgerRow, Record, RecordParagraph
from bisum.model.summary import SummarySentence
from bisum.stages.english import find_marks
from bisum.stages.marks import pair_marks

GROUND_SUPPORT: Final = 0.5
"""Least share of a summary sentence's words that its grounds hold: half, as for speakers in ``pairing``."""

_REMEMBERED: Final = 16_384  # sentences whose marks are kept

_CAPITALISED: Final = re.compile(r"(?<![\w'’])[A-Z][\w'’-]*")
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?:]\s+)[\"“‘(]*$")


class QuotedWords(NamedTuple):
    """Words in quotation marks in a summary.

    Attributes:
        text: The words, marks left out.
        sentence: The summary sentence.
        outside: That sentence without any of its words in marks.
    """

    text: str
    sentence: SummarySentence
    outside: str


def quoted_words(record: Record, language: str) -> list[QuotedWords]:
    """Give what a summary sets in quotation marks, marks inside marks left to their outer pair."""
    found = []
    for sentence in getattr(record.summary, language):
        ranges = _english_ranges(sentence.text) if language == "english" else _arabic_ranges(sentence.text)
        outside = _without(sentence.text, ranges)
        found += [QuotedWords(sentence.text[start:end], sentence, outside) for start, end in ranges]
    return found


@lru_cache(maxsize=_REMEMBERED)
def _english_ranges(text: str) -> tuple[tuple[int, int], ...]:
    marks = find_marks(text)
    return tuple(
        (mark.start, mark.end)
        for mark in marks
        if not any(other.start <= mark.opens_at and mark.closes_at <= other.end for other in marks)
    )


@lru_cache(maxsize=_REMEMBERED)
def _arabic_ranges(text: str) -> tuple[tuple[int, int], ...]:
    pairs = [pair for pair in pair_marks([text]) if pair.parent is None]
    return tuple((span.start, span.end) for pair in pairs for span in pair.spans)


def _without(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in ranges:
        kept.append(text[at:start])
        at = end
    return " ".join([*kept, text[at:]])


def rows_for(record: Record, words: str, language: str) -> list[LedgerRow]:
    """Give the ledger's rows whose words these are, whole or a run of them.

    English words must be those of a row with status ``kept`` or ``restored``. Where a term
    is exactly these words, only terms are given.
    """
    rows = []
    for row in (*record.quotes, *record.title_quotes):
        whole = row.text if language == "arabic" else row.english_text
        if whole and (language == "arabic" or row.status in IN_ENGLISH) and is_run_of(words, whole):
            rows.append(row)
    terms = [row for row in rows if row.kind not in SPEECH and _is_whole(row, words, language)]
    return terms or rows


def _is_whole(row: LedgerRow, words: str, language: str) -> bool:
    whole = row.text if language == "arabic" else row.english_text or ""
    return words_of(whole) == words_of(words)


def verbatim(record: Record, language: str) -> tuple[float, float]:
    """Count the words in marks that are exactly those of the ledger, and all words in marks.

    In English exactly the rendering, in Arabic exactly the quotation: whole, or a run of
    its words; case and punctuation don't count. Empty where a summary quotes nothing.
    """
    quoted = quoted_words(record, language)
    return float(sum(bool(rows_for(record, one.text, language)) for one in quoted)), float(len(quoted))


def beside_speaker(case: Case, language: str) -> tuple[float, float]:
    """Count the words in marks whose speaker the same summary sentence names, and all but terms.

    The name must stand outside the marks. The speaker is the annotated one where the
    quotation was annotated (in English also by the mention that the ledger gives for the
    same person), else the ledger's. Words that are in no ledger row have no
    speaker and count as wrong, as do those of a row without one. Empty where a summary
    quotes no speech.
    """
    spoken = spoken_words(case, language)
    return float(sum(is_named for _, _, is_named in spoken)), float(len(spoken))


def spoken_words(case: Case, language: str) -> list[tuple[QuotedWords, tuple[str, ...], bool]]:
    """Give the words in marks that are no terms, each with the right names, and whether one is beside it."""
    names = _names_by_row(case, language)
    is_named = names_english if language == "english" else names_arabic
    found = []
    for one in quoted_words(case.record, language):
        rows = rows_for(case.record, one.text, language)
        if rows and all(row.kind not in SPEECH for row in rows):
            continue
        accepted = tuple(dict.fromkeys(name for row in rows if row.kind in SPEECH for name in names(row)))
        found.append((one, accepted, any(is_named(one.outside, name) for name in accepted)))
    return found


def _names_by_row(case: Case, language: str) -> Callable[[LedgerRow], Sequence[str]]:
    gold = case.reference.quotes if case.reference else None
    annotated = {
        (row.paragraph, row.spans): quote
        for quote, row in (pairs_of(case.record, gold)[0] if gold is not None else ())
        if row is not None
    }

    def names(row: LedgerRow) -> Sequence[str]:
        quote = annotated.get((row.paragraph, row.spans))
        if language == "arabic":
            known = (quote.speaker, *quote.accept) if quote else (row.speaker,)
        elif quote and quote.english_speaker:
            # The mention nearby is as right as the name, where the ledger has the right person.
            is_right = same_speaker(quote, row.speaker)
            known = (quote.english_speaker, row.english_speaker if is_right else None)
        else:
            known = (row.english_speaker,)
        return [name for name in known if name]

    return names


def grounded(record: Record, language: str) -> tuple[float, float]:
    """Count the summary sentences that their grounds bear out, and all of them.

    A sentence is borne out where every ground exists, every number in digits stands in
    the grounds (in either language), every English name stands in the grounds' English or
    is the ledger's English for a speaker of the grounds, and at least half of its words
    are theirs. Empty without a summary.
    """
    sentences = getattr(record.summary, language)
    return float(sum(not missing(record, one, language) for one in sentences)), float(len(sentences))


def missing(record: Record, sentence: SummarySentence, language: str) -> tuple[str, ...]:
    """Say what of a summary sentence its grounds don't bear out; empty where they do."""
    arabic, english = ground_texts(record, sentence)
    if not arabic:
        return ("its grounds don't exist",)
    speakers = _speakers_at(record, sentence)
    known = [*numbers_of(arabic), *english_numbers(english)]
    found = [
        f"number {', '.join(sorted(map(str, readings)))}"
        for readings in numbers_of(sentence.text)
        if not holds(known, readings)
    ]
    if language == "english":
        allowed = set(words_of(english + " " + speakers))
        found += [f"name {name}" for name in _names(sentence.text) if not set(words_of(name)) <= allowed]
        words, ground = words_of(sentence.text), allowed
    else:
        words, ground = arabic_tokens(sentence.text), set(arabic_tokens(arabic + " " + speakers))
    if words and sum(word in ground for word in words) < GROUND_SUPPORT * len(words):
        found.append("most of its words")
    return tuple(found)


def _names(text: str) -> list[str]:
    """Give the capitalised words that don't merely begin a sentence."""
    return [
        match.group()
        for match in _CAPITALISED.finditer(text)
        if match.group() != "I" and not _SENTENCE_START.search(text[: match.start()])
    ]


def ground_texts(record: Record, sentence: SummarySentence) -> tuple[str, str]:
    """Give the Arabic and the English of a summary sentence's grounds.

    The English of a whole bead, since an Arabic sentence may be rendered together with
    its neighbour. Both empty where a ground is outside the article.
    """
    arabic, english = [], []
    for ground in sentence.grounds:
        if ground.paragraph >= len(record.paragraphs):
            return "", ""
        paragraph = record.paragraphs[ground.paragraph]
        if ground.sentence >= len(paragraph.sentences):
            return "", ""
        at = paragraph.sentences[ground.sentence]
        arabic.append(paragraph.arabic[at.start : at.end])
        english.append(_bead_english(paragraph, ground.sentence))
    return " ".join(arabic), " ".join(english)


def _bead_english(paragraph: RecordParagraph, number: int) -> str:
    at = paragraph.sentences[number]
    if at.bead is None:
        return at.english or ""
    return " ".join(one.english for one in paragraph.sentences if one.bead == at.bead and one.english)


def _speakers_at(record: Record, sentence: SummarySentence) -> str:
    """Give the names, in both languages, of those quoted in the grounds or in the sentence."""
    grounds = {(ground.paragraph, ground.sentence) for ground in sentence.grounds}
    rows = [row for row in (*record.quotes, *record.indirect) if _sentences_of(record, row) & grounds]
    rows += [record.quotes[n] for n in sentence.quotes if n < len(record.quotes)]
    return " ".join(name for row in rows for name in (row.speaker, row.english_speaker) if name)


def _sentences_of(record: Record, row: LedgerRow) -> set[tuple[int, int]]:
    return {
        (span.paragraph, number)
        for span in row.spans
        if span.paragraph is not None and span.paragraph < len(record.paragraphs)
        for number, at in enumerate(record.paragraphs[span.paragraph].sentences)
        if at.start < span.end and span.start < at.end
    }


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
                given = english_numbers(_bead_english(paragraph, number))
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
