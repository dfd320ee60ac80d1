"""Whether quotations are found, keep their speakers and come into English.

Where the references hold annotated quotations these are the measure; elsewhere the
record's own ledger is, which tells what was lost on the way to English but not what was
never found. Every figure says which (``basis``). Doubtful annotations are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from bisum.evaluation.figures.measure import (
    Formula,
    Measure,
    Section,
    Tally,
    f1,
    precision,
    recall,
    share,
    tally,
)
from bisum.evaluation.inputs.references import GoldQuote
from bisum.evaluation.inputs.runs import Case
from bisum.evaluation.quotations.naming import (
    english_forms,
    is_form_of,
    name_key,
    named_rows,
    names_english,
    repeated_names,
)
from bisum.evaluation.quotations.pairing import SAME_SPEAKER, pair, same_speaker, word_f1
from bisum.model.record import LedgerRow, Record

"""Statuses whose words stand in quotation marks on the English page."""


def attribution_tallies(cases: Sequence[Case]) -> list[Tally]:
    """Measure the ledgers: against annotations where any case has them, else by themselves."""
    annotated = any(_gold(case) is not None for case in cases)
    found = _gold_tallies(cases) if annotated else _ledger_tallies(cases)
    return [*found, names_consistent(cases)]


def _gold(case: Case) -> Sequence[GoldQuote] | None:
    return case.reference.quotes if case.reference else None


def speech(rows: Sequence[LedgerRow]) -> list[LedgerRow]:
    """Give the rows that are somebody's words in quotation marks."""
    return [row for row in rows if row.is_speech]


Pairs = list[tuple[GoldQuote, LedgerRow | None]]


def pairs_of(record: Record, gold: Sequence[GoldQuote]) -> tuple[Pairs, int]:
    """Pair an article's annotated speech with the ledger.

    Returns:
        Each speech line of the annotation without doubt, with the ledger's row for it
        (a term, where the ledger took it for one) or None, in order; and the number of
        speech rows in the ledger that count, those for doubtful lines left out.
    """
    of_gold = pair(gold, record.quotes)
    doubtful = {j for i, j in of_gold.items() if gold[i].doubt}
    n_found = sum(row.is_speech for j, row in enumerate(record.quotes) if j not in doubtful)
    pairs = [
        (quote, record.quotes[of_gold[i]] if i in of_gold else None)
        for i, quote in enumerate(gold)
        if quote.is_speech and not quote.doubt
    ]
    return pairs, n_found


def quotes_found(pairs: Pairs, n_found: int) -> tuple[float, float, float]:
    """Count speech found, all speech of the ledger and all annotated speech.

    A quotation is found where a row of the ledger, speech too, has four fifths of its
    words in its paragraph or a neighbour. A term given as speech lowers precision.
    """
    return float(sum(_is_hit(row) for _, row in pairs)), float(n_found), float(len(pairs))


def attributed(pairs: Pairs, n_found: int) -> tuple[float, float, float]:
    """Count the same where only speech found with its right speaker is right."""
    right = sum(_is_hit(row) and same_speaker(gold, row.speaker) for gold, row in pairs if row)
    return float(right), float(n_found), float(len(pairs))


def right_speaker(pairs: Pairs, _n_found: int) -> tuple[float, float]:
    """Count speech found whose Arabic speaker is right, and all speech found.

    Right is any accepted mention by half of its words, and silence where the article
    really does not say. Empty where nothing was found.
    """
    found = [(gold, row) for gold, row in pairs if row and _is_hit(row)]
    return float(sum(same_speaker(gold, row.speaker) for gold, row in found)), float(len(found))


def right_speaker_english(pairs: Pairs, _n_found: int) -> tuple[float, float]:
    """Count annotated speech whose English speaker is right, and all that has one annotated.

    Right is half of the words in common with the annotated English mention. What was not
    found is wrong. Empty where the annotation has no English.
    """
    named = [(gold.english_speaker, row) for gold, row in pairs if gold.english_speaker]
    right = sum(
        row is not None and word_f1(name, row.english_speaker or "") >= SAME_SPEAKER for name, row in named
    )
    return float(right), float(len(named))


def kept(pairs: Pairs, _n_found: int) -> tuple[float, float]:
    """Count annotated speech that stands in marks on the English page, and all annotated speech.

    Standing there is a row of the ledger with status ``kept`` or ``restored``.
    """
    return float(sum(row is not None and row.is_sure for _, row in pairs)), float(len(pairs))


def english_words(pairs: Pairs, _n_found: int) -> tuple[float, float]:
    """Sum how well the English words agree with the annotated ones, times 100, and count them.

    Word F1, 0 where there is none. Tells of the boundaries where the run's English is
    that of the references; with a translation of its own it also tells of wording.
    """
    given = [(gold.english_text, row) for gold, row in pairs if gold.english_text]
    agreement = sum(word_f1(text, row.english_text or "") for text, row in given if row)
    return 100.0 * agreement, float(len(given))


