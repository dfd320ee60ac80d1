"""What a summary sets in quotation marks: whether it was said, and who is named as saying it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from bisum.evaluation.inputs.runs import Case
from bisum.evaluation.quotations.attribution import pairs_of
from bisum.evaluation.quotations.naming import names_arabic, names_english
from bisum.evaluation.quotations.pairing import is_run_of, same_speaker, words_of
from bisum.model.record import LedgerRow, Record
from bisum.model.summary import SummarySentence
from bisum.stages.english.text import find_marks
from bisum.stages.segmentation.marks import pair_marks

_REMEMBERED: Final = 16_384  # sentences whose marks are kept


class QuotedWords(NamedTuple):
    """Words in quotation marks in a summary.

    Attributes:
        text: The words, marks left out.
        sentence: The summary sentence.
        outside: That sentence without what somebody says in it; a newspaper's name in marks is still there.
    """

    text: str
    sentence: SummarySentence
    outside: str


def quoted_words(record: Record, language: str) -> list[QuotedWords]:
    """Give what a summary sets in quotation marks, marks inside marks left to their outer pair."""
    found = []
    for sentence in getattr(record.summary, language):
        ranges = _english_ranges(sentence.text) if language == "english" else _arabic_ranges(sentence.text)
        outside = _without(
            sentence.text,
            [at for at in ranges if not _is_term(rows_for(record, sentence.text[slice(*at)], language))],
        )
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
        if whole and (language == "arabic" or row.is_sure) and is_run_of(words, whole):
            rows.append(row)
    terms = [row for row in rows if not row.is_speech and _is_whole(row, words, language)]
    return terms or rows


def _is_term(rows: Sequence[LedgerRow]) -> bool:
    """Tell whether words in marks are a name or a term, which nobody says."""
    return bool(rows) and all(not row.is_speech for row in rows)


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
        if _is_term(rows):
            continue
        accepted = tuple(dict.fromkeys(name for row in rows if row.is_speech for name in names(row)))
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
