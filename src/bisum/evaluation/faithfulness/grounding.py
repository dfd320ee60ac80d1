"""Whether summary sentences are borne out by the sentences that they name as their grounds."""

from __future__ import annotations

import re
from typing import Final

from bisum.evaluation.faithfulness.numbers import english_numbers, holds, numbers_of
from bisum.evaluation.quotations.pairing import words_of
from bisum.evaluation.texts.rouge import arabic_tokens
from bisum.model.record import LedgerRow, Record, RecordParagraph
from bisum.model.summary import SummarySentence

GROUND_SUPPORT: Final = 0.5
"""Least share of a summary sentence's words that its grounds hold: half, as for speakers in ``pairing``."""

_CAPITALISED: Final = re.compile(r"(?<![\w'’])[A-Z][\w'’-]*")
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?:]\s+)[\"“‘(]*$")


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
        english.append(bead_english(paragraph, ground.sentence))
    return " ".join(arabic), " ".join(english)


def bead_english(paragraph: RecordParagraph, number: int) -> str:
    """Give the English of a sentence together with the others of its bead."""
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