def _is_hit(row: LedgerRow | None) -> bool:
    return row is not None and row.is_speech


def _measure(name: str, title: str, formula: Formula, unit: str, basis: str) -> Measure:
    return Measure(
        name=name, title=title, section=Section.QUOTATIONS, formula=formula, unit=unit, basis=basis
    )


_GOLD_FIGURES: Final[
    tuple[tuple[str, str, Formula, Callable[[Pairs, int], tuple[float, ...]], str, int], ...]
] = (
    ("quotes_precision", "Quotations found, precision", precision, quotes_found, "quotations", 1),
    ("quotes_recall", "Quotations found, recall", recall, quotes_found, "quotations", 2),
    ("quotes_f1", "Quotations found, F1", f1, quotes_found, "quotations", 2),
    ("attributed_precision", "Found with right speaker, precision", precision, attributed, "quotations", 1),
    ("attributed_recall", "Found with right speaker, recall", recall, attributed, "quotations", 2),
    ("attributed_f1", "Found with right speaker, F1", f1, attributed, "quotations", 2),
    ("right_speaker", "Right speaker %", share, right_speaker, "quotations", 1),
    ("right_speaker_english", "Right speaker in English %", share, right_speaker_english, "quotations", 1),
    ("kept", "Kept in English %", share, kept, "quotations", 1),
    ("english_words", "English words of quotations, F1", lambda sums: share(sums) / 100.0, english_words,
     "quotations", 1),
)  # fmt: skip


def _gold_tallies(cases: Sequence[Case]) -> list[Tally]:
    paired = []
    for case in cases:
        gold = _gold(case)
        paired.append(pairs_of(case.record, gold) if gold is not None else ([], 0))
    tallies = [
        tally(_measure(name, title, formula, unit, "gold"), [count(*one) for one in paired], n_at=n_at)
        for name, title, formula, count, unit, n_at in _GOLD_FIGURES
    ]
    return [one for one in tallies if one.n or one.measure.name in {"quotes_precision", "right_speaker"}]


def speaker_near(record: Record) -> tuple[float, float]:
    """Count speech in English with its speaker named near it, and all of it whose speaker the Arabic names.

    Without annotations nobody knows who is right; but the English name that the ledger
    gives should stand in the English of the quotation's paragraph or the one before it,
    or in the title. A pronoun there is a miss, so that even a perfect run stays below
    100; so is a speaker for whom no English name was found. Empty where the Arabic names
    no speaker.
    """
    rows = [row for row in speech(record.quotes) if row.speaker and row.english_text]
    return float(sum(_is_near(record, row) for row in rows)), float(len(rows))


def _is_near(record: Record, row: LedgerRow) -> bool:
    name = row.english_speaker
    if not name:
        return False
    at = row.paragraph or 0
    passages = [paragraph.english or "" for paragraph in record.paragraphs[max(0, at - 1) : at + 1]]
    return any(names_english(text, name) for text in (*passages, record.title_english or ""))


def kept_of_ledger(record: Record) -> tuple[float, float]:
    """Count the ledger's speech with status ``kept`` or ``restored``, and all its speech."""
    rows = speech(record.quotes)
    return float(sum(row.is_sure for row in rows)), float(len(rows))


def _ledger_tallies(cases: Sequence[Case]) -> list[Tally]:
    records = [case.record for case in cases]
    return [
        tally(
            _measure("right_speaker", "Speaker named near the quotation %", share, "quotations", "run"),
            [speaker_near(record) for record in records],
            n_at=1,
        ),
        tally(
            _measure("kept", "Kept in English %", share, "quotations", "run"),
            [kept_of_ledger(record) for record in records],
            n_at=1,
        ),
    ]


def names_consistent(cases: Sequence[Case]) -> Tally:
    """Measure whether one Arabic name has one English name throughout the run, as its pages show it.

    Of the mentions of speakers that occur at least twice in the run, the share whose
    English is the form most used for that Arabic name, or a shorter or longer one of it.
    Empty where no speaker comes twice.
    """
    records = [case.shown or case.record for case in cases]
    usual, repeated = english_forms(records), repeated_names(records)
    rows = []
    for record in records:
        keys = [(name_key(row.speaker), row.english_speaker or "") for row in named_rows(record)]
        forms = [(key, form) for key, form in keys if key in repeated]
        rows.append((float(sum(is_form_of(form, usual[key]) for key, form in forms)), float(len(forms))))
    measure = _measure("names_consistent", "Names consistent %", share, "mentions", "run")
    return tally(measure, rows, n_at=1)
