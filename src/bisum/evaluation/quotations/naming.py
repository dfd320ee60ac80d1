"""Whether a sentence names a speaker, and whether the names of a run agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from bisum.evaluation.quotations.pairing import words_of
from bisum.evaluation.texts.rouge import arabic_tokens
from bisum.model.record import LedgerRow, Record

# Words that tell no two speakers apart.
_GLUE: Final = frozenset(
    ("the", "a", "an", "of", "for", "and", "in", "at", "on", "to", "s", "al", "el", "de", "la")
)


def names_english(sentence: str, name: str) -> bool:
    """Tell whether an English sentence names somebody: the surname, or most of the words.

    Articles and prepositions don't count, so that a Minister of Finance is no Minister of
    Defence.
    """
    return _names(words_of(sentence), [word for word in words_of(name) if word not in _GLUE])


def names_arabic(sentence: str, name: str) -> bool:
    """Tell the same of an Arabic sentence, by word stems."""
    return _names(arabic_tokens(sentence), arabic_tokens(name))


def _names(sentence: Sequence[str], name: Sequence[str]) -> bool:
    if not name:
        return False
    present = set(sentence)
    n_present = sum(word in present for word in name)
    return name[-1] in present or 2 * n_present > len(name)


def english_forms(records: Iterable[Record]) -> dict[str, str]:
    """Give, for each Arabic speaker of a run, the English form most often used.

    The keys are the mentions' folded words; of forms equally frequent, the one that came
    first.
    """
    counts: dict[str, Counter[str]] = {}
    for record in records:
        for row in named_rows(record):
            counts.setdefault(name_key(row.speaker), Counter())[row.english_speaker or ""] += 1
    return {key: forms.most_common(1)[0][0] for key, forms in counts.items()}


def repeated_names(records: Iterable[Record]) -> frozenset[str]:
    """Give the Arabic speakers that a run renders at least twice."""
    counts = Counter(name_key(row.speaker) for record in records for row in named_rows(record))
    return frozenset(key for key, n in counts.items() if n > 1)


def named_rows(record: Record) -> list[LedgerRow]:
    """Give the ledger's rows whose speaker has a name in both languages."""
    rows = (*record.quotes, *record.title_quotes, *record.indirect)
    return [row for row in rows if row.speaker and row.english_speaker]


def name_key(arabic: str | None) -> str:
    """Give the form under which two spellings of one Arabic mention are one."""
    return " ".join(words_of(arabic or ""))


def is_form_of(english: str, usual: str) -> bool:
    """Tell whether one English form is the other, or a shorter one of it."""
    one, other = set(words_of(english)), set(words_of(usual))
    return bool(one and other) and (one <= other or other <= one)
